import { expect, test } from 'vitest';
import { z } from 'zod';
import { loadProcedures, unavailableIn } from '../../bin/compose/procedures.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { approval, conference, decision, event, procedure, publicNotice, workingDays } from '../../domain/procedure.ts';
import { issuesInDirectory } from '../../domain/procedure/procedure.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { jointCompletion } from '../../workflows/procedures/joint-completion.v1.ts';
import { long } from '../support/tags.ts';

const day = workingDays(1);
const units = (...ids: readonly string[]) => ({
  units: ids.map(id => ({ id, title: id, kind: 'department' as const })),
});
const stranger = procedure({
  name: 'stranger',
  version: 1,
  title: '试验',
  lead: 'a',
  form: z.object({}),
  example: {},
  permits: { licence: '许可证' },
  intake: { by: 'application', checkedBy: ['b', 'nobody-1'] },
  limits: {
    statutory: workingDays(20),
    extension: { of: 'statutory', by: 'mayor' as 'unit-head', atMost: day, basis: '行政许可法 42' },
  },
  policies: { revocable: { by: 'nobody-2', basis: '行政许可法 69' } },
  steps: {
    look: approval('审查', { by: 'nobody-3', within: day }),
    meet: conference('联审', { chair: 'nobody-4', of: ['b', 'nobody-5'], notice: day, within: day }),
    tell: event('告知', { from: 'nobody-6', expires: day }),
    show: publicNotice('公示', { lasts: day, objection: 'nobody-7' }),
    choose: decision('决定', { by: 'lead', post: 'boss', of: ['yes', 'no'], within: day }),
  },
  *run({ steps, grant }) {
    yield* steps.look();
    yield* steps.meet();
    yield* steps.tell();
    yield* steps.show();
    yield* steps.choose();
    return grant('licence');
  },
});

test('whomever a procedure names and the directory lacks is a fault, each at its place', () => {
  expect(
    issuesInDirectory(stranger, units('a', 'b')).map(({ at, message }) => `${at} ${/"(.*?)"/.exec(message)![1]}`),
  ).toEqual([
    'intake.checkedBy nobody-1',
    'limits.extension.by mayor',
    'policies.revocable.by nobody-2',
    'steps.look.by nobody-3',
    'steps.meet.chair nobody-4',
    'steps.meet.of nobody-5',
    'steps.tell.from nobody-6',
    'steps.show.objection nobody-7',
    'steps.choose.post boss',
  ]);
  expect(issuesInDirectory(restaurantOpening, units()).map(({ at }) => at)).toContain('lead');
});

test('engine words and choices of a decision name nobody; a procedure whose units all exist has no fault', () => {
  expect(issuesInDirectory(restaurantOpening, demonstrationDirectory)).toEqual([]);
  const parties = ['natural-resources', 'fire-rescue', 'civil-defence', 'urban-archives', 'quality-supervision'];
  expect(
    issuesInDirectory(jointCompletion, units('housing-construction', ...parties)),
    '`lead` chairs, `assigned` checks again, the applicant rectifies',
  ).toEqual([]);
});

test(
  'a directory without a unit of one procedure closes that one alone, with every unit that it lacks',
  { ...long, timeout: 60_000 },
  async () => {
    const without = {
      units: demonstrationDirectory.units.filter(({ id }) => id !== 'tobacco' && id !== 'fire-rescue'),
    };
    const other = { ...restaurantOpening, id: 'other.v1', lead: 'housing', steps: {} };
    const restaurant = (await loadProcedures(without)).get(restaurantOpening.id)!;
    const loaded = new Map([restaurant, other].map(each => [each.id, each]));
    expect([...unavailableIn(loaded, { units: [...without.units, ...units('housing').units] })]).toEqual([
      [
        'restaurant-opening.v1',
        [
          expect.stringContaining('steps.fire.by: found "fire-rescue", which is no unit of the directory'),
          expect.stringContaining('steps.tobacco.by: found "tobacco", which is no unit of the directory'),
          expect.stringContaining('steps.fireCheck.by: found "fire-rescue", which is no unit of the directory'),
        ],
      ],
    ]);
    await expect(
      loadProcedures({
        units: demonstrationDirectory.units.filter(({ id }) => id !== 'service-window' && id !== 'supervision-office'),
      }),
    ).rejects.toThrow('The directory lacks service-window, supervision-office: ');
    expect([...(await loadProcedures(demonstrationDirectory)).keys()]).toContain('restaurant-opening.v1');
  },
);
