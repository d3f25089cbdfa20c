import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as requestPlain } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../../bin/stack/ports.ts';
import { root } from '../docs/blocks.ts';

export interface Proxied {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

export interface Proxy {
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly pid: number;
  /** The authority of its certificate. */
  readonly ca: string;
  /** Sends a request over TLS, whose certificate is checked against the authority of the proxy. */
  send(path: string, body?: string, headers?: Readonly<Record<string, string>>): Promise<Proxied>;
  /** An open connection over TLS. */
  dial(): Promise<TLSSocket>;
  stop(): Promise<void>;
}

const startTimeoutMs = 30_000;

/** Runs Caddy with the Caddyfile that is shipped, its ports and upstreams set as docker-compose.yml sets them. */
export async function startProxy(
  binaries: string,
  upstreams: readonly number[],
  env: Readonly<Record<string, string>> = {},
): Promise<Proxy> {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-proxy-'));
  const first = 26_000 + (process.pid % 400) * 10;
  const [httpsPort = 0, httpPort = 0, healthPort = 0] = await freePorts([first, first + 1, first + 2]);
  const caddyfile = fileURLToPath(new URL('deploy/Caddyfile', root));
  const child = spawn(join(binaries, 'caddy'), ['run', '--config', caddyfile, '--adapter', 'caddyfile'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
      SITE_ADDRESS: 'localhost',
      TLS: 'internal',
      HTTP_PORT: String(httpPort),
      HTTPS_PORT: String(httpsPort),
      PROXY_HEALTH_PORT: String(healthPort),
      API_UPSTREAMS: upstreams.map(port => `127.0.0.1:${port}`).join(' '),
      ...env,
    },
  });
  let said = '';
  child.stderr.on('data', chunk => {
    said += String(chunk);
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const until = performance.now() + startTimeoutMs;
  const waitFor = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (child.exitCode !== null || performance.now() > until) {
        await stop();
        throw new Error(`Caddy did not start:\n${said}`);
      }
      await new Promise(done => setTimeout(done, 100));
    }
  };
  await waitFor(async () => ((await statusOf(healthPort, '/live')) === 200 ? true : undefined));
  const certificate = join(folder, 'caddy/pki/authorities/local/root.crt');
  const ca = await waitFor(() => readFile(certificate, 'utf8').catch(() => undefined));
  // It listens before it has the certificate of its site.
  await waitFor(() => send(httpsPort, ca, '/').catch(() => undefined));
  return {
    httpPort,
    httpsPort,
    pid: child.pid ?? 0,
    ca,
    stop,
    send: (path, body, headers) => send(httpsPort, ca, path, body, headers),
    dial: () =>
      new Promise((resolve, reject) => {
        const socket = connect({ host: 'localhost', port: httpsPort, servername: 'localhost', ca }, () =>
          resolve(socket),
        );
        socket.on('error', reject);
      }),
  };
}

function send(
  port: number,
  ca: string,
  path: string,
  body?: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Proxied> {
  const own = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body ?? '')) };
  return new Promise((resolve, reject) => {
    const asking = request({
      host: 'localhost',
      port,
      path,
      ca,
      agent: false,
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...(body !== undefined && own), ...headers },
    });
    asking.on('response', response => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** The status of a plain request; 0 while nothing listens. */
export const statusOf = (port: number, path: string): Promise<number> =>
  new Promise(resolve => {
    const asking = requestPlain({ host: '127.0.0.1', port, path, agent: false, headers: { host: 'localhost' } });
    asking.on('response', response => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asking.on('error', () => resolve(0));
    asking.end();
  });
