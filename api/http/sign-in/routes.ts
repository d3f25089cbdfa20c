import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { PersonNow } from '../../../db/directory/posts.ts';
import { refusalOf } from '../../../domain/refusal.ts';
import type { Answer } from '../answer.ts';
import { HttpRefusal } from '../refusal.ts';
import { attemptCookie, cookieOf, dropCookie, sessionCookie, setCookie } from './cookies.ts';
import { callbackPath, signInExpired, type Attempt, type Provider } from './provider.ts';
import { refuseForgery, type Sessions } from './sessions.ts';

export interface SignInRoutes {
  readonly provider: Provider;
  readonly sessions: Sessions;
  readonly personNow: (person: string) => PersonNow | undefined | Promise<PersonNow | undefined>;
}

/** Answers one request of a browser, by its method and path. */
export type BrowserRoutes = ReadonlyMap<string, (request: IncomingMessage) => Promise<Answer>>;

/** Time that somebody has at the issuer's pages. */
const attemptSeconds = 600;

const kept = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), back: z.string() });

const redirect = (location: string, cookies: string[]): Answer => ({
  status: 303,
  body: '',
  headers: { location, 'set-cookie': cookies },
});

/**
 * Makes the addresses by which a browser signs in and out: `GET /auth/login?back=/path` leads to the issuer, which
 * sends the browser to `/auth/callback`; `POST /auth/logout` ends the session.
 */
export function signInRoutes({ provider, sessions, personNow }: SignInRoutes): BrowserRoutes {
  const login = async (request: IncomingMessage): Promise<Answer> => {
    const { url, attempt } = await provider.question();
    const value = encode({ ...attempt, back: backOf(urlOf(request, provider), provider) });
    return redirect(url.href, [setCookie(attemptCookie, value, 'Lax', attemptSeconds)]);
  };
  const callback = async (request: IncomingMessage): Promise<Answer> => {
    const attempt = decode(cookieOf(request.headers.cookie, attemptCookie));
    const person = await provider.personOf(urlOf(request, provider), attempt);
    if ((await personNow(person)) === undefined)
      throw new HttpRefusal(403, 'SIGN_IN_REFUSED', refusalOf('http.unknownPerson', {}));
    // The browser gets an id that nobody can have seen or set before.
    const before = cookieOf(request.headers.cookie, sessionCookie);
    if (before !== undefined) await sessions.end(before);
    const session = await sessions.start(person);
    return redirect(attempt.back, [
      setCookie(sessionCookie, session, 'Strict', sessions.maxAgeSeconds),
      dropCookie(attemptCookie),
    ]);
  };
  const logout = async (request: IncomingMessage): Promise<Answer> => {
    refuseForgery(request);
    const session = cookieOf(request.headers.cookie, sessionCookie);
    if (session !== undefined) await sessions.end(session);
    const url = await provider.endSessionUrl().catch(() => undefined);
    return {
      status: 200,
      body: JSON.stringify({ endSessionUrl: url?.href ?? null }),
      headers: { 'set-cookie': dropCookie(sessionCookie) },
    };
  };
  return new Map([
    ['GET /auth/login', login],
    [`GET ${callbackPath}`, callback],
    ['POST /auth/logout', logout],
  ]);
}

const urlOf = ({ url = '/' }: IncomingMessage, { publicUrl }: Provider): URL => new URL(url, publicUrl);

/** Where the browser goes afterwards: a whole address of our own, since a path such as `//host` is another host. */
function backOf(asked: URL, { publicUrl }: Provider): string {
  const back = asked.searchParams.get('back') ?? '/';
  const url = URL.canParse(back, publicUrl) ? new URL(back, publicUrl) : publicUrl;
  return back.length > 1_000 || url.origin !== publicUrl.origin ? publicUrl.href : url.href;
}

type Kept = Attempt & { readonly back: string };
const encode = (attempt: Kept): string => Buffer.from(JSON.stringify(attempt)).toString('base64url');

function decode(value: string | undefined): Kept {
  try {
    return kept.parse(JSON.parse(Buffer.from(value ?? '', 'base64url').toString()));
  } catch {
    throw signInExpired();
  }
}
