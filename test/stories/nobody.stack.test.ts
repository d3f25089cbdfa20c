import { afterAll, beforeAll, expect, test } from 'vitest';
import { government, nobodyActs, supervisor } from '../../cli/demo/stories.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { isBelow } from '../../domain/directory/places.ts';
import { startProduct, type TestProduct } from '../support/product.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(async () => {
  await product.stop();
});

interface Node {
  readonly at: string;
  readonly type: string;
  readonly clock: string | null;
  readonly instrument: string | null;
}
interface InstrumentRecord {
  readonly instrument: string;
  readonly level: string;
  readonly title: string;
  readonly number: string | null;
  readonly state: string;
  readonly openedAt: string;
  readonly talkAt: string | null;
  readonly addressees: readonly {
    readonly post: string;
    readonly person: string | null;
    readonly standsInFor: string | null;
    readonly unit: { readonly title: string };
  }[];
}

/**
 * The hand calculation: received Wednesday 24 March 2027 10:00 and left alone; 清明节 off April 3 to 5.
 *   acceptance 1 WD → Mar 25, deemed as of Mar 24 → promise 5 WD: 25 26 29 30 31 → Mar 31; statutory 20 WD → Apr 22
 * (31(5) Apr 1 2 6 7 8(10) 9 12 13 14 15(15) 16 19 20 21 22(20)); reminder at half of it, the end of day 10, Apr 8;
 * yellow at the end of day 18, Apr 20
 *   licence opens Mar 25 17:30, 1 WD → Mar 26; yellow at noon of that day
 *   提示函 is answered in 1 WD, 督办单 in 3 WD; half a day after a yellow at the close of a day is the close of the next
 *   the deputy head of market regulation is away from Mar 29 to Apr 5: the vice head stands in
 */
const climbed = [
  '2027-03-24T10:00 RECEIVED',
  '2027-03-25T17:30 DEEMED_ACCEPTED',
  '2027-03-25T17:30 INSTRUMENT_OPENED L1:acceptance',
  '2027-03-26T12:00 THRESHOLD_PASSED step:licence',
  '2027-03-26T12:00 INSTRUMENT_OPENED L0:step:licence',
  '2027-03-26T17:30 INSTRUMENT_OVERDUE L1:acceptance',
  '2027-03-26T17:30 INSTRUMENT_OPENED L2:acceptance',
  '2027-03-26T17:30 BREACHED step:licence',
  '2027-03-26T17:30 INSTRUMENT_OPENED L1:step:licence',
  '2027-03-29T12:00 INSTRUMENT_OVERDUE L0:step:licence',
  '2027-03-29T17:30 INSTRUMENT_OVERDUE L1:step:licence',
  '2027-03-29T17:30 INSTRUMENT_OPENED L2:step:licence',
  '2027-03-30T17:30 THRESHOLD_PASSED promise',
  '2027-03-30T17:30 INSTRUMENT_OPENED L0:promise',
  '2027-03-31T17:30 INSTRUMENT_OVERDUE L2:acceptance',
  '2027-03-31T17:30 INSTRUMENT_OPENED L3:acceptance',
  '2027-03-31T17:30 INSTRUMENT_OVERDUE L0:promise',
  '2027-03-31T17:30 INSTRUMENT_OPENED L1:promise',
  '2027-03-31T17:30 BREACHED promise',
  '2027-03-31T17:30 INSTRUMENT_OPENED L2:promise',
  '2027-04-01T17:30 INSTRUMENT_OVERDUE L2:step:licence',
  '2027-04-01T17:30 INSTRUMENT_OPENED L3:step:licence',
  '2027-04-01T17:30 INSTRUMENT_OVERDUE L1:promise',
  '2027-04-06T17:30 INSTRUMENT_OVERDUE L2:promise',
  '2027-04-06T17:30 INSTRUMENT_OPENED L3:promise',
  '2027-04-08T17:30 THRESHOLD_PASSED statutory',
  '2027-04-08T17:30 INSTRUMENT_OPENED L0.blue:statutory',
  '2027-04-20T17:30 THRESHOLD_PASSED statutory',
  '2027-04-20T17:30 INSTRUMENT_CLOSED L0.blue:statutory',
  '2027-04-20T17:30 INSTRUMENT_OPENED L0:statutory',
  '2027-04-21T17:30 INSTRUMENT_OVERDUE L0:statutory',
  '2027-04-21T17:30 INSTRUMENT_OPENED L1:statutory',
  '2027-04-22T17:30 INSTRUMENT_OVERDUE L1:statutory',
  '2027-04-22T17:30 INSTRUMENT_OPENED L2:statutory',
  '2027-04-22T17:30 BREACHED statutory',
  '2027-04-22T17:30 INSTRUMENT_OPENED L4:statutory',
  '2027-04-27T17:30 INSTRUMENT_OVERDUE L2:statutory',
  '2027-04-27T17:30 INSTRUMENT_OPENED L3:statutory',
];

async function timeline(caseId: string): Promise<readonly Node[]> {
  const { case: found } = await product.api.ask<{ case: { timeline: { edges: { node: Node }[] } } }>(
    supervisor(government),
    'query Timeline($id: ID!) { case(id: $id) { timeline(first: 100) { edges { node { at type clock instrument ' +
      '} } } } }',
    { id: caseId },
  );
  return found.timeline.edges.map(edge => edge.node);
}

async function instruments(caseId: string): Promise<readonly InstrumentRecord[]> {
  const { case: found } = await product.api.ask<{ case: { instruments: InstrumentRecord[] } }>(
    supervisor(government),
    'query Instruments($id: ID!) { case(id: $id) { instruments { instrument level title number state openedAt talkAt ' +
      'addressees { post person standsInFor unit { title } } } } }',
    { id: caseId },
  );
  return found.instruments;
}

test("a case left alone climbs the whole ladder: each instrument once, when due, to the post's holder", async () => {
  const left = await nobodyActs(product.api, () => {});
  expect(left).toMatchObject({ status: 'IN_REVIEW', colour: 'DARK_RED' });
  const nodes = await timeline(left.id);
  expect(
    nodes
      .filter(node => node.type !== 'INSTRUMENT_ADDRESSED')
      .map(
        node =>
          `${node.at.slice(0, 16)} ` +
          `${node.type}${node.instrument ? ` ${node.instrument}` : node.clock ? ` ${node.clock}` : ''}`,
      ),
  ).toEqual(climbed);

  const records = new Map((await instruments(left.id)).map(record => [record.instrument, record]));
  const opened = climbed.filter(line => line.includes('INSTRUMENT_OPENED')).length;
  expect(records.size).toBe(opened);
  expect(nodes.filter(node => node.type === 'INSTRUMENT_ADDRESSED')).toHaveLength(opened);
  expect(new Set([...records.values()].map(record => record.number)).size, 'every record has a number of its own').toBe(
    opened,
  );
  expect(records.get('L1:promise')).toMatchObject({
    title: '提示函',
    addressees: [{ post: 'CONTACT', person: 'p-market-regulation-contact' }],
  });
  expect(records.get('L2:promise'), 'the deputy head was away').toMatchObject({
    title: '督办单',
    addressees: [
      { post: 'DEPUTY_HEAD', person: 'p-market-regulation-vice-head', standsInFor: 'p-market-regulation-deputy-head' },
    ],
  });
  expect(records.get('L2:statutory'), 'and back again').toMatchObject({
    addressees: [{ person: 'p-market-regulation-deputy-head', standsInFor: null }],
  });
  expect(records.get('L3:promise'), 'a circular waits for its signature').toMatchObject({
    title: '通报',
    state: 'DRAFT',
  });
  const { units } = demonstrationDirectory;
  const informed = units.filter(each => each.kind === 'department' && isBelow(units, each, government));
  expect(records.get('L3:promise')!.addressees.length, 'and goes to all departments of the district').toBe(
    informed.length,
  );
  expect(records.get('L3:promise')!.addressees.map(({ person }) => person)).not.toContainEqual(
    expect.stringMatching(/^p-(city-|commercial-bank)/),
  );
  expect(records.get('L4:statutory')).toMatchObject({
    title: '约谈',
    state: 'DRAFT',
    talkAt: '2027-04-27T17:30:00+08:00',
    addressees: [{ post: 'PRINCIPAL', person: 'p-market-regulation-principal' }],
  });

  await expect(
    product.api.act(supervisor('supervision-office'), 'signInstrument', {
      caseId: left.id,
      instrument: 'L4:statutory',
    }),
  ).rejects.toMatchObject({ code: 'REFUSED' });
  await product.api.act(supervisor(government), 'signInstrument', { caseId: left.id, instrument: 'L4:statutory' });
  await product.api.act(supervisor(government), 'closeInstrument', {
    caseId: left.id,
    instrument: 'L4:statutory',
    conclusion: '已约谈，责令限期办结',
  });
  expect((await instruments(left.id)).find(record => record.instrument === 'L4:statutory')).toMatchObject({
    state: 'CLOSED',
  });
});
