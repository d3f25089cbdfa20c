import { expect, test } from 'vitest';
import { agree, cityOf, disagree, officer, type CaseOf } from '../../domain/testing.ts';
import { administrator, amended } from '../case/amendments.ts';
import { constructionProject } from '../../workflows/procedures/construction-project.v1.ts';
import { constructionStage } from '../../workflows/procedures/construction-stage.v1.ts';
import { fireDesignReview } from '../../workflows/procedures/fire-design-review.v1.ts';
import { jointCompletion } from '../../workflows/procedures/joint-completion.v1.ts';
import { landPlanningStage } from '../../workflows/procedures/land-planning-stage.v1.ts';
import { worksPlanningStage } from '../../workflows/procedures/works-planning-stage.v1.ts';

type Kind = 'government' | 'social' | 'industrial';
const stages = [
  constructionProject,
  landPlanningStage,
  worksPlanningStage,
  constructionStage,
  fireDesignReview,
  jointCompletion,
] as const;
const parties = ['natural-resources', 'fire-rescue', 'civil-defence', 'urban-archives', 'quality-supervision'] as const;

/** Two days off because of a storm, published while the second stage runs. */
const storm = amended('storm', { off: ['2027-07-26', '2027-07-27'] });

/** A project of a kind over its four stages; `days` is how many working days each of them waits for its last answer. */
function built(
  kind: Kind,
  days: readonly [number, number, number, number],
  duringWorks: (one: CaseOf<typeof constructionProject>, works: CaseOf<typeof worksPlanningStage>) => void = () => {},
) {
  const city = cityOf(stages, { calendars: [storm] });
  const form = { project: '三号厂房', kind } as const;
  const one: CaseOf<typeof constructionProject> = city.receive(constructionProject, { at: '2027-03-24 10:00', form });
  one.accept();
  const wait = (nth: number) => city.at(`+${days[nth]} working days`);
  const land = city.at('+1 month').fileChild(one, 'land', landPlanningStage, { form }).accept();
  land.answer('project', agree).answer('ecology', { answer: 'satisfiedBy', reference: '区域环评 2026-4' });
  wait(0);
  land.answer('land', agree);
  city.at('+2 months');
  const works = city.fileChild(one, 'works', worksPlanningStage, { form }).accept();
  works.answer('civilDefence', agree).answer('heritage', agree).answer('water', agree);
  duringWorks(one, works);
  wait(1);
  works.answer('decide', { chose: 'approve', reasons: [{ text: '符合规划' }] });
  city.at('+1 month');
  const build = city.fileChild(one, 'build', constructionStage, { form }).accept();
  const fire = city.childOf(build, 'fire', fireDesignReview).accept().answer('review', agree);
  build.answer('quality', agree);
  wait(2);
  build.answer('permit', agree);
  city.at('+11 months');
  const completion = city.fileChild(one, 'completion', jointCompletion, { form });
  for (const party of parties) completion.act(officer(party), { type: 'checkCompleteness', defects: [] });
  completion.accept();
  completion.convene('visit', '+3 working days', { place: '三号厂房' });
  wait(3);
  for (const party of parties) completion.answer(`visit:${party}`, agree);
  return { one, land, works, build, fire, completion };
}
const verdicts = (made: ReturnType<typeof built>) => Object.values(made).map(each => each.clock('promise').verdict);

test.each([
  ['government', 55, [15, 20, 9, 5]],
  ['social', 50, [10, 20, 9, 5]],
  ['industrial', 24, [5, 7, 4, 5]],
] as const)('a %s project is granted in %i working days of the offices, over a year and a half', (kind, most, days) => {
  const made = built(kind, days);
  expect(verdicts(made)).toEqual(['met', 'met', 'met', 'met', 'met', 'met']);
  expect(made.one.status).toBe('settled');
  expect(made.one.clock('promise').limit).toEqual({ unit: 'WD', n: most });
});

/**
 * 20 WD from Sunday 18 July: 19–23(5) 26–30(10) Aug 2–6(15) 9–13(20); without 26 and 27: 28–30(8) … 13(18) 16 17(20).
 */
test('a calendar amended in the year moves the stage that runs and the project, and nothing that ended', () => {
  const dues: (string | undefined)[] = [];
  const made = built('government', [15, 20, 9, 5], (one, works) => {
    const project = () => Number(one.clock('promise').due);
    dues.push(works.due('promise'));
    const before = project();
    for (const each of [one, works])
      each.act(administrator, { type: 'recompute', calendar: storm.version }, `publication/${storm.version}`);
    dues.push(works.due('promise'));
    expect(project()).toBeGreaterThan(before);
  });
  expect(dues).toEqual(['2027-08-13 17:30', '2027-08-17 17:30']);
  expect(verdicts(made)).toEqual(['met', 'met', 'met', 'met', 'met', 'met']);
  const { one, land, works, build, completion } = made;
  expect([land, works, build, completion].map(each => each.view.calendar)).toEqual([
    'demonstration-2032',
    ...[works, build, completion].map(() => storm.version),
  ]);
  const [first, last] = [one.events[0]!.at, one.events.at(-1)!.at];
  expect((last - first) / 86_400_000, 'more than a year').toBeGreaterThan(366);
});

test.each([
  ['government', 55, [15, 45, 9, 5]],
  ['social', 50, [10, 45, 9, 5]],
  ['industrial', 24, [5, 30, 4, 5]],
] as const)(
  'a %s project of which one stage is slow breaks its %i working days, and who held the stage is told',
  (kind, most, days) => {
    const made = built(kind, days);
    expect(verdicts(made)).toEqual(['late', 'met', 'late', 'met', 'met', 'met']);
    expect(made.one.clock('promise').limit).toEqual({ unit: 'WD', n: most });
    expect(made.works.heldBy['natural-resources']).toBe(days[1]);
  },
);

test('half a year without an application for the next stage ends the project', () => {
  const city = cityOf(stages);
  const one = city.receive(constructionProject, { at: '2027-03-24 10:00' }).accept();
  expect(one.clock('promise').state, 'the builder prepares').toBe('paused');
  city.until('2027-09-30 00:00');
  expect(one.status).toBe('settled');
});

test('a case below a stage has its own permit, and what it refuses ends the stage for its reasons', () => {
  const city = cityOf([constructionStage, fireDesignReview]);
  const stage = city.receive(constructionStage, { at: '2027-03-24 10:00' }).accept();
  const fire = city.childOf(stage, 'fire', fireDesignReview).accept();
  expect(fire.view.papers, 'it has the drawings of the stage').toMatchObject([{ material: 'drawings' }]);
  expect([fire.due('promise'), fire.due('statutory')]).toEqual(['2027-03-29 17:30', '2027-04-15 17:30']);
  stage.answer('quality', agree);
  fire.answer('review', disagree('疏散距离不足'));
  expect(stage.view).toMatchObject({ status: 'denied', reasons: [{ text: '疏散距离不足' }] });
});
