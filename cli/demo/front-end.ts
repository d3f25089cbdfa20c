import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import type { Issuer } from '../../bin/compose/issuer/issuer.ts';
import { demonstrationViewer, type Wanted } from '../../bin/compose/issuer/people.ts';

/** What an act answers when a rule says no, or something could not be done. */
class ActError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** What every act gives back of the case. */
const result = `__typename ... on Accepted { case {
  id number queryCode status colour revision
  clocks { clock title due colour state projected verdict }
  steps { step title state unit { title } proposal { seq } }
  permits { title state }
} } ... on Error { code message }`;

export interface ActedCase {
  readonly id: string;
  readonly number: string;
  readonly queryCode: string | null;
  readonly status: string;
  readonly colour: string;
  readonly revision: number;
  readonly clocks: readonly {
    readonly clock: string;
    readonly title: string;
    readonly due: string | null;
    readonly colour: string;
    readonly state: string;
    readonly projected: boolean;
    readonly verdict: string | null;
  }[];
  readonly steps: readonly {
    readonly step: string;
    readonly title: string;
    readonly state: string;
    readonly unit: { readonly title: string } | null;
    /** The answer that waits for others; told to people of the office. */
    readonly proposal: { readonly seq: number } | null;
  }[];
  readonly permits: readonly { readonly title: string; readonly state: string }[];
}

/** A front end as anybody could write one: it knows the address of the API and people's tokens, nothing else. */
export class FrontEnd {
  readonly #url: string;
  readonly #issuer: Issuer;

  constructor(url: string, issuer: Issuer) {
    this.#url = url;
    this.#issuer = issuer;
  }

  tokenOf(who: Wanted): Promise<string> {
    return this.#issuer.sign(demonstrationViewer(who, demonstrationDirectory), 1);
  }

  async ask<T>(who: Wanted | undefined, query: string, variables: object = {}): Promise<T> {
    const token = who && (await this.tokenOf(who));
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as {
      data?: T;
      errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
    };
    const [error] = errors ?? [];
    if (error || !data)
      throw new ActError(error?.extensions?.code ?? String(response.status), error?.message ?? 'no data');
    return data;
  }

  /** One mutation; "ask again" is asked again with the same id, as every front end should. */
  async act(who: Wanted, mutation: string, input: object, commandId: string = randomUUID()): Promise<ActedCase> {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation Act($input: ${type}!) { result: ${mutation}(input: $input) { ${result} } }`;
    for (let tries = 0; ; tries += 1) {
      const { result: answer } = await this.ask<{
        result: { __typename: string; case?: ActedCase; code?: string; message?: string };
      }>(who, query, { input: { ...input, commandId } });
      if (answer.case) return answer.case;
      if (answer.__typename !== 'AskAgain' || tries >= 10)
        throw new ActError(answer.code ?? answer.__typename, answer.message ?? '');
      await pause(1_000);
    }
  }
}
