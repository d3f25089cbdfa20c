import { afterAll, beforeAll, expect, test } from 'vitest';
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
 * time-out of a case that is left alone once it is accepted. Time is skipped.
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

test.each(begun)('%s goes its recorded good way over GraphQL, and comes to what was recorded', async (_, procedure) => {
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
});

test.each(each.filter(([, { intake }]) => intake.by !== 'schedule'))(
  '%s that is left alone runs into its first time-out when the virtual clock says',
  async (_, procedure) => {
    const way = await goodWayOf(procedure);
    const { days, isAccepted, says, received } = firstTimeOut(procedure, way);
    const caseId = await desk.begin(procedure, { ...way, received });
    if (isAccepted) await desk.say({ as: 'window-clerk' }, 'acceptCase', { caseId });
    await desk.skip(caseId, days);
    expect(await desk.timelineOf(caseId)).toContain(says);
  },
);
