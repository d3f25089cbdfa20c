import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { id } from '../../domain/values.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { HttpRefusal } from './refusal.ts';
import { rolesOfAUnit, signInRoles } from './viewer.ts';

export interface SignIn {
  /** The `iss` that a token must carry, and the `aud` that it must name. */
  readonly issuer: string;
  readonly audience: string;
  /** Finds the issuer's public key that a token names. */
  readonly keyOf: JWTVerifyGetKey;
  /** Whether the directory still knows the person. A removed person is refused while their token still runs. */
  readonly isKnown: (person: string) => boolean | Promise<boolean>;
}

/** The algorithms that a token may name: never `none`, and none that takes the public key for a shared secret. */
const algorithms = ['EdDSA', 'ES256', 'RS256'];
const clockToleranceSeconds = 5;

const claims = z.object({ sub: id, role: z.enum(signInRoles), unit: id.optional(), party: id.optional() });

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
  isKnown,
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
      }));
    } catch (error) {
      throw reasonOf(error);
    }
    const viewer = viewerOf(payload);
    if (!(await isKnown(viewer.person)))
      throw refused('The directory does not know the person of this token, or no longer.');
    return viewer;
  };
}

function viewerOf(payload: JWTPayload): Viewer {
  const read = claims.safeParse(payload);
  if (!read.success) {
    throw refused(
      `The token's claims do not fit: ${read.error.issues.map(issue => issue.path.join('.')).join(', ')}. ` +
        `Expected are \`sub\` and \`role\` (${signInRoles.join(', ')}), and perhaps \`unit\` and \`party\`.`,
    );
  }
  const { sub, role, unit, party } = read.data;
  if (unit === undefined && rolesOfAUnit.includes(role))
    throw refused(`The token names the role ${role} without the claim \`unit\`.`);
  return { person: sub, role, ...(unit === undefined ? {} : { unit }), ...(party === undefined ? {} : { party }) };
}

function reasonOf(error: unknown): HttpRefusal {
  if (error instanceof errors.JWTExpired) return refused('The token has expired.');
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
