import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clerk } from '../../cli/demo/stories.ts';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import type { Difference } from '../../operations/repair/diff-with-temporal.ts';
import type { Acknowledgement } from '../../operations/repair/acknowledgements.ts';
import { runOnce, type Running } from '../production/programs.ts';
import { type Block, blocksOf } from '../docs/blocks.ts';
import { Backup } from '../support/backup.ts';
import { idOf, measured, officerOf, Product, type Told } from '../support/processes.ts';
import { Servers } from '../support/servers.ts';

let folder: string;
let servers: Servers;
let backup: Backup;
let product: Product;
let api: Running;
let worker: Running;
const closing: (() => Promise<unknown>)[] = [];
const start = async (): Promise<void> => {
  [api, worker] = await Promise.all([product.startApi(), product.startWorker()]);
};
/** The API does not need Temporal to start. */
const begin = async (): Promise<void> => {
  [api, worker] = await Promise.all([product.startApi(), servers.startTemporal().then(() => product.startWorker())]);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shixian-faults-'));
  await chmod(folder, 0o711);
  closing.push(() => rm(folder, { recursive: true, force: true }));
  backup = await Backup.in(join(folder, 'backup'));
  servers = await Servers.start(folder, backup.settings);
  closing.push(() => servers.stop());
  product = await Product.open(servers, join(folder, 'product'));
  closing.push(() => product.stop());
  await start();
});
afterAll(async () => {
  for (let close = closing.pop(); close; close = closing.pop()) await close();
});

/**
 * What callers keep for themselves: every act that they were told as accepted, how to ask it again, and the number that
 * they were told.
 */
interface Kept {
  readonly commandId: string;
  readonly caseId: string;
  readonly number?: string;
  again(): Promise<Told>;
}
const ledger: Kept[] = [];

async function acted(who: Wanted, mutation: string, input: { readonly caseId: string }): Promise<Kept> {
  const commandId = randomUUID();
  await product.askUntilAccepted(api, who, mutation, input, commandId);
  const kept: Kept = {
    commandId,
    caseId: input.caseId,
    again: () => product.askOnce(api, who, mutation, input, commandId),
  };
  ledger.push(kept);
  return kept;
}
async function received(): Promise<Kept> {
  const commandId = randomUUID();
  const again = () => product.receive(api, commandId);
  const told = await again();
  if (!told.case) throw new Error(`An application was not received: ${told.type}`);
  const kept: Kept = { commandId, caseId: told.case.id, number: await numberOf(told.case.id), again };
  ledger.push(kept);
  return kept;
}
async function inReview(count: number): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const { caseId } = await received();
      await acted(clerk, 'acceptCase', { caseId });
      return caseId;
    }),
  );
}
const licence = (caseId: string) =>
  acted(officerOf('market-regulation'), 'answerApproval', { caseId, step: 'licence', answer: 'AGREE' } as {
    caseId: string;
  });
/** A supervisor's order, once it has its number (文号). */
async function order(caseId: string): Promise<number> {
  await acted({ as: 'supervisor' }, 'startInstrument', {
    caseId,
    level: 'L2',
    clock: 'promise',
    reason: { text: '督查' },
  } as { caseId: string });
  const numbers = () =>
    product.query<{ number: number }>(
      'select number from instrument_number n where case_id = $1 and exists (select from event e where e.case_id = ' +
        "n.case_id and e.type = 'instrumentAddressed')",
      [idOf(caseId)],
    );
  await expect.poll(numbers).toHaveLength(1);
  return (await numbers())[0]!.number;
}
const numberOf = async (caseId: string): Promise<string> =>
  (await product.query<{ number: string }>('select number from "case" where id = $1', [idOf(caseId)]))[0]!.number;
const serialOf = (number: string): number => Number(number.split('-')[1]);

/** The whole log, and where every clock of every open case stands. */
const everything = async (): Promise<object> => ({
  log: await product.query('select case_id, seq, hash from event order by 1, 2'),
  dues: await product.dues(),
});
/** The same but for the notes that repairs leave at the end of the log. */
const allButNotes = () =>
  Promise.all([
    product.query(`select case_id, seq, hash from event where type <> 'repaired' order by 1, 2`),
    product.query('select case_id, clock, due::text from case_clock order by 1, 2'),
  ]);
/** Of the ledger: what the database does not have. */
const lost = async (): Promise<readonly string[]> =>
  (await Promise.all(ledger.map(async ({ commandId }) => [commandId, await product.effects(commandId)] as const)))
    .filter(([, n]) => n === 0)
    .map(([id]) => id);
const keptOnce = async (): Promise<void> => {
  expect((await Promise.all(ledger.map(({ commandId }) => product.effects(commandId)))).filter(n => n !== 1)).toEqual(
    [],
  );
};
/** With the ids of then, until each is told as accepted. */
async function askedAgain(acts: readonly Kept[]): Promise<void> {
  for (const each of acts) await expect.poll(async () => (await each.again()).type).toBe('Accepted');
}
/** The runs of the open cases, as Temporal has them. */
const runs = () =>
  product.temporal(async client => {
    const open = await product.query<{ id: string }>('select id from "case" where not closed order by id');
    return Promise.all(
      open.map(async ({ id }) => {
        const { runId, status } = await client.workflow.getHandle(id).describe();
        return `${id} ${runId} ${status.name}`;
      }),
    );
  });

/** What every API process wrote to its log: kept elsewhere than the database. */
const apiLog: object[] = [];
async function killProduct(): Promise<void> {
  apiLog.push(...api.log());
  for (const each of [api, worker]) each.signal('SIGKILL');
  await Promise.all([api.ended, worker.ended]);
}
/**
 * Everything is killed, the data folder destroyed, and made again from the backup. Serves again when this returns,
 * without the product's programs.
 */
async function restore(until?: string): Promise<string> {
  await killProduct();
  await servers.killTemporal();
  await servers.killPostgres();
  const began = Date.now();
  const said = (await servers.postgresLog).length;
  await backup.restore(servers, until);
  await servers.startPostgres();
  measured('PostgreSQL restored', Date.now() - began);
  expect(await servers.query('select pg_is_in_recovery() as recovering')).toEqual([{ recovering: false }]);
  return (await servers.postgresLog).slice(said);
}

const repair = (...args: readonly string[]) =>
  runOnce(['node', '--disable-warning=ExperimentalWarning', 'bin/shixian.ts', 'repair', ...args], {
    DATABASE_URL: servers.databaseUrl,
    TEMPORAL_ADDRESS: servers.address,
    TEMPORAL_NAMESPACE: servers.namespace,
  });
const by = ['--by', 'p-administrator', '--reason', 'restored'];
const compared = async (): Promise<readonly Difference[]> =>
  (JSON.parse((await repair('compare', '--json')).output) as { differences: readonly Difference[] }).differences;

test('a restore to the last transaction, from a backup under load, loses nothing, and runs go on', async () => {
  const [one = '', two = ''] = await inReview(2);
  await backup.take(servers, async () => {
    await inReview(3);
  });
  await licence(one);
  await order(two);
  await received();
  const before = { ...(await everything()), runs: await runs() };
  expect(await restore()).toContain('archive recovery complete');
  await begin();
  expect({ ...(await everything()), runs: await runs() }).toEqual(before);
  await keptOnce();
  await licence(two);
  await inReview(1);
  await product.audited();
}, 120_000);

test('a restore to an earlier moment loses just what was told after it, and every open case goes on', async () => {
  const [one = '', two = ''] = await inReview(2);
  const numbered = await order(one);
  const then = await everything();
  const kept = ledger.length;
  const [moment] = await servers.query<{ at: string }>('select clock_timestamp()::text as at');
  await licence(one);
  expect(await order(two)).toBe(numbered + 1);
  const [later = ''] = await inReview(1);
  const refused = randomUUID();
  const answerAgain = () =>
    product.askOnce(
      api,
      officerOf('market-regulation'),
      'answerApproval',
      { caseId: one, step: 'licence', answer: 'AGREE' },
      refused,
    );
  expect((await answerAgain()).type).toMatch(/^Refused: /);
  const after = await product.query<{ case_id: string; number: string; type: string; key: string | null }>(
    'select e.case_id, c.number, e.type, e.command_key as key from event e join "case" c on c.id = e.case_id where ' +
      `e.actor->>'role' <> 'engine' and e.at > $1::timestamptz`,
    [moment!.at],
  );

  expect(await restore(moment!.at)).toMatch(/recovery stopping before commit of transaction/);
  // A copy of the product's database alone, for the next test.
  await servers.query('create database shixian_copy template shixian', [], 'postgres');
  await servers.startTemporal();
  expect(await everything(), 'exactly what was told before').toEqual(then);
  expect(await lost()).toEqual(ledger.slice(kept).map(each => each.commandId));
  const file = join(folder, 'api.log');
  await writeFile(file, apiLog.map(line => `api-1  | ${JSON.stringify(line)}\n`).join(''));
  const [{ text: command }, { text: shown }] = (await blocksOf('docs/operating.md')).filter(each =>
    each.info.endsWith(' told'),
  ) as [Block, Block];
  const [named, printed, same] = await Promise.all([
    repair('told', file, '--json'),
    repair(
      ...command
        .trim()
        .split(' ')
        .slice(6)
        .map(word => (word === 'api.log' ? file : word)),
    ),
    repair('compare'),
  ]);
  expect(named.code).toBe(3);
  expect(
    (JSON.parse(named.output) as { lost: readonly Acknowledgement[] }).lost
      .map(each => `${each.case} ${each.number} ${each.event}`)
      .toSorted(),
    'each by its case, its number and what happened',
  ).toEqual(
    after
      .filter(each => each.key !== null)
      .map(each => `${each.case_id} ${each.number} ${each.type}`)
      .toSorted(),
  );
  expect(same.output, 'Temporal went back along with it').toMatch(/ 0 differ\n$/);
  // And as the document has it, in the shape that it shows.
  const shapeOf = (text: string) => [
    ...new Set(
      text
        .trim()
        .split('\n')
        .map(line =>
          line
            .replaceAll(/\d+ (told|lost)/g, 'N $1')
            .replaceAll(/\d{4}-\d{2}-\S+/g, 'TIME')
            .replaceAll(/\d{4}-[0-9a-f]{24}|\d{4,6}|\([0-9a-f]{12}\)/g, 'ID')
            .replaceAll(/  (received|accepted|answered|instrumentOpened)  /g, '  EVENT  '),
        ),
    ),
  ];
  expect(shapeOf(printed.output)).toEqual(shapeOf(shown));
  await start();
  await expect.poll(async () => (await runs()).filter(each => !each.endsWith('RUNNING'))).toEqual([]);

  // In the order of then, with the ids of then.
  await askedAgain(ledger.slice(kept));
  expect((await answerAgain()).type, 'decided again').toMatch(/^Refused: /);
  await keptOnce();
  expect((await repair('told', file)).output, 'asked again, nothing is lost').toMatch(/^\d+ told, 0 lost\n$/);
  expect(
    await product.query(
      'select number, count(*) from (select number from "case" union all select level || year || number || authority ' +
        'from instrument_number) n group by 1 having count(*) > 1',
    ),
  ).toEqual([]);
  await licence(later);
  await product.audited();
}, 120_000);

test('what an older product database lacks is named and taken from Temporal; no number is given twice', async () => {
  const told = await allButNotes();
  await expect.poll(async () => (await runs()).filter(each => !each.endsWith('RUNNING'))).toEqual([]);
  await killProduct();
  await servers.query('drop database shixian with (force)', [], 'postgres');
  await servers.query('alter database shixian_copy rename to shixian', [], 'postgres');
  const missing = new Set(await lost());
  expect(missing.size).toBeGreaterThan(4);

  const differences = await compared();
  const keys = differences.flatMap(each => each.missing.flatMap(({ key }) => key?.split(':').slice(1).join(':') ?? []));
  expect(keys.filter(key => ledger.some(each => each.commandId === key)).toSorted()).toEqual([...missing].toSorted());
  const whole = ledger.filter(each => each.number !== undefined && missing.has(each.commandId));
  expect(differences.filter(each => each.revision === 0)).toMatchObject(
    await Promise.all(
      whole.map(async ({ caseId }) => ({
        caseId: idOf(caseId),
        lost: { queryCode: true, personal: [expect.any(String)] },
      })),
    ),
  );
  expect(differences.every(each => each.follows)).toBe(true);
  expect(await repair('take', 'all', ...by)).toMatchObject({
    code: 0,
    output: expect.stringContaining(`Taken: ${differences.length} cases; left: 0.`) as string,
  });
  expect(await allButNotes(), 'to the byte').toEqual(told);

  await start();
  await askedAgain(ledger.filter(each => missing.has(each.commandId)));
  await keptOnce();
  const highest = Math.max(
    ...(await product.query<{ number: string }>('select number from "case"')).map(each => serialOf(each.number)),
  );
  const [next = ''] = await inReview(1);
  expect(serialOf(await numberOf(next))).toBeGreaterThan(highest);
  const [{ last } = { last: 0 }] = await product.query<{ last: number }>(
    "select max(number) as last from instrument_number where level = 'L2'",
  );
  expect(await order(next)).toBe(last + 1);
  await product.audited();
}, 120_000);
