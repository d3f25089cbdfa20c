import { generateKeyPair } from 'jose';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, audience, issuer, openDoor, token, type Claims, type Door } from './open-door.ts';

let door: Door;
beforeAll(async () => { door = await openDoor(); });
afterAll(() => door.stop());

const me = (authorization?: string, at = door) => ask(at.url, '{ me }', undefined, authorization === undefined ? {} : { authorization });
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const inAMinute = (): number => Math.floor(Date.now() / 1000) + 60;
const payload = () => ({ sub: 'p-fire-officer', role: 'officer', unit: 'fire-rescue', iss: issuer, aud: audience, exp: inAMinute() });

it('a good token says who asks', async () => {
  expect((await me(`Bearer ${await token(door)}`)).body.data).toEqual({ me: 'p-fire-officer' });
});

it('without a token nobody asks, and what is public is answered', async () => {
  expect((await me()).body.data).toEqual({ me: null });
});

describe('a token that does not hold is refused with 401, never taken for nobody', () => {
  const refused = async (authorization: string, message: string): Promise<void> => {
    const answered = await me(authorization);
    expect(answered).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(answered.body.errors?.[0]?.message).toContain(message);
    expect(answered.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(answered.body.data).toBeUndefined();
  };

  it('without a signature (alg none)', () => refused(`Bearer ${base64({ alg: 'none' })}.${base64(payload())}.`, 'not valid'));
  it('signed with the public key as a shared secret (HS256)', () => refused(`Bearer ${base64({ alg: 'HS256', kid: 'one' })}.${base64(payload())}.AAAA`, 'not valid'));
  it('of another issuer', async () => refused(`Bearer ${await token(door, { iss: 'urn:test:other' })}`, '`iss`'));
  it('for another audience', async () => refused(`Bearer ${await token(door, { aud: 'other' })}`, '`aud`'));
  it('expired', async () => refused(`Bearer ${await token(door, { expires: -10 })}`, 'expired'));
  it('with a key id that is not published', async () => refused(`Bearer ${await token(door, { kid: 'two' })}`, 'does not publish'));
  it('signed with another key under the right key id', async () => refused(`Bearer ${await token(door, { key: (await generateKeyPair('ES256')).privateKey })}`, 'not valid'));
  it('of a removed person', async () => refused(`Bearer ${await token(door, { claims: { sub: 'p-removed' } })}`, 'no longer'));
  it('whose text was changed', async () => {
    const [head, , signature] = (await token(door)).split('.');
    await refused(`Bearer ${head}.${base64({ ...payload(), role: 'administrator' })}.${signature}`, 'not valid');
  });
  it('that is no token', () => refused('Bearer x', 'not valid'));
  it('of another scheme', () => refused('Basic dXNlcjpwYXNz', 'does not hold `Bearer`'));
  it('that is empty', () => refused('Bearer', 'does not hold `Bearer`'));

  it.each<[string, Claims, string]>([
    ['an unknown role', { role: 'emperor' }, 'role'], ["the engine's role", { role: 'engine' }, 'role'], ['no role', { role: undefined }, 'role'],
    ['an officer without a unit', { unit: undefined }, '`unit`'], ['an applicant without a party', { role: 'applicant', unit: undefined }, '`party`'],
    ['a person with spaces', { sub: 'a b' }, 'sub'], ['a unit that is no text', { unit: 5 }, 'unit'],
  ])('naming %s', async (_what, claims, message) => refused(`Bearer ${await token(door, { claims })}`, message));
});

it("keys are fetched from the issuer's address; while it is away the caller is told to try again", async () => {
  const published = createServer((_request, response) => response.end(JSON.stringify(door.keys)));
  await new Promise<void>(done => published.listen(0, '127.0.0.1', done));
  const { port } = published.address() as { port: number };
  const keys = new URL(`http://127.0.0.1:${port}/`);
  const remote = await openDoor({ keys });
  const good = await token(door);
  expect((await me(`Bearer ${good}`, remote)).body.data).toEqual({ me: 'p-fire-officer' });
  await remote.stop();
  published.closeAllConnections();
  await new Promise(done => published.close(done));
  const away = await openDoor({ keys });
  expect(await me(`Bearer ${good}`, away)).toMatchObject({ status: 503, code: 'SIGN_IN_UNAVAILABLE' });
  await away.stop();
});
