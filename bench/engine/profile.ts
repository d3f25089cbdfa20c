import type { Client } from '@temporalio/client';
import pg from 'pg';
import { median } from './figures.ts';

/** Where one decision's time went, by part, in milliseconds. */
type Parts = Record<string, number>;
/** Of the one decision under way: the profile is made with a single caller. */
let current: Parts | undefined;
const all: Parts[] = [];

async function timed<T>(part: string, work: () => Promise<T>): Promise<T> {
  const parts = current;
  const began = performance.now();
  try {
    return await work();
  } finally {
    if (parts) parts[part] = (parts[part] ?? 0) + performance.now() - began;
  }
}

/** What runs inside is one decision. */
export async function decision<T>(work: () => Promise<T>): Promise<T> {
  current = {};
  try {
    return await timed('whole request, as the caller sees it', work);
  } finally {
    all.push(current);
    current = undefined;
  }
}

const partOf = (statement: string): string => {
  if (/insert into command/.test(statement)) return 'SQL: ask (row, revision, head)';
  if (/with locked as/.test(statement)) return 'SQL: project (events, read model, answer)';
  return 'SQL: other reads';
};

type Query = (this: unknown, ...args: unknown[]) => unknown;
/** Times every statement from outside: the product knows nothing of it. */
export function watchSql(): void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function watched(this: unknown, ...args: unknown[]) {
    const [config] = args;
    const statement = typeof config === 'string' ? config : (config as { text?: string } | undefined)?.text ?? '';
    const result = query.apply(this, args);
    return result instanceof Promise ? timed(partOf(statement), () => result as Promise<unknown>) : result;
  };
}

/** The same client, with its updates timed. */
export const watchUpdates = (client: Client): Client => new Proxy(client, {
  get(target, property) {
    if (property !== 'workflow') return Reflect.get(target, property) as unknown;
    return new Proxy(target.workflow, {
      get(workflow, name) {
        if (name !== 'getHandle') return Reflect.get(workflow, name) as unknown;
        return (...args: Parameters<Client['workflow']['getHandle']>) => {
          const handle = workflow.getHandle(...args);
          const execute = handle.executeUpdate.bind(handle) as (...of: unknown[]) => Promise<unknown>;
          handle.executeUpdate = ((...of: unknown[]) => timed('Temporal update', () => execute(...of))) as typeof handle.executeUpdate;
          return handle;
        };
      },
    });
  },
});

/** A line a part: its median over all decisions, and its share. Forgets what it has told. */
export function tellProfile(): void {
  const names = [...new Set(all.flatMap(parts => Object.keys(parts)))];
  const figures = names.map(name => ({ name, ms: median(all.map(parts => parts[name] ?? 0)) }));
  const whole = figures.find(each => each.name.startsWith('whole'))?.ms ?? Number.NaN;
  const known = figures.filter(each => !each.name.startsWith('whole')).reduce((sum, each) => sum + each.ms, 0);
  console.log(`\nWhere a decision's time goes (medians of ${all.length} decisions, one caller)`);
  for (const { name, ms } of [...figures, { name: 'HTTP, GraphQL, checks (the rest)', ms: whole - known }]) console.log(`  ${ms.toFixed(2).padStart(8)} ms  ${(100 * ms / whole).toFixed(0).padStart(3)} %  ${name}`);
  all.length = 0;
}
