import type { Page, PageRequest } from '../../db/page.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Objects } from './objects.ts';
import type { Builder } from './types.ts';
import { pageSize } from './cost.ts';
import { mostCounted } from '../../db/bounded-list.ts';
import { UnfitArgument } from '../error/errors.ts';
import { defined } from '../../domain/defined.ts';

type NodeName = keyof Objects;

/** The connection type of a node, and its edge. */
const addConnection = <const Node extends NodeName>(
  builder: Builder,
  type: Node,
  description: string,
  isCounted = true,
) =>
  builder.connectionObject(
    {
      type,
      name: `${type}Connection`,
      description,
      ...(isCounted && {
        fields: t => ({
          totalCount: t.int({
            nullable: true,
            description:
              `How many the list has without its pages (总数); null where more than ${mostCounted} would have to be ` +
              'looked at to know. A read of its own: ask for it once, not with every page.',
            complexity: 50,
            resolve: async ({ count }) => (await count?.().catch(orUnfit)) ?? null,
          }),
        }),
      }),
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
    notice: addConnection(builder, 'PublicNotice', about('public notices (公示)'), false),
    clock: addConnection(builder, 'Clock', about('clocks (时限)')),
    instrument: addConnection(builder, 'Instrument', about('instruments (督办文书)')),
    event: addConnection(builder, 'Event', about('events (办理记录)'), false),
    line: addConnection(builder, 'ExplanationLine', 'A page of an explanation; nearly all have one.', false),
    incident: addConnection(builder, 'Incident', 'A page of incidents (故障), with stable cursors.', false),
  };
}
export type Connections = ReturnType<typeof addConnections>;

export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** What a list refuses is said of its arguments. */
function orUnfit(error: unknown): never {
  if (error instanceof Refused && /^(page|list)\./.test(error.code)) throw new UnfitArgument(error.refusal);
  throw error;
}

/** Reads a page and turns its items into nodes, all of them at once. */
export async function connectionOf<T, Node>(
  args: PageArgs,
  read: (request: PageRequest) => Promise<Page<T>>,
  nodesOf: (items: readonly T[]) => Promise<readonly Node[]>,
  count?: () => Promise<number | undefined>,
) {
  const size = pageSize(args);
  const page = await read({
    ...(args.last == null ? { first: size } : { last: size }),
    ...defined({ after: args.after, before: args.before }),
  }).catch(orUnfit);
  const nodes = await nodesOf(page.items.map(({ item }) => item));
  return {
    ...defined({ count }),
    edges: page.items.map(({ cursor }, index) => ({ cursor, node: nodes[index]! })),
    pageInfo: {
      hasNextPage: page.hasNext,
      hasPreviousPage: page.hasPrevious,
      startCursor: page.items[0]?.cursor ?? null,
      endCursor: page.items.at(-1)?.cursor ?? null,
    },
  };
}
