import * as openid from 'openid-client';
import { refusalOf } from '../../../domain/refusal.ts';
import { id } from '../../../domain/values.ts';
import { HttpRefusal } from '../refusal.ts';
import { fetchBounded } from './fetch-bounded.ts';

export interface ProviderOptions {
  /** The issuer, which says below `/.well-known` where its pages are. */
  readonly issuer: URL;
  readonly clientId: string;
  /** Absent for a client that cannot keep one: PKCE alone then binds the answer to the question. */
  readonly clientSecret?: string | undefined;
  /** The address under which people reach us. */
  readonly publicUrl: URL;
}

/** What a browser keeps between our question and the issuer's answer. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Provider {
  readonly publicUrl: URL;
  /** Where a browser signs in, and what it is to keep meanwhile. */
  question(): Promise<{ readonly url: URL; readonly attempt: Attempt }>;
  /** The person whom the issuer names in its answer, which came to this address. */
  personOf(answer: URL, attempt: Attempt): Promise<string>;
  /** Where a browser ends what it has at the issuer; undefined where the issuer has no such page. */
  endSessionUrl(): Promise<URL | undefined>;
}

export const callbackPath = '/auth/callback';
const timeoutSeconds = 5;
const discoveryAgeMs = 60 * 60_000;

/** Speaks OpenID Connect with the issuer: authorization code with PKCE, state and nonce. */
export function createProvider({ issuer, clientId, clientSecret, publicUrl }: ProviderOptions): Provider {
  const discover = cached(() =>
    openid.discovery(
      issuer,
      clientId,
      undefined,
      clientSecret === undefined ? openid.None() : openid.ClientSecretBasic(clientSecret),
      {
        timeout: timeoutSeconds,
        [openid.customFetch]: fetchBounded,
        // The keys by which the token of the answer is checked come from the issuer, whoever carried it.
        execute: [
          openid.enableNonRepudiationChecks,
          ...(issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : []),
        ],
      },
    ),
  );
  return {
    publicUrl,
    async question() {
      const attempt = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
      };
      const url = openid.buildAuthorizationUrl(await discover(), {
        scope: 'openid',
        redirect_uri: new URL(callbackPath, publicUrl).href,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      });
      return { url, attempt };
    },
    async personOf(answer, { state, nonce, verifier }) {
      const config = await discover();
      const tokens = await openid
        .authorizationCodeGrant(config, answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        .catch((error: unknown) => {
          throw refusalOfAnswer(error);
        });
      const person = id.safeParse(tokens.claims()?.sub);
      if (!person.success) throw new HttpRefusal(403, 'SIGN_IN_REFUSED', refusalOf('http.unknownPerson', {}));
      return person.data;
    },
    async endSessionUrl() {
      const config = await discover();
      if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
      return openid.buildEndSessionUrl(config, { post_logout_redirect_uri: new URL('/', publicUrl).href });
    },
  };
}

/** Discovers anew after an hour; while the issuer is away, what it said last holds. */
function cached(discover: () => Promise<openid.Configuration>): () => Promise<openid.Configuration> {
  let known: { readonly config: openid.Configuration; readonly at: number } | undefined;
  return async () => {
    if (known && performance.now() - known.at < discoveryAgeMs) return known.config;
    try {
      known = { config: await discover(), at: performance.now() };
    } catch {
      if (!known) throw providerAway();
    }
    return known.config;
  };
}

const providerAway = (): HttpRefusal =>
  new HttpRefusal(503, 'SIGN_IN_UNAVAILABLE', refusalOf('http.providerAway', {}), { 'retry-after': '30' });

/** Codes of what does not fit between the answer and the attempt, such as another state or a code that was used. */
const unfit = ['OAUTH_INVALID_RESPONSE', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED', 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'];

function refusalOfAnswer(error: unknown): HttpRefusal {
  const isRefused = error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError;
  if (isRefused && error.error !== 'invalid_grant')
    return new HttpRefusal(403, 'SIGN_IN_REFUSED', refusalOf('http.signInRefused', {}));
  const code = error instanceof openid.ClientError ? error.code : undefined;
  if (isRefused || (code !== undefined && unfit.includes(code))) return signInExpired();
  return providerAway();
}

/** The refusal of an answer that belongs to no attempt of this browser, or to one that is over. */
export const signInExpired = (): HttpRefusal =>
  new HttpRefusal(400, 'SIGN_IN_EXPIRED', refusalOf('http.signInExpired', {}));
