import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { RequestInfo } from '../../../api/http/graphql-route.ts';
import type { ServerOptions } from '../../../api/http/server.ts';
import type { Watch } from '../../../api/viewer/watch.ts';
import type { PersonNow } from '../../../db/directory/posts.ts';
import { follow, type Follow, type Following } from '../../support/follow.ts';
import { closeAll, open } from './dialling.ts';
import { token, type TestServer } from './test-server.ts';

afterEach(closeAll);

type Ticks = (watch: Watch) => AsyncIterable<object>;

/** A server whose subscription tells what a test says. */
const serve = (ticks: Ticks, options: Partial<ServerOptions> = {}): Promise<TestServer> =>
  open({ contextOf: (info: RequestInfo) => ({ ...info, ticks }), ...options });

const listen = async (server: TestServer, { token: given, ...asked }: Follow = {}): Promise<Following> =>
  follow(server.url, { query: 'subscription { ticks }', token: given ?? (await token(server)), ...asked });

/** Tells a number each time that it is asked to, until the caller goes. */
async function* counting({ signal }: Watch, everyMs = 20): AsyncGenerator<object> {
  for (let tick = 1; !signal.aborted; tick += 1) {
    yield { cursor: `at-${tick}`, tick };
    await pause(everyMs, undefined, { signal }).catch(() => {});
  }
}

/** Tells nothing, until the caller goes. */
async function* silent({ signal }: Watch): AsyncGenerator<object> {
  yield* await new Promise<object[]>(resolve => signal.addEventListener('abort', () => resolve([])));
}

const codes = (following: Following) => following.told.flatMap(({ errors = [] }) => errors[0]?.extensions.code ?? []);
const isWorker: PersonNow = { held: [{ unit: 'fire-rescue', kind: 'department', post: 'handler' }], isAway: false };

describe('a stream', () => {
  it('tells each result as an event with its cursor, and ends when all was told', async () => {
    const server = await serve(async function* () {
      yield { cursor: 'a', tick: 1 };
      yield { cursor: 'b', tick: 2 };
    });
    const stream = await listen(server);
    await stream.ended;
    expect(stream.told).toEqual([
      { id: 'a', data: { ticks: 1 } },
      { id: 'b', data: { ticks: 2 } },
    ]);
  });

  it('is told the id of the last event that its caller had before', async () => {
    const server = await serve(async function* ({ lastEventId }) {
      yield { cursor: lastEventId ?? 'none', tick: 1 };
    });
    const stream = await listen(server, { lastEventId: 'at-7' });
    expect((await stream.until(told => told.length > 0))[0]?.id).toBe('at-7');
  });

  it('beats while nothing happens, so that nobody on the way takes it for dead', async () => {
    const stream = await listen(await serve(silent, { limits: { heartbeatMs: 20 } }));
    await expect.poll(() => stream.text().match(/^:$/gm)?.length).toBeGreaterThan(3);
  });

  it('that nobody reads is cut, and costs nobody else an event', async () => {
    const large = 'x'.repeat(200_000);
    const signals: AbortSignal[] = [];
    const server = await serve(
      async function* ({ signal }) {
        signals.push(signal);
        for (let tick = 1; !signal.aborted; tick += 1) {
          yield { cursor: large, tick };
          await pause(1);
        }
      },
      { limits: { streamPatienceMs: 200, heartbeatMs: 50 } },
    );
    const never = Promise.withResolvers<undefined>();
    const slow = await listen(server, { readAfter: never.promise });
    const quick = await listen(server);
    await expect.poll(() => signals[0]?.aborted, { timeout: 10_000 }).toBe(true);
    const before = quick.told.length;
    await quick.until(told => told.length > before + 3);
    expect(signals[1]?.aborted).toBe(false);
    quick.close();
    slow.close();
  });

  it('ends for its source too when the caller goes', async () => {
    const gone = Promise.withResolvers<string>();
    const server = await serve(async function* (watch) {
      yield* counting(watch);
      gone.resolve('gone');
    });
    const stream = await listen(server);
    await stream.until(told => told.length > 1);
    stream.close();
    expect(await gone.promise).toBe('gone');
  });

  it('is cut without a last word when the process stops, so that its caller connects anew', async () => {
    const server = await serve(silent);
    const stream = await listen(server);
    await Promise.all([server.stop(), stream.ended]);
    expect(stream.text()).not.toContain('complete');
  });

  it('of a faulty document is refused with the fault, before anything is told', async () => {
    const stream = await listen(await serve(silent), { query: 'subscription { tocks }' });
    expect(stream.status).toBe(400);
  });

  it('after a fault that passes is cut without a last word, and after any other says so', async () => {
    const failing = (error: Error): Ticks =>
      // oxlint-disable-next-line require-yield
      async function* () {
        throw error;
      };
    const away = await listen(await serve(failing(Object.assign(new Error('gone'), { code: '57P01' }))));
    await away.ended;
    expect([away.told, away.text()]).toEqual([[], ':\n\n']);
    const broken = await listen(await serve(failing(new Error('张三丰'))));
    await broken.ended;
    expect([codes(broken), broken.text().includes('张三丰')]).toEqual([['INTERNAL'], false]);
  });
});

describe('who is told is asked anew', () => {
  const renewing: Ticks = async function* (watch) {
    for (let tick = 1; !watch.signal.aborted; tick += 1) {
      await watch.renew();
      yield { cursor: `at-${tick}`, tick };
      await pause(10);
    }
  };

  it.each<[string, PersonNow | undefined, string]>([
    ['who has no post any more', { held: [], isAway: false }, 'POST_NOT_HELD'],
    ['who has left the directory', undefined, 'UNAUTHENTICATED'],
    ['who was signed out', { ...isWorker, signedOutAt: Date.now() + 60_000 }, 'UNAUTHENTICATED'],
  ])('%s is told nothing more but that', async (_who, later, code) => {
    let now: PersonNow | undefined = isWorker;
    const stream = await listen(await serve(renewing, { personNow: () => now }));
    await stream.until(told => told.length > 1);
    now = later;
    await stream.ended;
    expect([codes(stream), stream.text().endsWith('event: complete\ndata:\n\n')]).toEqual([[code], true]);
  });

  it('who was given another post begins anew in it', async () => {
    let now = isWorker;
    const server = await serve(renewing, { personNow: () => now });
    const stream = await listen(server, {
      token: await token(server, { claims: { role: undefined, unit: undefined } }),
    });
    await stream.until(told => told.length > 1);
    now = { held: [{ unit: 'tobacco', kind: 'department', post: 'handler' }], isAway: false };
    await stream.ended;
    expect(codes(stream)).toEqual(['POST_CHANGED']);
  });

  it('whose token ends is told so at that moment, though nothing else happens', async () => {
    const server = await serve(silent);
    const stream = await listen(server, { token: await token(server, { expires: 2 }) });
    await stream.ended;
    expect(codes(stream)).toEqual(['UNAUTHENTICATED']);
  });

  it('nobody is nobody who may follow', async () => {
    const server = await serve(silent);
    expect((await follow(server.url, { query: 'subscription { ticks }' })).status).toBe(401);
  });
});

describe('of streams there are no more than', () => {
  it.each([
    ['one person may have', { streamsPerPerson: 2 }, 429],
    ['one address may have', { streamsPerAddress: 2 }, 429],
    ['the process may have', { streams: 2 }, 503],
  ])('%s; one that ends makes room', async (_whose, limits, status) => {
    const server = await serve(silent, { limits });
    const [first] = [await listen(server), await listen(server)];
    expect((await listen(server)).status).toBe(status);
    first.close();
    await expect.poll(async () => (await listen(server)).status).toBe(200);
  });
});
