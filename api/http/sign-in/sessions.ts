import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Session } from '../../../db/directory/sessions.ts';
import { refusalOf } from '../../../domain/refusal.ts';
import { id } from '../../../domain/values.ts';
import { HttpRefusal } from '../refusal.ts';
import { signInRoles } from '../viewer.ts';
import { dropCookie, sessionCookie } from './cookies.ts';
import type { SignedIn } from './sign-in.ts';

/** The sessions of people who signed in by the issuer's pages, by the ids that their browsers hold. */
export interface Sessions {
  readonly maxAgeSeconds: number;
  start(person: string): Promise<string>;
  /** Undefined for one that has ended, or never was. */
  use(id: string): Promise<Session | undefined>;
  /** The same, without using it. */
  find(id: string): Promise<Session | undefined>;
  end(id: string): Promise<void>;
}

/** The header that requests by cookie carry: another site cannot make a browser send it without asking us first. */
const forgeryHeader = 'x-csrf-protection';

/** Refuses a request by cookie that another site may have caused. */
export function refuseForgery({ headers }: IncomingMessage): void {
  const from = headers['sec-fetch-site'];
  if (headers[forgeryHeader] === '1' && (from === undefined || from === 'same-origin')) return;
  throw new HttpRefusal(403, 'FORGERY_SUSPECTED', refusalOf('http.forgerySuspected', {}));
}

/** The refusal of a session that has ended; it has the browser forget it. */
export const sessionEnded = (): HttpRefusal =>
  new HttpRefusal(401, 'UNAUTHENTICATED', refusalOf('http.sessionEnded', {}), {
    'set-cookie': dropCookie(sessionCookie),
  });

const choice = z.object({ role: z.enum(signInRoles).optional(), unit: id.optional() });

/** Reads who asks by a session. Two headers choose among the person's posts, as the claims of a token do. */
export async function readSession(cookie: string, request: IncomingMessage, sessions: Sessions): Promise<SignedIn> {
  refuseForgery(request);
  const session = await sessions.use(cookie);
  if (session === undefined) throw sessionEnded();
  const chosen = choice.safeParse({ role: request.headers['x-role'], unit: request.headers['x-unit'] });
  if (!chosen.success)
    throw new HttpRefusal(400, 'BAD_REQUEST', refusalOf('http.choiceUnfit', { expected: signInRoles }));
  return { person: session.person, since: session.createdAt, until: session.endsAt, choice: chosen.data };
}
