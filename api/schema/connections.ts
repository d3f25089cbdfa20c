import { GraphQLError } from 'graphql';
import type { Page, PageRequest } from '../../db/page.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Builder } from './types.ts';
import { pageSize } from './cost.ts';

/** One connection type for each kind of node, whichever list it is. */
export function addConnections(builder: Builder) {
  const about = (what: string) =>
    `A page of ${what}, with stable cursors: rows that come or go meanwhile neither repeat nor hide others.`;
  // The page counts its rows already.
  const edgesField = { complexity: { field: 1, multiplier: 1 } };
  return {
    case: builder.connectionObject(
      { type: 'Case', name: 'CaseConnection', description: about('cases (办件)'), edgesField },
      { name: 'CaseEdge' },
    ),
    step: builder.connectionObject(
      { type: 'Step', name: 'StepConnection', description: about('steps (环节)'), edgesField },
      { name: 'StepEdge' },
    ),
    clock: builder.connectionObject(
      { type: 'Clock', name: 'ClockConnection', description: about('clocks (时限)'), edgesField },
      { name: 'ClockEdge' },
    ),
    instrument: builder.connectionObject(
      { type: 'Instrument', name: 'InstrumentConnection', description: about('instruments (督办文书)'), edgesField },
      { name: 'InstrumentEdge' },
    ),
    event: builder.connectionObject(
      { type: 'Event', name: 'EventConnection', description: about('events (办理记录)'), edgesField },
      { name: 'EventEdge' },
    ),
  };
}
export type Connections = ReturnType<typeof addConnections>;

export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** Reads a page and turns its items into nodes, all of them at once. */
export async function connectionOf<T, Node>(
  args: PageArgs,
  read: (request: PageRequest) => Promise<Page<T>>,
  nodesOf: (items: readonly T[]) => Promise<readonly Node[]>,
) {
  const size = pageSize(args);
  const page = await read({
    ...(args.last == null ? { first: size } : { last: size }),
    ...(args.after != null && { after: args.after }),
    ...(args.before != null && { before: args.before }),
  }).catch((error: unknown) => {
    if (error instanceof Refused && error.code.startsWith('page.'))
      throw new GraphQLError(error.message, { extensions: { code: 'INVALID_INPUT' } });
    throw error;
  });
  const nodes = await nodesOf(page.items.map(({ item }) => item));
  return {
    edges: page.items.map(({ cursor }, index) => ({ cursor, node: nodes[index]! })),
    pageInfo: {
      hasNextPage: page.hasNext,
      hasPreviousPage: page.hasPrevious,
      startCursor: page.items[0]?.cursor ?? null,
      endCursor: page.items.at(-1)?.cursor ?? null,
    },
  };
}
