import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { PersonNow } from '../../db/directory/posts.ts';
import { defined } from '../../domain/defined.ts';
import { capacitiesOf, chosenAmong, type Capacity } from '../../domain/directory/posts.ts';
import { id } from '../../domain/values.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { type Refusal, refusalOf } from '../../domain/refusal.ts';
import { HttpRefusal } from './refusal.ts';
import { signInRoles } from './viewer.ts';

export interface SignIn {
  /** The `iss` that a token must carry, and the `aud` that it must name. */
  readonly issuer: string;
  readonly audience: string;
  /** Finds the issuer's public key that a token names. */
  readonly keyOf: JWTVerifyGetKey;
  /** What the directory says of the person now; undefined for who is not in it, or no longer. */
  readonly personNow: (person: string) => PersonNow | undefined | Promise<PersonNow | undefined>;
  /** Seconds for which a token holds after it was made, however long it runs. Not bounded if left out. */
  readonly maxTokenAgeSeconds?: number;
}

/** The algorithms that a token may name: never `none`, and none that takes the public key for a shared secret. */
const algorithms = ['EdDSA', 'ES256', 'RS256'];
const clockToleranceSeconds = 5;

const claims = z.object({
  sub: id,
  iat: z.number(),
  role: z.enum(signInRoles).optional(),
  unit: id.optional(),
});

const refused = (told: Refusal) =>
  new HttpRefusal(401, 'UNAUTHENTICATED', told, { 'www-authenticate': 'Bearer error="invalid_token"' });

/**
 * Turns the authorization header into who asks. Without the header it is nobody, who is answered only what is public by
 * law. Refuses a token that does not hold with 401, and with 503 while the issuer's keys cannot be had, which is not
 * the caller's fault.
 */
export function createSignIn({
  issuer,
  audience,
  keyOf,
  personNow,
  maxTokenAgeSeconds = Number.POSITIVE_INFINITY,
}: SignIn): (authorization: string | undefined) => Promise<Viewer | undefined> {
  return async authorization => {
    if (authorization === undefined) return undefined;
    const token = /^Bearer ([\w.~+/-]+=*)$/iu.exec(authorization)?.[1];
    if (token === undefined) throw refused(refusalOf('http.noBearer', {}));
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, keyOf, {
        issuer,
        audience,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['sub', 'exp', 'iat'],
      }));
    } catch (error) {
      throw reasonOf(error);
    }
    const { sub: person, iat, role, unit } = claimsOf(payload);
    // The issuer's clock may be ahead of ours: only a token's age counts, not when it was made.
    if (Date.now() / 1_000 - iat > maxTokenAgeSeconds + clockToleranceSeconds)
      throw refused(refusalOf('http.tokenExpired', {}));
    const now = await personNow(person);
    if (now === undefined) throw refused(refusalOf('http.unknownPerson', {}));
    if (now.signedOutAt !== undefined && iat * 1_000 < now.signedOutAt) throw refused(refusalOf('http.tokenEnded', {}));
    const capacities = capacitiesOf(now.held);
    const capacity = chosenAmong(capacities, { role, unit });
    if (capacity === undefined) throw notHeld(capacities, now.isAway);
    return { person, ...capacity, ...defined({ interests: now.interests }) };
  };
}

function claimsOf(payload: JWTPayload): z.output<typeof claims> {
  const read = claims.safeParse(payload);
  if (read.success) return read.data;
  const found = read.error.issues.map(issue => issue.path.join('.'));
  throw refused(refusalOf('http.claimsUnfit', { found, expected: signInRoles }));
}

/** A token may choose among what its person may act as, and adds nothing to it. */
function notHeld(capacities: readonly Capacity[], isAway: boolean): HttpRefusal {
  const expected = capacities.map(({ role, unit }) => ({ role, ...defined({ unit }) }));
  return new HttpRefusal(403, 'POST_NOT_HELD', refusalOf('http.postNotHeld', { expected, isAway }));
}

function reasonOf(error: unknown): HttpRefusal {
  if (error instanceof errors.JWTExpired) return refused(refusalOf('http.tokenExpired', {}));
  if (error instanceof errors.JWTClaimValidationFailed)
    return refused(refusalOf('http.claimUnexpected', { claim: error.claim }));
  if (error instanceof errors.JWKSNoMatchingKey) return refused(refusalOf('http.unknownKey', {}));
  if (
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    !(error instanceof errors.JOSEError) ||
    error.code === 'ERR_JOSE_GENERIC'
  ) {
    return new HttpRefusal(503, 'SIGN_IN_UNAVAILABLE', refusalOf('http.keysUnavailable', {}), { 'retry-after': '30' });
  }
  return refused(refusalOf('http.tokenInvalid', {}));
}
