import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Running } from '../production/programs.ts';
import { idOf, type Product } from './processes.ts';

const administrator = { as: 'administrator' } as const;

export interface ToldIncident {
  readonly kind: string;
  readonly caseId: string;
  readonly key: string | null;
  readonly detail: string;
  readonly repairs: readonly string[];
}

/** What an administrator is told of incidents, wherever it is told, and what he does about them. */
export class Administrator {
  readonly #product: Product;
  readonly #api: Running;
  readonly #worker: Running;

  constructor(product: Product, api: Running, worker: Running) {
    this.#product = product;
    this.#api = api;
    this.#worker = worker;
  }

  /** Over GraphQL. */
  async incidents(caseId?: string): Promise<readonly ToldIncident[]> {
    const { incidents } = await this.#product.front(this.#api).ask<{ incidents: { edges: { node: ToldIncident }[] } }>(administrator,
      'query Incidents($caseId: ID) { incidents(first: 100, caseId: $caseId) { edges { node { kind caseId key detail repairs } } } }', caseId === undefined ? {} : { caseId: idOf(caseId) });
    return incidents.edges.map(({ node }) => node);
  }

  /** A repair over GraphQL, as everybody asks who may have to ask again: twice, with the same id. */
  async repair(mutation: string, subject: object): Promise<string> {
    const query = `mutation Repair($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { result: ${mutation}(input: $input) { __typename ... on Repair { at repair found } ... on Error { message } } }`;
    const input = { commandId: randomUUID(), reason: 'the fault is mended', ...subject };
    const ask = async () => (await this.#product.front(this.#api).ask<{ result: { __typename: string; found?: string; message?: string } }>(administrator, query, { input })).result;
    const first = await ask();
    expect(await ask(), 'asked again it is the same repair').toEqual(first);
    expect(first, first.message).toMatchObject({ __typename: 'Repair' });
    return first.found!;
  }

  /** In the health of API and worker, in the metric, in the terminal: all say that there is this kind, and are of use all the same. */
  async isTold(kind: string, caseId: string): Promise<void> {
    const healthOf = async (url: string) => { const response = await fetch(url); return { status: response.status, body: await response.json() as { status: string; checks: { incidents: string } } }; };
    for (const url of [`${this.#product.urlOf(this.#api)}/health/ready`, `http://127.0.0.1:${this.#worker.started.metricsPort}/health/ready`]) {
      await expect.poll(() => healthOf(url), { timeout: 5_000 }).toMatchObject({ status: 200, body: { status: 'degraded', checks: { incidents: expect.stringContaining(kind) as string } } });
    }
    const page = async () => (await fetch(`http://127.0.0.1:${this.#worker.started.metricsPort}/metrics`)).text();
    await expect.poll(page, { timeout: 15_000, interval: 500 }).toMatch(new RegExp(`^shixian_incidents\\{kind="${kind}"\\} [1-9]`, 'm'));
    const { code, output } = await this.#product.repair('list');
    expect([code, output]).toEqual([1, expect.stringMatching(new RegExp(`^${kind}  ${idOf(caseId)}  since `, 'm'))]);
  }

  /** As after a quarter of an hour of recoveries that came to nothing: the next one is the last. */
  async untilDeadLetter(commandId: string): Promise<string> {
    const key = `%:${commandId}`;
    await this.#product.query("update command set recoveries = 19, taken_at = null where key like $1 and answer is null", [key]);
    const dead = async () => (await this.#product.query<{ key: string }>('select key from command where key like $1 and dead_at is not null', [key]))[0]?.key;
    await expect.poll(dead, { timeout: 30_000, interval: 200 }).toBeDefined();
    return (await dead())!;
  }
}
