import { generateKeyPair } from 'jose';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, audience, issuer, openServer, token, type Claims, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.stop());

const me = (authorization?: string, at = server) =>
  ask(at.url, '{ me }', undefined, authorization === undefined ? {} : { authorization });
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const inAMinute = (): number => Math.floor(Date.now() / 1000) + 60;
const payload = () => ({
  sub: 'p-fire-officer',
  role: 'officer',
  unit: 'fire-rescue',
  iss: issuer,
  aud: audience,
  exp: inAMinute(),
});

it('a good token says who asks', async () => {
  expect((await me(`Bearer ${await token(server)}`)).body.data).toEqual({ me: 'p-fire-officer' });
});

it('without a token nobody asks, and what is public is answered', async () => {
  expect((await me()).body.data).toEqual({ me: null });
});

describe('a token that does not hold is refused with 401, never taken for nobody', () => {
  const changed = async (): Promise<string> => {
    const [head, , signature] = (await token(server)).split('.');
    return `${head}.${base64({ ...payload(), role: 'administrator' })}.${signature}`;
  };
  const otherKey = async (): Promise<string> => token(server, { key: (await generateKeyPair('ES256')).privateKey });

  it.each<[string, () => string | Promise<string>, string]>([
    ['without a signature (alg none)', () => `${base64({ alg: 'none' })}.${base64(payload())}.`, 'not valid'],
    [
      'signed with the public key as a shared secret (HS256)',
      () => `${base64({ alg: 'HS256', kid: 'one' })}.${base64(payload())}.AAAA`,
      'not valid',
    ],
    ['of another issuer', () => token(server, { iss: 'urn:test:other' }), '`iss`'],
    ['for another audience', () => token(server, { aud: 'other' }), '`aud`'],
    ['expired', () => token(server, { expires: -10 }), 'expired'],
    ['with a key id that is not published', () => token(server, { kid: 'two' }), 'does not publish'],
    ['signed with another key under the right key id', otherKey, 'not valid'],
    ['of a removed person', () => token(server, { claims: { sub: 'p-removed' } }), 'no longer'],
    ['whose claims were changed', changed, 'not valid'],
    ['that is no token', () => 'x', 'not valid'],
    ['that is empty', () => '', 'does not hold `Bearer`'],
    ['with an unknown role', () => token(server, { claims: { role: 'emperor' } }), 'role'],
    ["with the engine's role", () => token(server, { claims: { role: 'engine' } }), 'role'],
    ['of a person who was signed out', () => token(server, { claims: { sub: 'p-signed-out' } }), 'ended'],
    ['of a person with spaces', () => token(server, { claims: { sub: 'a b' } }), 'sub'],
    ['with a unit that is no text', () => token(server, { claims: { unit: 5 } }), 'unit'],
  ])('%s', async (_what, make, message) => {
    const answered = await me(`Bearer ${await make()}`);
    expect(answered).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(answered.body.errors?.[0]?.message).toContain(message);
    expect(answered.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(answered.body.data).toBeUndefined();
  });

  it('another scheme than Bearer', async () => {
    expect(await me('Basic dXNlcjpwYXNz')).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });
});

describe('the directory says what a person may act as, and a token chooses among it', () => {
  const acting = async (claims: Claims, at = server): Promise<unknown> =>
    (await ask(at.url, '{ capacity }', undefined, { authorization: `Bearer ${await token(server, { claims })}` })).body
      .data;
  const none = { role: undefined, unit: undefined };

  it.each<[string, Claims, string]>([
    ['chosen by role and unit', { sub: 'p-two-units', role: 'officer', unit: 'tobacco' }, 'officer tobacco handler'],
    ['chosen by the unit alone', { sub: 'p-two-units', role: undefined, unit: 'tobacco' }, 'officer tobacco handler'],
    ['the only one without a choice', { ...none, sub: 'p-fire-officer' }, 'officer fire-rescue handler'],
    ['an applicant by choice', { ...none, sub: 'p-fire-officer', role: 'applicant' }, 'applicant'],
    ['an applicant for want of a post', { ...none, sub: 'p-applicant' }, 'applicant'],
    [
      'a deputy of an absent person',
      { sub: 'p-deputy', role: 'unit-head' },
      'unit-head fire-rescue principal for p-head',
    ],
    ['an applicant while away', { ...none, sub: 'p-away', role: 'applicant' }, 'applicant'],
  ])('%s', async (_what, claims, capacity) => {
    expect(await acting(claims)).toEqual({ capacity });
  });

  it.each<[string, Claims]>([
    ['a role that no post gives', { role: 'supervisor' }],
    ['the administrator', { role: 'administrator', unit: undefined }],
    ['another unit', { unit: 'tobacco' }],
    ['a unit that does not exist', { unit: 'nowhere' }],
    ['a unit for an applicant', { role: 'applicant' }],
    ['a post while away', { sub: 'p-away' }],
    ['one of two units', { sub: 'p-two-units', unit: undefined }],
    ['a post, of who has none', { sub: 'p-applicant' }],
  ])('never added: %s', async (_what, claims) => {
    const authorization = `Bearer ${await token(server, { claims })}`;
    expect(await me(authorization)).toMatchObject({ status: 403, code: 'POST_NOT_HELD' });
  });

  it('a token older than tokens may be is refused, however long it runs', async () => {
    const strict = await openServer({ keys: server.keys, maxTokenAgeSeconds: 60 });
    const made = (secondsAgo: number) => token(server, { issued: -secondsAgo, expires: 1_000_000 });
    expect((await me(`Bearer ${await made(50)}`, strict)).status).toBe(200);
    expect(await me(`Bearer ${await made(120)}`, strict)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    await strict.stop();
  });
});

describe("the issuer's keys", () => {
  /** An issuer whose answer can be changed. */
  async function issuerThat(): Promise<{
    url: URL;
    answers: (with_: RequestListener) => void;
    stop: () => Promise<void>;
  }> {
    let listener: RequestListener = (_request, response) => response.end(JSON.stringify(server.keys));
    const published = createServer((request, response) => listener(request, response));
    await new Promise<void>(done => published.listen(0, '127.0.0.1', done));
    const { port } = published.address() as { port: number };
    return {
      url: new URL(`http://127.0.0.1:${port}/`),
      answers: with_ => {
        listener = with_;
      },
      stop: async () => {
        published.closeAllConnections();
        await new Promise(done => published.close(done));
      },
    };
  }
  const readiness = async ({ url }: TestServer): Promise<{ status: string; checks: Record<string, string> }> =>
    (await (await fetch(`${url}/health/ready`)).json()) as { status: string; checks: Record<string, string> };

  it.each<[string, RequestListener]>([
    ['answers 500', (_request, response) => response.writeHead(500).end()],
    ['answers HTML', (_request, response) => response.end('<html></html>')],
    [
      'sends to another place',
      (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ],
    ['answers without end', (_request, response) => void endless(response)],
    ['does not answer', () => undefined],
  ])('hold while it %s, which readiness tells; without known ones nobody signs in', async (_what, away) => {
    const issuerOf = await issuerThat();
    const knowing = await openServer({ keys: issuerOf.url });
    const good = await token(server);
    expect((await me(`Bearer ${good}`, knowing)).body.data).toEqual({ me: 'p-fire-officer' });
    expect(await readiness(knowing)).toMatchObject({ status: 'ready', checks: { signIn: 'ok' } });
    issuerOf.answers(away);
    const unknowing = await openServer({ keys: issuerOf.url });
    // A key that is not known makes it ask at once.
    expect((await me(`Bearer ${await token(server, { kid: 'another' })}`, knowing)).status).not.toBe(200);
    expect((await me(`Bearer ${good}`, knowing)).body.data).toEqual({ me: 'p-fire-officer' });
    expect(await me(`Bearer ${good}`, unknowing)).toMatchObject({ status: 503, code: 'SIGN_IN_UNAVAILABLE' });
    expect(await readiness(unknowing)).toMatchObject({
      status: 'degraded',
      checks: { signIn: expect.stringMatching(/nobody can sign in|no answer/) as string },
    });
    issuerOf.answers((_request, response) => response.end(JSON.stringify(server.keys)));
    await expect.poll(() => me(`Bearer ${good}`, unknowing), { timeout: 5_000 }).toMatchObject({ status: 200 });
    await Promise.all([knowing.stop(), unknowing.stop()]);
    await issuerOf.stop();
  });

  it('hold no longer than the policy says', async () => {
    const issuerOf = await issuerThat();
    const remote = await openServer({ keys: issuerOf.url, keysKeptMs: 200 });
    const good = await token(server);
    expect((await me(`Bearer ${good}`, remote)).status).toBe(200);
    issuerOf.answers((_request, response) => response.writeHead(500).end());
    await expect.poll(() => me(`Bearer ${good}`, remote)).toMatchObject({ status: 503, code: 'SIGN_IN_UNAVAILABLE' });
    await remote.stop();
    await issuerOf.stop();
  });
});

/** Writes for as long as somebody reads. */
async function endless(response: ServerResponse): Promise<void> {
  const piece = 'x'.repeat(65_536);
  while (!response.destroyed)
    await new Promise<unknown>(done => {
      if (response.write(piece)) setImmediate(done);
      else response.once('drain', done).once('close', done);
    });
}
