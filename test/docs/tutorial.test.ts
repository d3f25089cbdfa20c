import { buildASTSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printed } from '../../api/schema/print.ts';
import { caseOf, local } from '../../domain/testing.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { check, issuesInDirectory, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { ScratchHouse } from '../support/scratch-house.ts';
import { blocksOf, shownLadder } from './blocks.ts';

const file = 'workflows/procedures/street-stall.v1.ts';
const regulationFile = 'workflows/procedures/temporary-stage-permit.v1.ts';
const regulationPage = '04-a-whole-regulation.md';
const blockOf = async (document: string, wanted: string): Promise<string> =>
  (await blocksOf(`docs/tutorial/${document}`)).find(({ info }) => info === wanted)!.text;

/** The one export of a file that was written here. */
async function exported(path: string): Promise<AnyProcedure> {
  // oxlint-disable-next-line import/no-dynamic-require -- the file was written here
  const module = (await import(new URL(path, house.url).href)) as Readonly<Record<string, AnyProcedure>>;
  return Object.values(module)[0]!;
}

let house: ScratchHouse;
let streetStall: AnyProcedure;
let stagePermit: AnyProcedure;
beforeAll(async () => {
  house = await ScratchHouse.create();
  await house.write(file, await blockOf('01-first-procedure.md', 'ts procedure'));
  await house.write('test/procedures/street-stall.v1.test.ts', await blockOf('02-its-test.md', 'ts test'));
  await house.write(regulationFile, await blockOf(regulationPage, 'ts regulation'));
  await house.write(
    'test/procedures/temporary-stage-permit.v1.test.ts',
    await blockOf(regulationPage, 'ts regulation-test'),
  );
  [streetStall, stagePermit] = [await exported(file), await exported(regulationFile)];
});
afterAll(async () => {
  await house.remove();
});

test("the tutorial's procedures break no rule, and the directory knows their units", () => {
  for (const each of [streetStall, stagePermit])
    expect([...check(each), ...issuesInDirectory(each, demonstrationDirectory)], each.id).toEqual([]);
});

test("the tutorial's tests pass as they are printed", async () => {
  expect(await house.test()).toMatch(/Tests\s+12 passed/);
}, 60_000);

test('the ladder that the tutorial shows is the one of a case that is left alone', async () => {
  const one = caseOf(streetStall).receive({ at: '2027-03-24 10:00' }).until('2027-04-22 17:30');
  const happened = one.events.map(event => {
    const { instrument, clock, threshold } = event.data as Readonly<Record<string, string | undefined>>;
    return [local(event.at), event.type, instrument ?? clock ?? '', threshold ?? ''].join(' ').trim();
  });
  const shown = (await shownLadder()).map(columns => columns.join(' ').trim());
  expect(shown.length).toBeGreaterThan(8);
  expect(happened.filter(line => shown.includes(line))).toEqual(shown);
});

test("the tutorial's requests are valid in the API that the procedure makes", async () => {
  const schema = buildASTSchema(parse(printed(new Map([[streetStall.id, streetStall]]))));
  const requests = (await blocksOf('docs/tutorial/03-run-it.md')).filter(({ info }) => info === 'graphql procedure');
  expect(requests).toHaveLength(3);
  for (const { text } of requests)
    expect(
      validate(schema, parse(text)).map(({ message }) => message),
      text,
    ).toEqual([]);
});
