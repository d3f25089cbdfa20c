import type { GraphQLFormattedError } from 'graphql';

/** Results as events of the protocol "GraphQL over Server-Sent Events", one connection a subscription. */
export interface StreamedResult {
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
  readonly data?: unknown;
}

/** One result. A browser sends its `id` again when it connects anew, as `last-event-id`. */
export const eventOf = (result: StreamedResult, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: next\ndata: ${JSON.stringify(result)}\n\n`;

/** Nothing more comes, and whoever connects anew is told the same. */
export const complete = 'event: complete\ndata:\n\n';
