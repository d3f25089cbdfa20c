import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSchema, createYoga } from 'graphql-yoga';
import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
import pg from 'pg';
import type { Client } from '@temporalio/client';
import { anchorQueue } from '../bare/anchor.ts';
import type { least } from './workflow.ts';

const tables = `
  create schema if not exists least;
  create table if not exists least.command (
    key text primary key, payload text not null, asked_at timestamptz not null default clock_timestamp(),
    answer jsonb);
  create table if not exists least.file (id text primary key, revision int not null, view jsonb not null);
  create table if not exists least.event (
    file text not null, seq int not null, data text not null, primary key (file, seq));`;

/** As large as what a case's run replies with, 8 kB of JSON, and about as hard to compress. */
const reply = JSON.stringify(
  Array.from({ length: 66 }, (_, position) => ({
    position,
    step: randomUUID(),
    state: 'running',
    colour: 'green',
    unit: 'market-regulation',
    due: 1,
  })),
);
/** A run's input is longer still: the calendar of some years. */
const input = reply.repeat(2);
const query = 'mutation Act($id: ID!, $key: ID!, $what: String!) { act(id: $id, key: $key, what: $what) { id seen } }';

/**
 * The least that keeps the promise "what was told as done is kept, and done once": GraphQL with a signed token, a row
 * before the update and its answer after it, each committed. No rules, no rights, no lists, no limits: what is slower
 * than bare updates here is the promise's own price. It is the anchor of all figures and stays as it is: it imports
 * libraries alone, which the linter checks, so that no change of the product moves it. Whoever must change it measures
 * before and after, and says both.
 */
export async function startLeast(
  client: Client,
  databaseUrl: string,
  updates: number,
): Promise<{ one(decided: (milliseconds: number) => void): Promise<void>; stop(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query(tables);
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const token = await new SignJWT({ role: 'officer' })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject('somebody')
    .setExpirationTime('1h')
    .sign(privateKey);
  const recorded = (key: string, what: string) =>
    pool.query({
      name: 'recorded',
      text: 'insert into least.command (key, payload) values ($1, $2)',
      values: [key, what],
    });
  const act = async (_: unknown, { id, key, what }: { id: string; key: string; what: string }) => {
    await recorded(key, what);
    const { seen, view } = await client.workflow
      .getHandle<typeof least>(id)
      .executeUpdate<{ seen: number; view: string }, [string]>('act', { args: [what], updateId: key });
    await pool.query({
      name: 'answered',
      values: [id, seen, what, view, key],
      text: `with logged as (insert into least.event values ($1, $2, $3)),
        answered as (update least.command set answer = '{"accepted": true}' where key = $5)
        update least.file set revision = $2, view = $4::jsonb where id = $1`,
    });
    return { id, seen };
  };
  const begin = async (_: unknown, { id, key }: { id: string; key: string }) => {
    await recorded(key, input);
    await pool.query({ name: 'begun', text: 'insert into least.file values ($1, 0, $2::jsonb)', values: [id, reply] });
    await client.workflow.start<typeof least>('least', {
      taskQueue: anchorQueue,
      workflowId: id,
      args: [updates, reply, input],
    });
    return { id, seen: 0 };
  };
  const yoga = createYoga({
    logging: false,
    schema: createSchema({
      typeDefs:
        'type File { id: ID! seen: Int! } type Query { none: Int } type Mutation { begin(id: ID!, key: ID!): File! ' +
        'act(id: ID!, key: ID!, what: String!): File! }',
      resolvers: { Mutation: { begin, act } },
    }),
    context: async ({ request }) => {
      await jwtVerify((request.headers.get('authorization') ?? '').slice('Bearer '.length), publicKey);
      return {};
    },
  });
  const server = createServer((request, response) => {
    void yoga(request, response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const send = async (text: string, variables: object): Promise<void> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: text, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: object; errors?: unknown };
    if (!data || errors) throw new Error(JSON.stringify(errors));
  };
  return {
    async one(decided) {
      const id = `least-${randomUUID()}`;
      await send('mutation Begin($id: ID!, $key: ID!) { begin(id: $id, key: $key) { id } }', { id, key: randomUUID() });
      for (let each = 0; each < updates; each += 1) {
        const began = performance.now();
        await send(query, { id, key: randomUUID(), what: 'something'.repeat(80) });
        decided(performance.now() - began);
      }
    },
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
      await pool.end();
    },
  };
}
