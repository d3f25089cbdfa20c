import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import type { Viewer } from '../../../api/viewer/viewer.ts';

/**
 * The names that tokens of the local issuer carry. A name and no address: the port of the API may change between two
 * starts.
 */
export const localIssuer = 'urn:shixian:local-issuer';
export const localAudience = 'shixian';

export interface Issuer {
  /** The public key, as the API serves it in development at /.well-known/jwks.json. */
  readonly keys: JSONWebKeySet;
  /** A token for the viewer that runs for the given number of days. */
  readonly sign: (viewer: Viewer, days: number) => Promise<string>;
}

/**
 * The issuer of a developer's machine. Its key pair is made once and kept in the data folder, readable by its owner
 * alone, so that tokens hold across restarts. Never used in production.
 */
export async function openIssuer(dataFolder: string): Promise<Issuer> {
  const folder = join(dataFolder, 'issuer');
  const file = join(folder, 'key.json');
  await mkdir(folder, { recursive: true });
  const key = (await keptKey(file)) ?? (await newKey(file));
  const privateKey = await importJWK(key, 'EdDSA');
  const publicKey = { ...key };
  delete publicKey.d;
  return {
    keys: { keys: [publicKey] },
    sign: ({ person, role, unit }, days) =>
      new SignJWT({ role, ...(unit === undefined ? {} : { unit }) })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: key.kid ?? '' })
        .setIssuer(localIssuer)
        .setAudience(localAudience)
        .setSubject(person)
        .setIssuedAt()
        .setExpirationTime(`${days} days`)
        .sign(privateKey),
  };
}

async function keptKey(file: string): Promise<JWK | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const key = JSON.parse(text) as JWK;
    await importJWK(key, 'EdDSA');
    if (typeof key.d !== 'string' || typeof key.kid !== 'string') throw new Error('no private key');
    await chmod(file, 0o600);
    return key;
  } catch {
    throw new Error(
      `${file} does not hold the local issuer's key pair. Remove the file: a new one is made, and older tokens end.`,
    );
  }
}

/** Two that start at once agree on one key: the first to write wins, the other reads it. */
async function newKey(file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const bare = await exportJWK(privateKey);
  const key: JWK = { ...bare, kid: await calculateJwkThumbprint(bare), alg: 'EdDSA', use: 'sig' };
  try {
    await writeFile(file, `${JSON.stringify(key)}\n`, { mode: 0o600, flag: 'wx' });
    return key;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const theirs = await keptKey(file);
    if (!theirs) throw error;
    return theirs;
  }
}
