import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startApi } from '../../bin/compose/api.ts';
import { demonstrationCalendar, writeDemonstration } from '../../bin/compose/demonstration.ts';
import { localAudience, localIssuer, openIssuer } from '../../bin/compose/issuer/issuer.ts';
import { demonstrationViewer } from '../../bin/compose/issuer/people.ts';
import { openServices } from '../../bin/compose/services.ts';
import { startStack } from '../../bin/stack/index.ts';
import { createProgress } from '../../bin/stack/progress.ts';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';

/** What starts took over an API with some procedures; the same procedure is started over each. */
export interface Starts {
  readonly procedures: number;
  /** Milliseconds until the API listens, its schema built. */
  readonly apiMs: number;
  readonly p50Ms: number;
}

/** Starts before anything is measured: the compiler has seen them then. */
const warmUp = 60;
const query = `mutation Start($input: StartRestaurantOpeningV1Input!) {
  result: startRestaurantOpeningV1(input: $input) { __typename ... on Error { message } } }`;
const form = { name: '老街面馆', seats: 40, hasSignboard: true, sellsTobacco: true, contact: '沈雨晴' };

/**
 * Starts cases over two APIs on one database and one Temporal, in turn: with the shipped procedures alone, and with
 * many more. No worker runs: what a start waits for is the API and the database.
 */
export async function measureStarts(
  more: ReadonlyMap<string, AnyProcedure>,
  { rounds, each }: { readonly rounds: number; readonly each: number },
): Promise<readonly [few: Starts, many: Starts]> {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const ports = { postgres: 21_000, temporal: 21_001 };
    const stack = await startStack({ folder, env: process.env, progress: createProgress(), ports });
    closing.push(() => stack.stop());
    await migrate(stack.databaseUrl);
    const owner = connect(stack.databaseUrl, { max: 1 });
    await writeDemonstration(owner);
    await owner.destroy();
    const log = pino({ enabled: false });
    const services = await openServices(stack, log);
    closing.push(() => services.close());
    const issuer = await openIssuer(folder);
    const token = await issuer.sign(demonstrationViewer({ as: 'applicant' }, demonstrationDirectory), 1);
    const open = async (procedures: ReadonlyMap<string, AnyProcedure>) => {
      const began = performance.now();
      const api = await startApi({
        services: { ...services, context: { ...services.context, procedures } },
        log,
        host: '127.0.0.1',
        port: 0,
        production: true,
        calendar: demonstrationCalendar,
        issuer: localIssuer,
        audience: localAudience,
        keys: issuer.keys,
      });
      closing.push(() => api.stop());
      return { url: api.url, procedures: procedures.size, apiMs: performance.now() - began, times: [] as number[] };
    };
    const shipped = services.context.procedures;
    const apis = [await open(shipped), await open(new Map([...shipped, ...more]))] as const;
    for (const api of apis) for (let nth = 0; nth < warmUp; nth += 1) await start(api.url, token);
    for (let round = 0; round < rounds; round += 1)
      for (const api of round % 2 === 0 ? apis : apis.toReversed())
        for (let nth = 0; nth < each; nth += 1) api.times.push(await start(api.url, token));
    const [few, many] = apis.map(({ procedures, apiMs, times }) => ({ procedures, apiMs, p50Ms: medianOf(times) }));
    return [few!, many!];
  } finally {
    for (let last = closing.pop(); last; last = closing.pop()) await last();
  }
}

/** Milliseconds of one start over HTTP. */
async function start(url: string, token: string): Promise<number> {
  const variables = { input: { commandId: randomUUID(), channel: 'ONLINE', form, papers: [] } };
  const began = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const told = await response.text();
  const ms = performance.now() - began;
  if (!told.includes('"Accepted"')) throw new Error(`A start was answered: ${told}`);
  return ms;
}

const medianOf = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
