import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printed } from '../../api/schema/print.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import { check, refuseIssues, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { agree, clerk, head, officer, caseOf, type VirtualCase } from '../../domain/testing.ts';
import { blocksOf, root } from './blocks.ts';

const run = promisify(execFile);
const against = { answer: 'disagree', reasons: [{ text: '占用消防通道' }] };
/** The documents' programs, with the text that follows each, as files of the repository. */
const programs: { readonly info: string; readonly file: string; readonly next: string | undefined }[] = [];
const sound = new Map<string, AnyProcedure>();
let folder: string;

const load = async (file: string): Promise<readonly AnyProcedure[]> =>
  // oxlint-disable-next-line import/no-dynamic-require -- the file was written here
  Object.values((await import(file)) as Record<string, AnyProcedure>);

beforeAll(async () => {
  folder = await mkdtemp(fileURLToPath(new URL('test/docs/scratch-', root)));
  await mkdir(join(folder, 'procedures'));
  for (const document of ['README.md', 'docs/procedures.md']) {
    const blocks = await blocksOf(document);
    for (const [index, { info, text }] of blocks.entries()) {
      if (!info.startsWith('ts')) continue;
      const file = join(folder, 'procedures', `p${programs.length}.ts`);
      // They lie deeper than the procedures' folder: their one relative import is made to fit.
      await writeFile(file, text.replaceAll("'../../domain/", "'../../../../domain/"));
      programs.push({ info, file, next: blocks[index + 1]?.text });
      if (info === 'ts procedure') for (const each of await load(file)) sound.set(each.id, each);
    }
  }
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../../workflows/procedures/tsconfig.json',
      include: ['procedures/*.ts', '../../../domain/**/*.ts'],
    }),
  );
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('every program in the documents compiles, save the lines that it marks as errors', async () => {
  expect(programs.map(({ info }) => info)).toEqual([
    'ts procedure',
    'ts procedure',
    'ts procedure',
    'ts procedure',
    'ts compiler',
    'ts refused',
    'ts refused',
  ]);
  await run(process.execPath, [
    fileURLToPath(new URL('node_modules/typescript/bin/tsc', root)),
    '--noEmit',
    '-p',
    join(folder, 'tsconfig.json'),
  ]);
  // The compiler is a process of its own, which a busy machine makes wait.
}, 60_000);

test('every procedure in the documents is walked without a fault', () => {
  for (const [id, procedure] of sound) expect(check(procedure), id).toEqual([]);
});

test('what the documents say is refused is refused with exactly the faults that they print', async () => {
  const refused = programs.filter(({ info }) => info === 'ts refused');
  for (const { file, next } of refused) {
    const loaded = load(file).then(([procedure]) => {
      refuseIssues(procedure!.id, check(procedure!));
    });
    await expect(loaded).rejects.toThrow(expect.objectContaining({ message: next!.trim() }) as Error);
  }
});

test("a file alone brings the README's procedure its start mutation, typed from its form", () => {
  const schema = printed(sound);
  expect(schema).toMatch(/ startStreetStall\(\s+"""[^"]+"""\s+input: StartStreetStallV1Input!\s+\): ActResult!/);
  const form = /input StreetStallV1Form \{[^}]*\}/.exec(schema)![0];
  for (const field of ['contact: String!', 'sellsFood: Boolean!', 'street: String!']) expect(form).toContain(field);
});

const stall = (): VirtualCase => {
  const one = caseOf(sound.get('street-stall.v1')!).receive({ at: '2027-03-24T10:00', form: { sellsFood: false } });
  one.at('2027-03-24T11:00').act(clerk, { type: 'accept' });
  one.at('2027-03-24T14:00').answer('review', agree);
  return one;
};

test("the README's procedure has thirty lines, and grants, adjusts and denies on the virtual clock", async () => {
  const [block] = (await blocksOf('README.md')).filter(each => each.info === 'ts procedure');
  expect(
    block!.text
      .trimEnd()
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('import')).length,
  ).toBeLessThanOrEqual(30);

  const granted = stall();
  granted.at('2027-03-24T15:00').act(officer('fire-rescue'), { type: 'answer', step: 'traffic', answer: agree });
  expect(granted.view).toMatchObject({ status: 'granted', permits: [{ permit: 'stall', state: 'granted' }] });

  const denied = stall();
  denied.at('2027-03-24T15:00').act(officer('fire-rescue'), { type: 'answer', step: 'traffic', answer: against });
  expect(
    denied.view.steps.find(step => step.step === 'adjust'),
    'who has to adjust is told why',
  ).toMatchObject({ kind: 'applicant', about: [{ text: '占用消防通道' }] });
  expect(denied.clock('promise').state, "the time is the applicant's").toBe('paused');
  denied.until('2027-04-01T00:00');
  expect(denied.view, 'the applicant did not adjust in 5 WD').toMatchObject({
    status: 'denied',
    reasons: [{ text: '占用消防通道' }],
  });

  const adjusted = stall();
  adjusted.at('2027-03-24T15:00').act(officer('fire-rescue'), { type: 'answer', step: 'traffic', answer: against });
  adjusted
    .at('2027-03-25T10:00')
    .act({ person: 'p-applicant', role: 'applicant' }, { type: 'answer', step: 'adjust', answer: { lapsed: false } });
  adjusted.at('2027-03-25T11:00').act(officer('urban-management'), { type: 'answer', step: 'again', answer: agree });
  expect(adjusted.view).toMatchObject({ status: 'granted' });
});

test("the document's join: the lead decides in the face of an objection", () => {
  const decided = (chose: string): VirtualCase => {
    const one = caseOf(sound.get('design-review.v1')!).receive({
      at: '2027-03-24T10:00',
      form: { hasBasement: false },
    });
    one.at('2027-03-24T11:00').act(clerk, { type: 'accept' });
    one.at('2027-03-24T14:00').act(officer('planning'), { type: 'answer', step: 'planning', answer: agree });
    one.at('2027-03-24T15:00').act(officer('fire-rescue'), { type: 'answer', step: 'fire', answer: against });
    one.at('2027-03-25T10:00').act(head('housing'), {
      type: 'answer',
      step: 'lead',
      answer: { chose, reasons: [{ text: '已落实整改' }] },
    });
    return one;
  };
  expect(decided('approve').view).toMatchObject({ status: 'granted' });
  expect(decided('refuse').view).toMatchObject({ status: 'denied', reasons: [{ text: '占用消防通道' }] });
});

test("the document's policies hold: each clock by its own, a wait that stops them, two extensions", () => {
  const one = caseOf(sound.get('boiler-use.v1')!).receive({ at: '2027-03-26T20:00' });
  const due = (clock: string): string => formatInstant(one.clock(clock).due!).slice(0, 16);
  expect(due('acceptance'), 'half a day from Friday night: Monday afternoon').toBe('2027-03-29T17:30');
  one.at('2027-03-29T10:00').act(clerk, { type: 'accept' });
  expect(due('promise'), '8 WD and the 24:00 of the last').toBe('2027-04-10T00:00');
  one.at('2027-03-30T10:00').act(officer('market-regulation'), {
    type: 'startSpecial',
    step: 'inspect',
    special: 'siteReady',
    takes: { unit: 'WD', n: 2 },
    notice: { number: '待-1', digest: 'a'.repeat(64) },
  });
  expect(one.clock('promise')).toMatchObject({ state: 'paused', projected: true });
  for (const n of [5, 5])
    one.at('2027-03-30T11:00').act(head('market-regulation'), {
      type: 'extend',
      clock: 'statutory',
      by: { unit: 'WD', n },
      reason: { text: '复杂' },
    });
  expect(one.clock('statutory').extensions).toHaveLength(2);
});
