/** Cases a second and p50 of a decision through GraphQL, against bare Temporal updates of the same number in the same run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { startApi } from '../bin/api.ts';
import { bundleWorkflows } from '../bin/bundle.ts';
import { demonstrationCalendar, writeDemonstration } from '../bin/demonstration.ts';
import { localAudience, localIssuer, openIssuer } from '../bin/issuer/issuer.ts';
import { demonstrationViewer, type Wanted } from '../bin/issuer/people.ts';
import { connectionTo, openShell, taskQueue } from '../bin/shell.ts';
import { startStack } from '../bin/stack/index.ts';
import { createProgress } from '../bin/stack/progress.ts';
import { startWorker } from '../bin/worker.ts';
import { connect } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { demonstrationDirectory } from '../domain/directory/demonstration.ts';
import type { bare } from './bare/workflow.ts';
import { median, round, together, type Round } from './engine/figures.ts';
import { decisionsPerCase, wholeCase, type Send } from './engine/product.ts';
import { decision, tellProfile, watchSql, watchUpdates } from './engine/profile.ts';

const help = `Measures whole cases through GraphQL against bare Temporal updates, in turn, on a stack of its own.

  node bench/engine.ts [--cases 40] [--callers 8] [--rounds 3]
`;
const { values } = parseArgs({ options: { cases: { type: 'string', default: '40' }, callers: { type: 'string', default: '8' }, rounds: { type: 'string', default: '3' }, help: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
const [cases, callers, rounds] = [Number(values.cases), Number(values.callers), Number(values.rounds)];

const progress = createProgress();
const folder = await mkdtemp(join(tmpdir(), 'shixian-bench-'));
const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
try {
  await measure();
} finally {
  for (let close = closing.pop(); close; close = closing.pop()) await close();
}

async function measure(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  watchSql();
  const stack = await startStack({ folder, env: process.env, progress, ports: { postgres: 21_000, temporal: 21_001 } });
  closing.push(() => stack.stop());
  await migrate(stack.databaseUrl);
  const owner = connect(stack.databaseUrl, { max: 1 });
  await writeDemonstration(owner);
  await owner.destroy();
  const log = pino({ enabled: false });
  const shell = await openShell(stack, log);
  closing.push(() => shell.close());
  const { client } = shell.context;
  const worker = await startWorker({ db: shell.db, temporal: connectionTo(stack), namespace: stack.temporal.namespace, taskQueue, workflowBundle: await bundleWorkflows() });
  closing.push(() => worker.stop());
  const issuer = await openIssuer(folder);
  const api = await startApi({
    shell: { ...shell, context: { ...shell.context, client: watchUpdates(client) } }, log, host: '127.0.0.1', port: 0, production: true, calendar: demonstrationCalendar,
    issuer: localIssuer, audience: localAudience, keys: issuer.keys,
  });
  closing.push(() => api.stop());
  await startBare(stack.temporal.namespace, connectionTo(stack));

  const tokens = new Map<string, Promise<string>>();
  const send: Send = async (who: Wanted, mutation, input) => {
    const name = `${who.as} ${who.unit ?? ''}`;
    if (!tokens.has(name)) tokens.set(name, issuer.sign(demonstrationViewer(who, demonstrationDirectory), 1));
    const query = `mutation Act($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) { result: ${mutation}(input: $input) { ... on Accepted { case { id status } } ... on Error { code message } } }`;
    const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokens.get(name)}` }, body: JSON.stringify({ query, variables: { input } }) });
    const { data, errors } = (await response.json()) as { data?: { result: { case?: { id: string }; message?: string } }; errors?: unknown };
    if (!data?.result.case) throw new Error(`${mutation}: ${data?.result.message ?? JSON.stringify(errors)}`);
    return data.result.case.id;
  };
  const ours = (decided: (ms: number) => void): Promise<void> => wholeCase(send, decided);
  let bareCases = 0;
  const theirs = async (decided: (ms: number) => void): Promise<void> => {
    bareCases += 1;
    const handle = await client.workflow.start<typeof bare>('bare', { taskQueue: 'bare', workflowId: `bare-${bareCases}`, args: [decisionsPerCase] });
    for (let each = 0; each < decisionsPerCase; each += 1) {
      const began = performance.now();
      await handle.executeUpdate('act', { args: ['something'] });
      decided(performance.now() - began);
    }
  };

  await progress.stage('warming up', async () => {
    await round(callers, callers, ours);
    await round(callers, callers, theirs);
  });
  const several = await inTurn(`${callers} callers`, cases, callers, ours, theirs);
  const single = await inTurn('one caller', Math.ceil(cases / 4), 1, ours, theirs);
  console.log('');
  tell(`${callers} callers`, several);
  tell('one caller', single);
  await round(Math.ceil(cases / 4), 1, decided => wholeCase((...args) => decision(() => send(...args)), decided));
  tellProfile();
}

async function startBare(namespace: string, to: ReturnType<typeof connectionTo>): Promise<void> {
  const workflowBundle = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('bare/workflow.ts', import.meta.url)), logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect(to);
  const worker = await Worker.create({ connection, namespace, taskQueue: 'bare', workflowBundle, maxCachedWorkflows: 1_000 });
  const ended = worker.run();
  closing.push(async () => {
    worker.shutdown();
    await ended;
    await connection.close();
  });
}

type One = (decided: (ms: number) => void) => Promise<void>;

/** Ours and theirs in turn, so that the machine's noise meets both. */
async function inTurn(name: string, number: number, at: number, ours: One, theirs: One): Promise<{ readonly ours: Round; readonly theirs: Round }> {
  const [mine, bares]: [Round[], Round[]] = [[], []];
  for (let each = 1; each <= rounds; each += 1) {
    mine.push(await progress.stage(`${name}, round ${each} of ${rounds}: Shixian`, () => round(number, at, ours)));
    bares.push(await progress.stage(`${name}, round ${each} of ${rounds}: bare updates`, () => round(number, at, theirs)));
  }
  return { ours: together(mine), theirs: together(bares) };
}

function tell(name: string, { ours, theirs }: { readonly ours: Round; readonly theirs: Round }): void {
  const [a, b] = [ours, theirs].map(each => ({ rate: each.cases / each.seconds, p50: median(each.decisions) }));
  if (!a || !b) return;
  console.log(`${name}: ${ours.cases} cases of 8 acts each
  cases a second   ${a.rate.toFixed(1)} against ${b.rate.toFixed(1)} bare   ratio ${(a.rate / b.rate).toFixed(2)} (aim: at least 0.7)
  p50 of a decision ${a.p50.toFixed(1)} ms against ${b.p50.toFixed(1)} ms bare   ratio ${(a.p50 / b.p50).toFixed(2)} (aim: at most 1.5)`);
}
