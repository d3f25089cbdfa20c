import { subscribe } from 'node:diagnostics_channel';
import type { Client } from '@temporalio/client';
import pg from 'pg';
import { median } from './figures.ts';

/** One thing that a decision waited for, in milliseconds of `performance.now()`. */
interface Span {
  readonly part: string;
  readonly from: number;
  readonly to: number;
}
interface Decision {
  readonly spans: Span[];
  /** When the API had the request, and when it had answered. */
  came?: number;
  answered?: number;
}
/** The one decision under way: the profile is made with a single caller. */
let current: Decision | undefined;
const all: Readonly<Record<string, number>>[] = [];

const sql = {
  ask: 'SQL: ask (row, revision, head)',
  project: 'SQL: project (events, read model, answer)',
  known: 'SQL: is the person known',
  read: 'SQL: read the case',
};
const update = 'Temporal update';
/** What lies before a part, in the order of a decision; the rest is before nothing: the answer. */
const before: Readonly<Record<string, string>> = {
  [sql.known]: 'HTTP: head, token',
  [sql.read]: 'HTTP: body; GraphQL: parse, validate, execute',
  [sql.ask]: 'rights, input, canonical text',
  [update]: 'row read; asking made',
  [sql.project]: 'projection made (JSON, statement)',
};
const order = [
  'caller: fetch, connection',
  ...Object.entries(before).flatMap(([part, gap]) => [gap, part]),
  'GraphQL: result; serialisation',
];

async function timed<T>(part: string, work: () => Promise<T>): Promise<T> {
  const decision = current;
  const from = performance.now();
  try {
    return await work();
  } finally {
    decision?.spans.push({ part, from, to: performance.now() });
  }
}

/** What runs inside is one decision. */
export async function decision<T>(work: () => Promise<T>): Promise<T> {
  const mine: Decision = { spans: [] };
  current = mine;
  const from = performance.now();
  try {
    return await work();
  } finally {
    current = undefined;
    all.push(partsOf(mine, performance.now() - from));
  }
}

/** Every millisecond belongs to a part or to the gap before it. */
function partsOf({ spans, came = 0, answered = 0 }: Decision, whole: number): Readonly<Record<string, number>> {
  const parts: Record<string, number> = { 'caller: fetch, connection': whole - (answered - came) };
  let at = came;
  for (const { part, from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const gap = before[part];
    // What goes on beside the decision, such as a run being started, is not part of it.
    if (gap === undefined || from < at) continue;
    parts[gap] = (parts[gap] ?? 0) + from - at;
    parts[part] = (parts[part] ?? 0) + to - from;
    at = to;
  }
  parts['GraphQL: result; serialisation'] = answered - at;
  return parts;
}

const partOf = (statement: string): string => {
  if (statement.includes('insert into command')) return sql.ask;
  if (statement.includes('insert into event')) return sql.project;
  if (statement.includes('from "person"')) return sql.known;
  return statement.includes('c.query_code as "queryCode"') ? sql.read : '';
};

type Query = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Times every statement, and what the HTTP server does, from outside: the product knows nothing of it. Called before
 * anything connects.
 */
export function watch(): void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function watched(this: unknown, ...args: unknown[]) {
    const [config] = args;
    const statement = typeof config === 'string' ? config : ((config as { text?: string } | undefined)?.text ?? '');
    const result = query.apply(this, args);
    return result instanceof Promise ? timed(partOf(statement), () => result as Promise<unknown>) : result;
  };
  subscribe('http.server.request.start', () => {
    if (current) current.came ??= performance.now();
  });
  subscribe('http.server.response.finish', () => {
    if (current) current.answered ??= performance.now();
  });
}

/** The same client, with its updates timed. */
export const watchUpdates = (client: Client): Client =>
  new Proxy(client, {
    get(target, property) {
      if (property !== 'workflow') return Reflect.get(target, property) as unknown;
      return new Proxy(target.workflow, {
        get(workflow, name) {
          if (name !== 'getHandle') return Reflect.get(workflow, name) as unknown;
          return (...args: Parameters<Client['workflow']['getHandle']>) => {
            const handle = workflow.getHandle(...args);
            const execute = handle.executeUpdate.bind(handle) as (...of: unknown[]) => Promise<unknown>;
            handle.executeUpdate = ((...of: unknown[]) =>
              timed(update, () => execute(...of))) as typeof handle.executeUpdate;
            return handle;
          };
        },
      });
    },
  });

/** A line a part: its median over all decisions, and its share. */
export function tellProfile(): void {
  const figures = order.map(name => ({ name, ms: median(all.map(parts => parts[name] ?? 0)) }));
  const sum = figures.reduce((total, { ms }) => total + ms, 0);
  console.log(`\nWhere a decision's time goes (medians of ${all.length} decisions, one caller)`);
  for (const { name, ms } of [...figures, { name: 'together', ms: sum }])
    console.log(`  ${ms.toFixed(2).padStart(8)} ms  ${((100 * ms) / sum).toFixed(0).padStart(3)} %  ${name}`);
}
