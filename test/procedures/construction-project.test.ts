import { expect, test } from 'vitest';
import { agree, cityOf, officer, type CaseOf } from '../../domain/testing.ts';
import { constructionProject } from '../../workflows/procedures/construction-project.v1.ts';
import { constructionStage } from '../../workflows/procedures/construction-stage.v1.ts';
import { jointCompletion } from '../../workflows/procedures/joint-completion.v1.ts';
import { landPlanningStage } from '../../workflows/procedures/land-planning-stage.v1.ts';
import { worksPlanningStage } from '../../workflows/procedures/works-planning-stage.v1.ts';

type Kind = 'government' | 'social' | 'industrial';
const stages = [
  constructionProject,
  landPlanningStage,
  worksPlanningStage,
  constructionStage,
  jointCompletion,
] as const;
const parties = ['natural-resources', 'fire-rescue', 'civil-defence', 'urban-archives', 'quality-supervision'] as const;

/** A project of a kind over its four stages; `days` is how many working days each of them waits for its last answer. */
function built(kind: Kind, days: readonly [number, number, number, number]) {
  const city = cityOf(stages);
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
  wait(1);
  works.answer('decide', { chose: 'approve', reasons: [{ text: '符合规划' }] });
  city.at('+1 month');
  const build = city.fileChild(one, 'build', constructionStage, { form }).accept();
  build.answer('fire', agree).answer('quality', agree);
  wait(2);
  build.answer('permit', agree);
  city.at('+12 months');
  const completion = city.fileChild(one, 'completion', jointCompletion, { form });
  for (const party of parties) completion.act(officer(party), { type: 'checkCompleteness', defects: [] });
  completion.accept();
  const meets = completion.now + 3 * 86_400_000;
  completion.act(officer('housing-construction'), { type: 'convene', step: 'visit', meets, place: '三号厂房' });
  wait(3);
  for (const party of parties) completion.answer(`visit:${party}`, agree);
  return { one, land, works, build, completion };
}
const verdicts = (made: ReturnType<typeof built>) => Object.values(made).map(each => each.clock('promise').verdict);

test.each([
  ['government', 55, [15, 20, 9, 5]],
  ['social', 50, [10, 20, 9, 5]],
  ['industrial', 24, [5, 7, 4, 5]],
] as const)('a %s project is granted in %i working days of the offices, over a year and a half', (kind, most, days) => {
  const made = built(kind, days);
  expect(verdicts(made)).toEqual(['met', 'met', 'met', 'met', 'met']);
  expect(made.one.status).toBe('settled');
  expect(made.one.clock('promise').limit).toEqual({ unit: 'WD', n: most });
});

test('a stage that takes 30 working days breaks its own promise and that of an industrial project', () => {
  const made = built('industrial', [5, 30, 4, 5]);
  expect(verdicts(made)).toEqual(['late', 'met', 'late', 'met', 'met']);
  expect(made.works.heldBy['natural-resources']).toBe(30);
});

test('half a year without an application for the next stage ends the project', () => {
  const city = cityOf(stages);
  const one = city.receive(constructionProject, { at: '2027-03-24 10:00' }).accept();
  expect(one.clock('promise').state, 'the builder prepares').toBe('paused');
  city.until('2027-09-30 00:00');
  expect(one.status).toBe('settled');
});
