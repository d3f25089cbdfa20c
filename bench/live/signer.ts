import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';
import { sql } from 'kysely';
import { supervisionOffice } from '../../domain/directory/directory.ts';
import type { Db } from '../../db/client.ts';

const issuer = 'urn:bench:issuer';
const audience = 'shixian-bench';

/** Tokens of people who oversee all cases, each a person of their own in the directory. */
export async function createSigner(owner: Db, people: number) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const keys: JSONWebKeySet = { keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256' }] };
  await sql`insert into person (id, name) select 'p-live-' || n, '督办员' from generate_series(0, ${people}::int) n
    on conflict do nothing`.execute(owner);
  await sql`insert into holding (person, unit, post, from_day)
    select 'p-live-' || n, ${supervisionOffice}, 'handler', '2020-01-01' from generate_series(0, ${people}::int) n
    on conflict do nothing`.execute(owner);
  const now = Math.floor(Date.now() / 1_000);
  const sign = (nth: number): Promise<string> =>
    new SignJWT({ sub: `p-live-${nth}`, role: 'supervisor', unit: supervisionOffice })
      .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + 3_600)
      .sign(privateKey);
  const tokens = await Promise.all(Array.from({ length: people }, (_, nth) => sign(nth)));
  return { issuer, audience, keys, tokens, callerToken: await sign(people) };
}
