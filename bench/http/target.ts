import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JSONWebKeySet } from 'jose';

export const issuer = 'urn:bench:issuer';
export const audience = 'shixian-bench';

/** Where the attacks go, and the tokens that they go with. */
export interface Target {
  readonly port: number;
  /** The applicant with a hundred cases. */
  readonly token: string;
  readonly wrong: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly body: string;
  /** Such as `413 BODY_TOO_LARGE`; `200` where nothing is wrong. A refusal that is long says so. */
  readonly seen: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
/** A refusal is short, whatever was sent: else an attacker has us do the flooding. */
const refusalAtMost = 8_000;
const codeIn = /"code":"([A-Z_]+)"/;

/** Sends a request to the API as it is; a body of several parts without telling its length. */
export function send(
  port: number,
  body: string | Buffer | readonly (string | Buffer)[],
  headers: Record<string, string> = {},
  { method = 'POST', path = '/graphql' } = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const whole = typeof body === 'string' || Buffer.isBuffer(body);
    const asking = request(
      {
        port,
        host: '127.0.0.1',
        method,
        path,
        agent,
        headers: {
          'content-type': 'application/json',
          ...(whole && { 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      },
      response => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          const code = codeIn.exec(text)?.[1];
          const long = status !== 200 && text.length > refusalAtMost ? ` in ${text.length} letters` : '';
          resolve({ status, body: text, seen: `${status}${code === undefined ? '' : ` ${code}`}${long}` });
        });
        response.on('error', reject);
      },
    );
    asking.on('error', reject);
    for (const part of whole ? [body] : body) asking.write(part);
    asking.end();
  });
}

/** An open connection; destroyed by the caller. Faults of it are of no interest: most attacks end with one. */
export const dial = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.off('error', reject);
      socket.on('error', () => undefined);
      resolve(socket);
    });
    socket.once('error', reject);
  });

/** All that comes over a connection until the other side closes it. */
export const untilClosed = (socket: Socket): Promise<string> =>
  new Promise(resolve => {
    let text = '';
    if (socket.closed) resolve(text);
    socket.on('data', part => {
      text += String(part);
    });
    socket.on('close', () => resolve(text));
  });

/** A key pair of the bench's own, the tokens signed with it, and those that must not hold. */
export async function tokens(): Promise<{
  readonly keys: JSONWebKeySet;
  readonly token: string;
  readonly wrong: Readonly<Record<string, string>>;
}> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const other = await generateKeyPair('ES256');
  const now = Math.floor(Date.now() / 1_000);
  const sign = (
    claims: object = {},
    {
      key = privateKey,
      iss = issuer,
      aud = audience,
      expires = 3_600,
      from = now,
    }: { key?: CryptoKey; iss?: string; aud?: string; expires?: number; from?: number } = {},
  ): Promise<string> =>
    new SignJWT({ sub: 'p-applicant', role: 'applicant', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
      .setIssuer(iss)
      .setAudience(aud)
      .setIssuedAt(now)
      .setNotBefore(from)
      .setExpirationTime(now + expires)
      .sign(key);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: 'p-administrator', role: 'administrator', iss: issuer, aud: audience, exp: now + 3_600 };
  const shared = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid: 'bench' })
    .sign(new TextEncoder().encode(await exportSPKI(publicKey)));
  const good = await sign();
  const [head = '', , signature = ''] = good.split('.');
  return {
    keys: { keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256' }] },
    token: good,
    wrong: {
      'without a signature (alg none)': `${part({ alg: 'none' })}.${part(claims)}.`,
      'signed with the public key as a shared secret (HS256)': shared,
      'with a signature of other claims': `${head}.${part(claims)}.${signature}`,
      'signed with another key': await sign({}, { key: other.privateKey }),
      'of another issuer': await sign({}, { iss: 'urn:another' }),
      'for another audience': await sign({}, { aud: 'another' }),
      'that has expired': await sign({}, { expires: -60 }),
      'that is not valid yet': await sign({}, { from: now + 600 }),
      'of a removed person': await sign({ sub: 'p-other-applicant' }),
      'of nobody': await sign({ sub: 'p-nobody-at-all' }),
      "with the engine's role": await sign({ role: 'engine' }),
      'of 14 kB': await sign({ filling: 'x'.repeat(9_500) }, { key: other.privateKey }),
    },
  };
}
