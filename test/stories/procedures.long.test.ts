import { afterAll, beforeAll, test } from 'vitest';
import { implementations } from '../../effects/index.ts';
import { startEffects } from '../../operations/effects/effects.ts';
import { startProduct, type TestProduct } from '../support/product.ts';
import { shippedProcedures } from '../support/shipped.ts';
import { Family } from './family.ts';
import { firstTimeOut } from './first-time-out.ts';
import { enumOf, FrontDesk } from './front-desk.ts';
import { goodWayOf } from './good-ways.ts';

/**
 * Every released procedure over GraphQL on a real stack: its good way as it was recorded for its release, and the first
 * time-out of a case that is left alone once it is accepted. Time is skipped. Several go side by side: each family has
 * a time of its own, and most of it is waiting.
 */
let product: TestProduct;
let desk: FrontDesk;
let effects: ReturnType<typeof startEffects>;
beforeAll(async () => {
  product = await startProduct();
  desk = new FrontDesk(product);
  effects = startEffects(product.shell.context, implementations, { lookMs: 200 });
}, 120_000);
afterAll(async () => {
  await effects.stop();
  await product.stop();
});

const procedures = await shippedProcedures();
const each = [...procedures.values()].map(procedure => [procedure.id, procedure] as const);
/** What only another case opens goes its way as a part of that one. */
const begun = each.filter(([, { modes }]) => !modes.noApplication);

test.concurrent.for(begun)(
  '%s goes its recorded good way over GraphQL, and comes to what was recorded',
  async ([, procedure], { expect }) => {
    const { view } = await goodWayOf(procedure);
    const caseId = await new Family(desk, procedures).play(procedure);
    const now = async () => {
      const { status, permits } = await desk.read(caseId);
      return { status, permits: permits.map(({ permit }) => permit) };
    };
    const recorded = { status: enumOf(view.status), permits: view.permits.map(({ permit }) => permit) };
    await expect.poll(now).toEqual(recorded);
    const { clocks } = await desk.read(caseId);
    const limits = clocks.filter(({ clock }) => clock === 'promise' || clock === 'statutory');
    expect(limits.filter(({ verdict }) => verdict === 'LATE')).toEqual([]);
  },
);

test.concurrent.for(each.filter(([, { intake }]) => intake.by !== 'schedule'))(
  '%s that is left alone runs into its first time-out when the virtual clock says',
  async ([, procedure], { expect }) => {
    const way = await goodWayOf(procedure);
    const { days, isAccepted, says, received } = firstTimeOut(procedure, way);
    const caseId = await desk.begin(procedure, { ...way, received });
    if (isAccepted) await desk.say({ as: 'window-clerk' }, 'acceptCase', { caseId });
    await desk.skip(caseId, days);
    expect(await desk.timelineOf(caseId)).toContain(says);
  },
);

/** So many working days the builder takes before each stage: more than a year in all. */
const prepares: Readonly<Record<string, number>> = {
  'childFiled land': 80,
  'childFiled works': 80,
  'childFiled build': 80,
  'childFiled completion': 60,
};

test('a construction project goes over its four stages and a year, with a calendar amended in between', async ({
  expect,
}) => {
  const project = procedures.get('construction-project.v1')!;
  const moved: (readonly [before: string, after: string])[] = [];
  const dueOf = async (id: string): Promise<string> =>
    (await desk.read(id)).clocks.find(({ clock }) => clock === 'promise')!.due!.slice(0, 10);
  const caseId = await new Family(desk, procedures, async (procedure, act, id) => {
    if (procedure === 'construction-stage.v1' && act === 'answered quality') {
      // The very day on which the stage is due is off now.
      const before = await dueOf(id);
      await desk.publishDayOff(before);
      moved.push([before, await dueOf(id)]);
    }
    const days = procedure === project.id ? prepares[act] : undefined;
    if (days === undefined) return 0;
    const isAsked = (await desk.read(id)).steps.some(({ step, endedAt }) => act.endsWith(step) && endedAt === null);
    return isAsked ? days : undefined;
  }).play(project);
  expect(moved).toHaveLength(1);
  expect(moved[0]![1] > moved[0]![0], moved.join()).toBe(true);
  const { status, clocks } = await desk.read(caseId);
  expect([status, clocks.find(({ clock }) => clock === 'promise')?.verdict]).toEqual(['CLOSED', 'MET']);
  const told = await desk.timelineOf(caseId);
  const [first, last] = [told[0]!, told.at(-1)!].map(each => Date.parse(each.slice(-16)));
  expect((last! - first!) / 86_400_000, 'more than a year').toBeGreaterThan(366);
  expect(told.some(each => each.startsWith('RECOMPUTED'))).toBe(true);
}, 300_000);
