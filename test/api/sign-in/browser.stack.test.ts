import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts } from '../../../bin/stack/ports.ts';
import { signOut } from '../../../db/directory/posts.ts';
import { clientId, clientSecret, startOpenIdProvider, type OpenIdProvider } from '../../support/openid-provider.ts';
import { startProduct, type TestProduct } from '../../support/product.ts';
import { Tab } from './tab.ts';

const session = '__Host-shixian-session';
const officer = 'p-fire-rescue-officer';
const me = '{ me { person role unit { unit } } }';
const asOfficer = { me: { person: officer, role: 'OFFICER', unit: { unit: 'fire-rescue' } } };

let product: TestProduct;
let provider: OpenIdProvider;
let publicUrl: URL;
beforeAll(async () => {
  const [port = 0] = await freePorts([21_000 + (process.pid % 400)]);
  publicUrl = new URL(`http://127.0.0.1:${port}`);
  provider = await startOpenIdProvider(new URL('/auth/callback', publicUrl).href);
  product = await startProduct({
    api: {
      port,
      provider: { issuer: provider.url, clientId, clientSecret, publicUrl },
      sessionPolicy: { maxAgeSeconds: 3_600, idleSeconds: 600 },
    },
  });
});
afterAll(async () => {
  await product.stop();
  await provider.stop();
});

const tab = (): Tab => new Tab(product.url);
const signedIn = async (person = officer): Promise<Tab> => {
  const one = tab();
  await one.signIn(provider, person);
  return one;
};

it('who signs in at the issuer has a session that only our own pages can use', async () => {
  const one = tab();
  const answer = await one.signIn(provider, officer, '/desk?tab=red');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, new URL('/desk?tab=red', publicUrl).href]);
  const line = one.lines.find(each => each.startsWith(`${session}=`));
  expect(line).toMatch(/^__Host-shixian-session=[\w-]{43}; Path=\/; Max-Age=3600; Secure; HttpOnly; SameSite=Strict$/);
  expect([...one.cookies.keys()]).toEqual([session]);
  expect((await one.ask(me)).body.data).toEqual(asOfficer);
});

it('the database holds the hash of the id, never the id', async () => {
  const one = await signedIn();
  const rows = await product.shell.database.db.selectFrom('session').selectAll().execute();
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(one.cookies.get(session));
});

describe('a request by cookie is refused where another site may have caused it', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['without the header', { 'x-csrf-protection': '' }],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour below the same domain', { 'sec-fetch-site': 'same-site' }],
  ])('%s', async (_what, headers) => {
    const one = await signedIn();
    expect(await one.ask(me, headers)).toMatchObject({ status: 403, code: 'FORGERY_SUSPECTED' });
    const logout = await one.go('/auth/logout', { method: 'POST', headers });
    expect(logout.status).toBe(403);
    expect((await one.ask(me)).status).toBe(200);
  });
});

describe('a session ends', () => {
  const ended = { status: 401, code: 'UNAUTHENTICATED' };

  it('by logout, at once and for whoever copied the cookie; the issuer has a page to end its own', async () => {
    const one = await signedIn();
    const copy = tab();
    copy.cookies.set(session, one.cookies.get(session)!);
    const answer = await one.go('/auth/logout', { method: 'POST', headers: { 'x-csrf-protection': '1' } });
    const { endSessionUrl } = (await answer.json()) as { endSessionUrl: string };
    expect(new URL(endSessionUrl).origin).toBe(provider.url.origin);
    expect(one.cookies.size).toBe(0);
    expect((await one.ask(me)).body.data).toEqual({ me: null });
    expect(await copy.ask(me)).toMatchObject(ended);
    expect(copy.cookies.size).toBe(0);
  });

  it('by signing the person out', async () => {
    const one = await signedIn('p-tobacco-officer');
    await signOut(product.shell.database.db, 'p-tobacco-officer');
    expect(await one.ask(me)).toMatchObject(ended);
    const again = await signedIn('p-tobacco-officer');
    expect((await again.ask(me)).status).toBe(200);
  });

  it.each([
    ['at its greatest age', `ends_at = created_at + interval '1 millisecond'`],
    ['when nobody used it for long', `seen_at = seen_at - interval '11 minutes'`],
  ])('%s', async (_what, change) => {
    const one = await signedIn('p-agent');
    expect((await one.ask(me)).status).toBe(200);
    await sql.raw(`update session set ${change} where person = 'p-agent'`).execute(product.shell.database.db);
    expect(await one.ask(me)).toMatchObject(ended);
  });

  it('when the person uses it still, it does not: each use counts', async () => {
    const one = await signedIn('p-observer');
    const age = (minutes: number) =>
      sql
        .raw(`update session set seen_at = seen_at - interval '${minutes} minutes' where person = 'p-observer'`)
        .execute(product.shell.database.db);
    for (const minutes of [8, 8, 8]) {
      await age(minutes);
      expect((await one.ask(me)).status).toBe(200);
    }
  });

  it('and one that never was is no other than one that ended', async () => {
    const one = tab();
    one.cookies.set(session, 'x'.repeat(43));
    expect(await one.ask(me)).toMatchObject(ended);
  });
});

describe('an answer of the issuer signs nobody in', () => {
  const refusedBy = async (one: Tab, answer: string): Promise<unknown> => {
    const refused = await one.go(answer);
    const code = /"code":"(\w+)"/.exec(await refused.text())?.[1];
    return [refused.status, code, one.cookies.has(session)];
  };
  const expired = [400, 'SIGN_IN_EXPIRED', false];

  it('in another browser than the one that began', async () => {
    const answer = await tab().answerFor(provider, officer);
    expect(await refusedBy(tab(), answer)).toEqual(expired);
    const victim = tab();
    await victim.go('/auth/login');
    expect(await refusedBy(victim, answer)).toEqual(expired);
  });

  it('a second time', async () => {
    const one = tab();
    const answer = await one.answerFor(provider, officer);
    const kept = new Map(one.cookies);
    expect((await one.go(answer)).status).toBe(303);
    const two = tab();
    for (const [name, value] of kept) two.cookies.set(name, value);
    expect(await refusedBy(two, answer)).toEqual(expired);
  });

  it('without the secret of the one that began (PKCE), or with another nonce', async () => {
    for (const part of ['verifier', 'nonce'] as const) {
      const one = tab();
      const answer = await one.answerFor(provider, officer);
      const name = '__Host-shixian-sign-in';
      const attempt = JSON.parse(Buffer.from(one.cookies.get(name)!, 'base64url').toString()) as object;
      const changed = JSON.stringify({ ...attempt, [part]: 'a'.repeat(43) });
      one.cookies.set(name, Buffer.from(changed).toString('base64url'));
      expect(await refusedBy(one, answer)).toEqual(expired);
    }
  });

  it('whom the directory does not know', async () => {
    const one = tab();
    const refused = await one.signIn(provider, 'p-nobody');
    expect([refused.status, one.cookies.has(session)]).toEqual([403, false]);
    expect(await refused.text()).toContain('SIGN_IN_REFUSED');
  });
});

it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', '/.//evil.example', 'javascript:alert(1)'])(
  'whoever signs in comes back to our own pages, not to %s',
  async back => {
    const answer = await tab().signIn(provider, officer, back);
    expect(new URL(answer.headers.get('location')!).origin).toBe(publicUrl.origin);
  },
);

it('a session chooses among the posts of its person, and adds nothing to them', async () => {
  const one = await signedIn();
  const applicant = await one.ask(me, { 'x-role': 'applicant' });
  expect(applicant.body.data).toEqual({ me: { person: officer, role: 'APPLICANT', unit: null } });
  expect(await one.ask(me, { 'x-role': 'supervisor' })).toMatchObject({ status: 403, code: 'POST_NOT_HELD' });
  expect(await one.ask(me, { 'x-role': 'emperor' })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
});

it('a token counts before a session, so that other front ends ask as themselves', async () => {
  const one = await signedIn();
  const authorization = `Bearer ${await product.issuer.sign({ person: 'p-applicant', role: 'applicant' }, 1)}`;
  expect((await one.ask('{ me { person } }', { authorization })).body.data).toEqual({ me: { person: 'p-applicant' } });
});

it('while the issuer is away nobody can sign in, and sessions hold', async () => {
  const away = await startProduct({
    api: { provider: { issuer: new URL('http://127.0.0.1:1'), clientId, clientSecret, publicUrl } },
  });
  const login = await new Tab(away.url).go('/auth/login');
  expect([login.status, login.headers.get('retry-after')]).toEqual([503, '30']);
  await away.stop();
});
