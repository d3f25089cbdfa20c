import type { Page, PageRequest } from '../../db/page.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Objects } from './objects.ts';
import type { Builder } from './types.ts';
import { pageSize } from './cost.ts';
import { UnfitArgument } from '../error/errors.ts';
import { defined } from '../../domain/defined.ts';

type NodeName = keyof Objects;

/** The connection type of a node, and its edge. */
const addConnection = <const Node extends NodeName>(builder: Builder, type: Node, description: string) =>
  builder.connectionObject(
    {
      type,
      name: `${type}Connection`,
      description,
      // The page counts its rows already.
      edgesField: { complexity: { field: 1, multiplier: 1 } },
    },
    { name: `${type}Edge` },
  );

/** One connection type for each kind of node, whichever list it is. */
export function addConnections(builder: Builder) {
  const about = (what: string): string =>
    `A page of ${what}, with stable cursors: rows that come or go meanwhile neither repeat nor hide others.`;
  return {
    case: addConnection(builder, 'Case', about('cases (办件)')),
    step: addConnection(builder, 'Step', about('steps (环节)')),
    notice: addConnection(builder, 'PublicNotice', about('public notices (公示)')),
    clock: addConnection(builder, 'Clock', about('clocks (时限)')),
    instrument: addConnection(builder, 'Instrument', about('instruments (督办文书)')),
    event: addConnection(builder, 'Event', about('events (办理记录)')),
    line: addConnection(builder, 'ExplanationLine', 'A page of an explanation; nearly all have one.'),
    incident: addConnection(builder, 'Incident', 'A page of incidents (故障), with stable cursors.'),
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
    ...defined({ after: args.after, before: args.before }),
  }).catch((error: unknown) => {
    if (error instanceof Refused && error.code.startsWith('page.')) throw new UnfitArgument(error.refusal);
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
