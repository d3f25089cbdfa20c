import type { DocumentNode } from 'graphql';

/** Bytes of memory that one token of a parsed document takes, with its nodes and locations: measured, rounded up. */
const bytesPerToken = 600;

export interface DocumentCache {
  get(query: string): DocumentNode | undefined;
  /** Keeps a document that validated, and drops the ones unused the longest until all fit. */
  keep(query: string, document: DocumentNode): void;
}

/** Keeps parsed documents by their text, at most `maxBytes` of them by estimate. */
export function createDocumentCache(maxBytes: number): DocumentCache {
  /** Ordered by last use, the oldest first. */
  const documents = new Map<string, DocumentNode>();
  let total = 0;
  const drop = (query: string, document: DocumentNode): void => {
    documents.delete(query);
    total -= sizeOf(query, document);
  };
  return {
    get(query) {
      const document = documents.get(query);
      if (document === undefined) return undefined;
      documents.delete(query);
      documents.set(query, document);
      return document;
    },
    keep(query, document) {
      if (documents.has(query)) return;
      documents.set(query, document);
      total += sizeOf(query, document);
      for (const [oldest, old] of documents) {
        if (total <= maxBytes) break;
        drop(oldest, old);
      }
    },
  };
}

const sizeOf = (query: string, { tokenCount = 0 }: DocumentNode): number =>
  2 * query.length + tokenCount * bytesPerToken;
