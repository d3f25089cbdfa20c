import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { PersonNow } from '../../db/directory/posts.ts';
import { defined } from '../../domain/defined.ts';
import { capacitiesOf, chosenAmong, type Capacity } from '../../domain/directory/posts.ts';
import { id } from '../../domain/values.ts';
import type { Viewer } from '../viewer/viewer.ts';
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
  iat: z.number().optional(),
  role: z.enum(signInRoles).optional(),
  unit: id.optional(),
});

const refused = (message: string) =>
  new HttpRefusal(
    401,
    'UNAUTHENTICATED',
    `${message} Sign in again, or leave the authorization header out to ask what is public.`,
    {
      'www-authenticate': 'Bearer error="invalid_token"',
    },
  );

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
  maxTokenAgeSeconds,
}: SignIn): (authorization: string | undefined) => Promise<Viewer | undefined> {
  return async authorization => {
    if (authorization === undefined) return undefined;
    const token = /^Bearer ([\w.~+/-]+=*)$/iu.exec(authorization)?.[1];
    if (token === undefined) throw refused('The authorization header does not hold `Bearer` and a token.');
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, keyOf, {
        issuer,
        audience,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['sub', 'exp'],
        ...defined({ maxTokenAge: maxTokenAgeSeconds }),
      }));
    } catch (error) {
      throw reasonOf(error);
    }
    const { sub: person, iat, role, unit } = claimsOf(payload);
    const now = await personNow(person);
    if (now === undefined) throw refused('The directory does not know the person of this token, or no longer.');
    if (now.signedOutAt !== undefined && (iat ?? 0) * 1_000 < now.signedOutAt) throw refused('The token was ended.');
    const capacities = capacitiesOf(now.held);
    const capacity = chosenAmong(capacities, { role, unit });
    if (capacity === undefined) throw notHeld(capacities, now.isAway);
    return { person, ...capacity };
  };
}

function claimsOf(payload: JWTPayload): z.output<typeof claims> {
  const read = claims.safeParse(payload);
  if (read.success) return read.data;
  throw refused(
    `The token's claims do not fit: ${read.error.issues.map(issue => issue.path.join('.')).join(', ')}. ` +
      `Expected is \`sub\`, and perhaps \`role\` (${signInRoles.join(', ')}) and \`unit\`.`,
  );
}

/** A token may choose among what its person may act as, and adds nothing to it. */
function notHeld(capacities: readonly Capacity[], isAway: boolean): HttpRefusal {
  const held = capacities.map(({ role, unit }) => (unit === undefined ? role : `${role} of ${unit}`));
  return new HttpRefusal(
    403,
    'POST_NOT_HELD',
    'The role and unit that the token names are not one post of this person now. ' +
      (isAway ? 'The person is entered as absent. ' : '') +
      `Possible now: ${[...new Set(held)].join(', ')}.`,
  );
}

function reasonOf(error: unknown): HttpRefusal {
  if (error instanceof errors.JWTExpired) return refused('The token has expired, or is older than tokens may be.');
  if (error instanceof errors.JWTClaimValidationFailed)
    return refused(`The token's claim \`${error.claim}\` is not the one expected.`);
  if (error instanceof errors.JWKSNoMatchingKey)
    return refused('The token is signed with a key that its issuer does not publish.');
  if (
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    !(error instanceof errors.JOSEError) ||
    error.code === 'ERR_JOSE_GENERIC'
  ) {
    return new HttpRefusal(
      503,
      'SIGN_IN_UNAVAILABLE',
      "The issuer's keys cannot be had at the moment. Try again in a minute.",
      { 'retry-after': '30' },
    );
  }
  return refused('The token is not valid: it must be a JWT signed with EdDSA, ES256 or RS256 by the expected issuer.');
}
