import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export const clientId = 'shixian-test';
export const clientSecret = 'a secret of the tests alone, long enough';

export interface OpenIdProvider {
  readonly url: URL;
  /** Takes a browser from the login page on: signs in, consents, and gives the address that it is sent to. */
  signIn(from: string, person: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Runs a real OpenID provider, with its pages of development: whoever gives a name is that person. It demands PKCE.
 */
export async function startOpenIdProvider(redirectUri: string): Promise<OpenIdProvider> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const provider = new Provider(url.origin, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [new URL('/', redirectUri).href],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    cookies: { keys: ['of the tests alone'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_context, id) => ({ accountId: id, claims: () => Promise.resolve({ sub: id }) }),
  });
  const handle = provider.callback();
  server.on('request', (request, response) => void handle(request, response));
  return {
    url,
    signIn: (from, person) => new Browser(url.origin).signIn(from, person),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Keeps cookies and follows what the provider says, as a browser does. */
class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #origin: string;
  constructor(origin: string) {
    this.#origin = origin;
  }

  async signIn(from: string, person: string): Promise<string> {
    let at = await this.#go(from);
    for (const prompt of [{ prompt: 'login', login: person, password: 'any' }, { prompt: 'consent' }]) {
      if (!at.startsWith(`${this.#origin}/interaction/`)) break;
      at = await this.#go(at, new URLSearchParams(prompt));
    }
    return at;
  }

  /** Asks, follows redirects within the provider, and gives the address where they end: a page, or another host. */
  async #go(address: string, form?: URLSearchParams): Promise<string> {
    let at = address;
    let body = form;
    while (at.startsWith(this.#origin)) {
      const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(at, {
        redirect: 'manual',
        method: body ? 'POST' : 'GET',
        headers: { cookie },
        ...(body && { body }),
      });
      await answer.text();
      body = undefined;
      for (const each of answer.headers.getSetCookie()) this.#keep(each);
      const next = answer.headers.get('location');
      if (next === null) return at;
      at = new URL(next, at).href;
    }
    return at;
  }

  #keep(line: string): void {
    const [name = '', value = ''] = line.split(';', 1)[0]!.split('=', 2);
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
