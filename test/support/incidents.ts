import { randomUUID } from 'node:crypto';
import { exitCodes } from '../../cli/exit-codes.ts';
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

export interface Place {
  readonly product: Product;
  readonly api: Running;
  readonly worker: Running;
}

/** What an administrator is told over GraphQL. */
export async function incidents({ product, api }: Place, caseId?: string): Promise<readonly ToldIncident[]> {
  const { incidents: found } = await product
    .front(api)
    .ask<{ incidents: { edges: { node: ToldIncident }[] } }>(
      administrator,
      'query Incidents($caseId: ID) { incidents(first: 100, caseId: $caseId) { edges { node { kind caseId key detail ' +
        'repairs } } } }',
      caseId === undefined ? {} : { caseId: idOf(caseId) },
    );
  return found.edges.map(({ node }) => node);
}

/**
 * A repair over GraphQL, as everybody asks who may have to ask again: twice, with the same id. Returns what was found.
 */
export async function repair({ product, api }: Place, mutation: string, subject: object): Promise<string> {
  const query =
    `mutation Repair($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { result: ` +
    `${mutation}(input: ` +
    '$input) { __typename ... on Repair { at repair found } ... on Error { message } } }';
  const input = { commandId: randomUUID(), reason: 'the fault is mended', ...subject };
  const ask = async () =>
    (
      await product
        .front(api)
        .ask<{ result: { __typename: string; found?: string; message?: string } }>(administrator, query, { input })
    ).result;
  const first = await ask();
  expect(await ask(), 'asked again it is the same repair').toEqual(first);
  expect(first, first.message).toMatchObject({ __typename: 'Repair' });
  return first.found!;
}

/**
 * In the health of API and worker, in the metric, in the terminal: all say that there is this kind, and are of use all
 * the same.
 */
export async function isTold({ product, api, worker }: Place, kind: string, caseId: string): Promise<void> {
  const healthOf = async (url: string) => {
    const response = await fetch(url);
    return {
      status: response.status,
      body: (await response.json()) as { status: string; checks: { incidents: string } },
    };
  };
  for (const url of [
    `${product.urlOf(api)}/health/ready`,
    `http://127.0.0.1:${worker.started.metricsPort}/health/ready`,
  ]) {
    await expect
      .poll(() => healthOf(url))
      .toMatchObject({
        status: 200,
        body: { status: 'degraded', checks: { incidents: expect.stringContaining(kind) as string } },
      });
  }
  const page = async () => (await fetch(`http://127.0.0.1:${worker.started.metricsPort}/metrics`)).text();
  await expect.poll(page, { interval: 500 }).toMatch(new RegExp(`^shixian_incidents\\{kind="${kind}"\\} [1-9]`, 'm'));
  const { code, output } = await product.repair('list');
  expect([code, output]).toEqual([
    exitCodes.found,
    expect.stringMatching(new RegExp(`^${kind}  ${idOf(caseId)}  since `, 'm')),
  ]);
}

/**
 * As after a quarter of an hour of recoveries that came to nothing: the next one is the last. Returns the command's
 * key.
 */
export async function untilDeadLetter({ product }: Place, commandId: string): Promise<string> {
  const key = `%:${commandId}`;
  const waits = () =>
    product.query(
      'update command set recoveries = 19, taken_at = null where key like $1 and answer is null returning key',
      [key],
    );
  await expect.poll(waits, { interval: 100 }).toHaveLength(1);
  const dead = async () =>
    (
      await product.query<{ key: string }>('select key from command where key like $1 and dead_at is not null', [key])
    )[0]?.key;
  await expect.poll(dead, { timeout: 60_000, interval: 200 }).toBeDefined();
  return (await dead())!;
}
