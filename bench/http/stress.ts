import { sql } from 'kysely';
import { writeDemonstration } from '../../bin/compose/demonstration.ts';
import type { Db } from '../../db/client.ts';
import { wholeView, writeWhole } from '../../test/support/whole-case.ts';
import type { Attack } from './attacks/attack.ts';
import type { ApiProcess, Watched } from './process.ts';
import { send, type Target } from './target.ts';

/**
 * An applicant with as many cases as a page has rows, each with something in every field; and a person who was removed.
 */
export async function fill(owner: Db): Promise<void> {
  await writeDemonstration(owner);
  await sql`update person set removed_at = now() where id = 'p-other-applicant'`.execute(owner);
  for (let index = 0; index < 100; index += 1)
    await writeWhole(owner, wholeView(`case-${String(index).padStart(3, '0')}`), '沈雨晴');
}

/** What a caller who does no harm went through meanwhile. */
export interface Served {
  readonly asked: number;
  /** Answers that were not the ones asked for. */
  readonly failed: readonly string[];
  /** Milliseconds of the slowest answer. */
  readonly slowest: number;
}

const questions = [
  { query: '{ me { role name } }', right: '"role":"APPLICANT"' },
  { query: '{ myCases(first: 5) { edges { node { number status clocks { title due } } } } }', right: 'SX2027-' },
];

/** Asks in turn, one question after the other, until told to stop. */
function caller({ port, token }: Target): () => Promise<Served> {
  let stopped = false;
  const failed: string[] = [];
  let asked = 0;
  let slowest = 0;
  const asking = (async () => {
    while (!stopped || asked < 5) {
      const { query, right } = questions[asked % questions.length]!;
      const began = performance.now();
      const { status, body } = await send(port, JSON.stringify({ query }), { authorization: `Bearer ${token}` }).catch(
        (error: unknown) => ({ status: 0, body: String(error) }),
      );
      if (status !== 200 || !body.includes(right)) failed.push(`${status} ${body.slice(0, 200)}`);
      slowest = Math.max(slowest, performance.now() - began);
      asked += 1;
      await new Promise(done => {
        setTimeout(done, 5);
      });
    }
  })();
  return async () => {
    stopped = true;
    await asking;
    return { asked, failed, slowest };
  };
}

export interface Endured {
  readonly answers: readonly string[];
  readonly served: Served;
  readonly watched: Watched;
}

/** Runs one attack while somebody else asks, and watches the API's loop. */
export async function endure(api: ApiProcess, target: Target, { run }: Pick<Attack, 'run'>): Promise<Endured> {
  const { found, watched } = await api.watched(async () => {
    const stop = caller(target);
    const answers = await run(target);
    return { answers: [...new Set(answers)], served: await stop() };
  });
  return { ...found, watched };
}

/** Asks over a new connection each time until the API answers; gives the milliseconds that it took. */
export async function msUntilServed(port: number): Promise<number> {
  const began = performance.now();
  const isServed = (): Promise<boolean> =>
    send(port, JSON.stringify({ query: '{ __typename }' }), { connection: 'close' }).then(
      ({ status }) => status === 200,
      () => false,
    );
  while (!(await isServed())) await new Promise(done => setTimeout(done, 50));
  return performance.now() - began;
}
