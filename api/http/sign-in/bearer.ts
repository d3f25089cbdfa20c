import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { type Refusal, refusalOf } from '../../../domain/refusal.ts';
import { id } from '../../../domain/values.ts';
import { HttpRefusal } from '../refusal.ts';
import { signInRoles } from '../viewer.ts';
import type { SignedIn } from './sign-in.ts';

export interface BearerTokens {
  /** The `iss` that a token must carry, and the `aud` that it must name. */
  readonly issuer: string;
  readonly audience: string;
  /** Finds the issuer's public key that a token names. */
  readonly keyOf: JWTVerifyGetKey;
  /** Seconds for which a token holds after it was made, however long it runs. Not bounded if left out. */
  readonly maxTokenAgeSeconds?: number;
}

/** The algorithms that a token may name: never `none`, and none that takes the public key for a shared secret. */
const algorithms = ['EdDSA', 'ES256', 'RS256'];
const clockToleranceSeconds = 5;

const claims = z.object({
  sub: id,
  iat: z.number(),
  exp: z.number(),
  role: z.enum(signInRoles).optional(),
  unit: id.optional(),
});

/** Refuses a token with 401. */
export const refusedToken = (told: Refusal): HttpRefusal =>
  new HttpRefusal(401, 'UNAUTHENTICATED', told, { 'www-authenticate': 'Bearer error="invalid_token"' });

/**
 * Reads who asks from an authorization header. Refuses a token that does not hold with 401, and with 503 while the
 * issuer's keys cannot be had, which is not the caller's fault.
 */
export async function readBearer(
  authorization: string,
  { issuer, audience, keyOf, maxTokenAgeSeconds = Number.POSITIVE_INFINITY }: BearerTokens,
): Promise<SignedIn> {
  const token = /^Bearer ([\w.~+/-]+=*)$/iu.exec(authorization)?.[1];
  if (token === undefined) throw refusedToken(refusalOf('http.noBearer', {}));
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
  const { sub: person, iat, exp, role, unit } = claimsOf(payload);
  // The issuer's clock may be ahead of ours: only a token's age counts, not when it was made.
  if (Date.now() / 1_000 - iat > maxTokenAgeSeconds + clockToleranceSeconds)
    throw refusedToken(refusalOf('http.tokenExpired', {}));
  const until = Math.min(exp, iat + maxTokenAgeSeconds) * 1_000;
  return { person, since: iat * 1_000, until, choice: { role, unit } };
}

function claimsOf(payload: JWTPayload): z.output<typeof claims> {
  const read = claims.safeParse(payload);
  if (read.success) return read.data;
  const found = read.error.issues.map(issue => issue.path.join('.'));
  throw refusedToken(refusalOf('http.claimsUnfit', { found, expected: signInRoles }));
}

function reasonOf(error: unknown): HttpRefusal {
  if (error instanceof errors.JWTExpired) return refusedToken(refusalOf('http.tokenExpired', {}));
  if (error instanceof errors.JWTClaimValidationFailed)
    return refusedToken(refusalOf('http.claimUnexpected', { claim: error.claim }));
  if (error instanceof errors.JWKSNoMatchingKey) return refusedToken(refusalOf('http.unknownKey', {}));
  if (
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    !(error instanceof errors.JOSEError) ||
    error.code === 'ERR_JOSE_GENERIC'
  ) {
    return new HttpRefusal(503, 'SIGN_IN_UNAVAILABLE', refusalOf('http.keysUnavailable', {}), { 'retry-after': '30' });
  }
  return refusedToken(refusalOf('http.tokenInvalid', {}));
}
