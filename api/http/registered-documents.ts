import { createHash } from 'node:crypto';
import { refusalOf } from '../../domain/refusal.ts';
import { HttpRefusal } from './refusal.ts';

/** Text of documents that are kept because clients named them, in UTF-16 units. */
const mostCharacters = 4_000_000;

export const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');

/** Documents by the SHA-256 of their text: those of a deployment, and those that clients have sent. */
export interface RegisteredDocuments {
  /**
   * The document that a request asks for.
   * @throws HttpRefusal `PERSISTED_QUERY_NOT_FOUND`, upon which a client sends text and hash; where only registered
   * documents are carried out, `DOCUMENT_NOT_REGISTERED`
   */
  queryOf(query: string | undefined, hash: string | undefined): string;
  /** Keeps a document that a client sent with its hash, and that is valid. */
  keep(query: string, hash: string | undefined): void;
}

/**
 * @param registered the documents of a deployment's front ends: where they are given, no others are carried out
 */
export function createRegisteredDocuments(registered?: Readonly<Record<string, string>>): RegisteredDocuments {
  /** Ordered by last use, the oldest first. */
  const kept = new Map(Object.entries(registered ?? {}));
  let characters = 0;
  const refuse = (code: string, told: 'http.notPersisted' | 'http.notRegistered' | 'http.otherHash'): HttpRefusal =>
    new HttpRefusal(code === 'PERSISTED_QUERY_NOT_FOUND' ? 200 : 400, code, refusalOf(told, {}));
  return {
    queryOf(query, hash) {
      if (query !== undefined && hash !== undefined && hashOf(query) !== hash)
        throw refuse('OTHER_HASH', 'http.otherHash');
      const found = kept.get(hash ?? (registered && query !== undefined ? hashOf(query) : ''));
      if (registered) {
        if (found === undefined) throw refuse('DOCUMENT_NOT_REGISTERED', 'http.notRegistered');
        return found;
      }
      if (query !== undefined) return query;
      if (found === undefined || hash === undefined) throw refuse('PERSISTED_QUERY_NOT_FOUND', 'http.notPersisted');
      kept.delete(hash);
      kept.set(hash, found);
      return found;
    },
    keep(query, hash) {
      if (registered || hash === undefined || kept.has(hash)) return;
      kept.set(hash, query);
      characters += query.length;
      for (const [oldest, old] of kept) {
        if (characters <= mostCharacters) break;
        kept.delete(oldest);
        characters -= old.length;
      }
    },
  };
}
