import { Agent, request } from 'node:https';
import { Agent as PlainAgent, request as requestPlain } from 'node:http';

/** Where a caller asks, and as whom. */
export interface Door {
  readonly port: number;
  /** The authority of the proxy's certificate; without it the caller asks the API itself. */
  readonly ca?: string;
  readonly token: string;
}

export interface Times {
  readonly asked: number;
  /** Answers that were not the ones asked for. */
  readonly failed: number;
  /** Milliseconds until the answer, sorted. */
  readonly sorted: readonly number[];
}

const intervalMs = 100;
const timeoutMs = 30_000;
const questions = [
  { query: '{ me { role name } }', right: '"role":"APPLICANT"' },
  { query: '{ myCases(first: 5) { edges { node { number status clocks { title due } } } } }', right: 'SX2027-' },
];

/**
 * Asks ten times a second, also while earlier answers are awaited: who waits for a slow answer before asking again
 * would count few slow ones.
 */
export async function askFor(durationMs: number, door: Door): Promise<Times> {
  const agent =
    door.ca === undefined ? new PlainAgent({ keepAlive: true }) : new Agent({ keepAlive: true, ca: door.ca });
  const asking: Promise<number | undefined>[] = [];
  const end = performance.now() + durationMs;
  for (let due = performance.now(); due < end; due += intervalMs) {
    await new Promise(done => setTimeout(done, Math.max(due - performance.now(), 0)));
    asking.push(ask(door, agent, questions[asking.length % questions.length]!));
  }
  const times = await Promise.all(asking);
  agent.destroy();
  const sorted = times.filter(time => time !== undefined).toSorted((a, b) => a - b);
  return { asked: times.length, failed: times.length - sorted.length, sorted };
}

/** Milliseconds until the right answer; undefined where another came, or none. */
function ask(
  { port, ca, token }: Door,
  agent: Agent | PlainAgent,
  { query, right }: (typeof questions)[number],
): Promise<number | undefined> {
  const body = JSON.stringify({ query });
  const began = performance.now();
  return new Promise(resolve => {
    const asking = (ca === undefined ? requestPlain : request)({
      host: ca === undefined ? '127.0.0.1' : 'localhost',
      port,
      agent,
      method: 'POST',
      path: '/graphql',
      timeout: timeoutMs,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    });
    asking.on('response', response => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve(text.includes(right) ? performance.now() - began : undefined));
      response.on('error', () => resolve(undefined));
    });
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => resolve(undefined));
    asking.end(body);
  });
}

/** The time within which a share of the answers came. */
export const quantile = ({ sorted }: Times, share: number): number =>
  sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
