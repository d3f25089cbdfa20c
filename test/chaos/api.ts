/**
 * An API process of a chaos run, as the product composes it, that can be told to die at any of the points of a
 * command's way.
 */
import { writeSync } from 'node:fs';
import type { KyselyPlugin } from 'kysely';
import { pino } from 'pino';
import { startApi } from '../../bin/compose/api.ts';
import { demonstrationCalendar } from '../../bin/compose/demonstration.ts';
import { localAudience, localIssuer, openIssuer } from '../../bin/compose/issuer/issuer.ts';
import { openServices } from '../../bin/compose/services.ts';
import { withBundles } from './beside.ts';

const [databaseUrl, address, namespace, folder, port] = [
  'DATABASE_URL',
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'ISSUER_FOLDER',
  'PORT',
].map(name => process.env[name] ?? '') as [string, string, string, string, string];

/** How many points are still passed alive. */
let left = Infinity;
process.on('message', (asked: { readonly dieAfter: number } | { readonly tell: 'memory' }) => {
  if ('tell' in asked) process.send?.(process.memoryUsage());
  else left = asked.dieAfter;
});
// Whoever started us is gone.
process.on('disconnect', () => process.exit());

/** A point at which a process may die: there it ends at once, as by a failing machine, and its last word says where. */
function point(name: string): void {
  left -= 1;
  if (left >= 0) return;
  writeSync(1, `died ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

const statements: readonly (readonly [RegExp, string])[] = [
  [/insert into command/, 'recording the act'],
  [/insert into event/, 'writing what happened'],
  [/update command set answer/, 'writing a refusal'],
  [/update command set attempt/, 'taking what nobody answered'],
  [/for no key update of c/, 'locking the case'],
  [/insert into "case"/, 'opening the case'],
  [/from command where key/, 'reading the answer'],
];
const named = new WeakMap<object, string>();
const points: KyselyPlugin = {
  transformQuery({ node, queryId }) {
    const text = node.kind === 'RawNode' ? node.sqlFragments.join('') : '';
    const name = statements.find(([pattern]) => pattern.test(text))?.[1];
    if (name !== undefined) {
      named.set(queryId, name);
      point(`before ${name}`);
    }
    return node;
  },
  async transformResult({ result, queryId }) {
    const name = named.get(queryId);
    if (name !== undefined) point(`after ${name}`);
    return result;
  },
};

const log = pino({ level: 'error' }, pino.destination(2));
const services = withBundles(await openServices({ databaseUrl, temporal: { address, namespace } }, log));
const { workflow } = services.context.client;
const getHandle = workflow.getHandle.bind(workflow);
workflow.getHandle = (...of) => {
  const handle = getHandle(...of);
  const ask = handle.executeUpdate.bind(handle) as (...args: readonly unknown[]) => Promise<unknown>;
  const dying = async (...args: readonly unknown[]): Promise<unknown> => {
    point('before asking the run');
    const answer = await ask(...args);
    point('after the run has answered');
    return answer;
  };
  return Object.assign(handle, { executeUpdate: dying });
};
const start = workflow.start.bind(workflow) as (...args: readonly unknown[]) => Promise<unknown>;
const starting = async (...args: readonly unknown[]): Promise<unknown> => {
  point('before starting the run');
  const handle = await start(...args);
  point('after starting the run');
  return handle;
};
Object.assign(workflow, { start: starting });

const db = services.db.withPlugin(points);
const { keys } = await openIssuer(folder);
await startApi({
  services: { ...services, db, context: { ...services.context, db } },
  host: '127.0.0.1',
  port: Number(port),
  production: false,
  calendar: demonstrationCalendar,
  log,
  issuer: localIssuer,
  audience: localAudience,
  keys,
});
process.send?.('ready');
