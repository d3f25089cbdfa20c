import type { IncomingMessage } from 'node:http';
import type { PersonNow } from '../../../db/directory/posts.ts';
import { defined } from '../../../domain/defined.ts';
import { capacitiesOf, chosenAmong, type Capacity } from '../../../domain/directory/posts.ts';
import { refusalOf } from '../../../domain/refusal.ts';
import type { Viewer } from '../../viewer/viewer.ts';
import { HttpRefusal } from '../refusal.ts';
import { readBearer, refusedToken, type BearerTokens } from './bearer.ts';
import { cookieOf, sessionCookie } from './cookies.ts';
import { readSession, sessionEnded, type Sessions } from './sessions.ts';

export interface SignIn extends BearerTokens {
  /** What the directory says of the person now; undefined for who is not in it, or no longer. */
  readonly personNow: (person: string) => PersonNow | undefined | Promise<PersonNow | undefined>;
  /** Absent where nobody signs in by the issuer's pages. */
  readonly sessions?: Sessions | undefined;
}

/** Who somebody is by their token or session, from when to when, and which of their posts they choose. */
export interface SignedIn {
  readonly person: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly until: number;
  readonly choice: Parameters<typeof chosenAmong>[1];
}

/** Who asks, until when at most they are signed in, and, if they stay connected, who they are by now. */
export interface Stay {
  readonly viewer: Viewer;
  readonly until: number;
  /** @throws HttpRefusal where their token, session or post has ended, or they would act as somebody else by now */
  readonly renew: () => Promise<Viewer>;
}

/**
 * Turns a request into who asks, by its token or else by its session. Without either it is nobody, who is answered only
 * what is public by law. What does not hold is refused with 401 and never taken for nobody.
 */
export function createSignIn({
  personNow,
  sessions,
  ...tokens
}: SignIn): (request: IncomingMessage) => Promise<Stay | undefined> {
  const viewerOf = async ({ person, since, choice }: SignedIn, ended: () => HttpRefusal): Promise<Viewer> => {
    const now = await personNow(person);
    if (now === undefined) throw refusedToken(refusalOf('http.unknownPerson', {}));
    if (now.signedOutAt !== undefined && since < now.signedOutAt) throw ended();
    const capacities = capacitiesOf(now.held);
    const capacity = chosenAmong(capacities, choice);
    if (capacity === undefined) throw notHeld(capacities, now.isAway);
    return { person, ...capacity, ...defined({ interests: now.interests, parties: now.parties }) };
  };
  const tokenEnded = (): HttpRefusal => refusedToken(refusalOf('http.tokenEnded', {}));
  return async request => {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) {
      const signed = await readBearer(authorization, tokens);
      const viewer = await viewerOf(signed, tokenEnded);
      return { viewer, until: signed.until, renew: async () => sameAs(viewer, await viewerOf(signed, tokenEnded)) };
    }
    const session = sessions && cookieOf(cookie, sessionCookie);
    if (session === undefined) return undefined;
    const signed = await readSession(session, request, sessions!);
    const viewer = await viewerOf(signed, sessionEnded);
    const renew = async (): Promise<Viewer> => {
      if ((await sessions!.find(session)) === undefined) throw sessionEnded();
      return sameAs(viewer, await viewerOf(signed, sessionEnded));
    };
    return { viewer, until: signed.until, renew };
  };
}

/** What somebody follows hangs on what they act as: another post begins anew. */
function sameAs(before: Viewer, now: Viewer): Viewer {
  if (before.role === now.role && before.unit === now.unit && before.post === now.post) return now;
  throw new HttpRefusal(403, 'POST_CHANGED', refusalOf('http.postChanged', {}));
}

/** A person chooses among what they may act as, and adds nothing to it. */
function notHeld(capacities: readonly Capacity[], isAway: boolean): HttpRefusal {
  const expected = capacities.map(({ role, unit }) => ({ role, ...defined({ unit }) }));
  return new HttpRefusal(403, 'POST_NOT_HELD', refusalOf('http.postNotHeld', { expected, isAway }));
}
