import type { Answered } from '../http/test-server.ts';
import type { OpenIdProvider } from '../../support/openid-provider.ts';

interface Asked {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser's tab at our address: it keeps our cookies and sends them as a browser would to its own origin. */
export class Tab {
  readonly cookies = new Map<string, string>();
  /** The `set-cookie` lines that it was sent. */
  readonly lines: string[] = [];
  readonly #url: string;
  constructor(url: string) {
    this.#url = url;
  }

  async go(path: string, init: Asked = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, this.#url), {
      redirect: 'manual',
      ...init,
      headers: { 'accept-language': 'en', ...init.headers, ...(cookie !== '' && { cookie }) },
    });
    for (const line of answer.headers.getSetCookie()) {
      this.lines.push(line);
      const [name = '', value = ''] = line.split(';', 1)[0]!.split('=', 2);
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Signs somebody in, and gives the answer to the issuer's answer. */
  async signIn(provider: OpenIdProvider, person: string, back = '/desk'): Promise<Response> {
    return await this.go(await this.answerFor(provider, person, back));
  }

  /** Begins to sign in, and gives the address to which the issuer sends the browser. */
  async answerFor(provider: OpenIdProvider, person: string, back = '/desk'): Promise<string> {
    const login = await this.go(`/auth/login?back=${encodeURIComponent(back)}`);
    return await provider.signIn(login.headers.get('location') ?? '', person);
  }

  /** Asks GraphQL as our own pages do. */
  async ask(query: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    const answer = await this.go('/graphql', {
      method: 'POST',
      body: JSON.stringify({ query }),
      headers: { 'content-type': 'application/json', 'x-csrf-protection': '1', ...headers },
    });
    const body = (await answer.json()) as Answered['body'];
    const code = body.errors?.[0]?.extensions['code'] as string | undefined;
    return { status: answer.status, headers: answer.headers, body, code };
  }
}
