import { BREAK, GraphQLError, parse, visit, type DocumentNode } from 'graphql';
import type { Limits } from './limits.ts';
import { measure } from './document-size.ts';
import { checkText } from './params.ts';
import { HttpRefusal } from './refusal.ts';

/** Documents that were found good are kept by their text; long ones are rare and would fill the memory. */
const keptDocuments = 500;
const keptLength = 16_384;

const counted = [
  ['depth', 'TOO_DEEP', 'levels of fields'],
  ['aliases', 'TOO_MANY_ALIASES', 'aliases'],
  ['fields', 'TOO_MANY_FIELDS', 'fields'],
  ['directives', 'TOO_MANY_DIRECTIVES', 'directives'],
] as const;

/**
 * Reads documents within the limits; made once for a server. Everything here happens before validation, whose time
 * grows with
 * the square of what one operation selects. Refuses with 400 and a code per limit.
 */
export function documentReader(limits: Limits): {
  readonly isKept: (query: string) => boolean;
  readonly read: (query: string) => DocumentNode;
} {
  const kept = new Map<string, DocumentNode>();
  const read = (query: string): DocumentNode => {
    const before = kept.get(query);
    if (before) return before;
    if (query.length > limits.characters) {
      throw new HttpRefusal(
        400,
        'TOO_LONG',
        `The document has ${query.length} characters; ${limits.characters} are allowed. Send values as variables, and ask for less.`,
      );
    }
    const document = parseWithin(query, limits.tokens);
    checkMeasure(document, limits);
    checkLiterals(document);
    if (query.length <= keptLength) {
      if (kept.size >= keptDocuments)
        for (const oldest of kept.keys()) {
          kept.delete(oldest);
          break;
        }
      kept.set(query, document);
    }
    return document;
  };
  return { isKept: query => kept.has(query), read };
}

function parseWithin(query: string, tokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens: tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes(`more that ${tokens} tokens`)) {
      throw new HttpRefusal(
        400,
        'TOO_MANY_TOKENS',
        `The document has more than ${tokens} tokens. Ask for less, or in several requests.`,
      );
    }
    const at = error.locations?.[0];
    // The parser's own message repeats the text around the fault, and that text may be somebody's data.
    throw new HttpRefusal(
      400,
      'NOT_GRAPHQL',
      `The document is not GraphQL${at ? `: line ${at.line}, column ${at.column}` : ''}. Correct its syntax there.`,
    );
  }
}

function checkMeasure(document: DocumentNode, limits: Limits): void {
  const found = measure(document);
  for (const [limit, code, what] of counted) {
    if (found[limit] > limits[limit]) {
      throw new HttpRefusal(
        400,
        code,
        `The document has ${found[limit]} ${what}, fragments followed; ${limits[limit]} are allowed. Ask for less, or in several requests.`,
      );
    }
  }
}

/** Literals reach the schema past the check of the variables, and graphql-js takes `1e999` for a Float. */
function checkLiterals(document: DocumentNode): void {
  let endless = false;
  visit(document, {
    StringValue: node => checkText(node.value),
    FloatValue: node => {
      if (Number.isFinite(Number(node.value))) return undefined;
      endless = true;
      return BREAK;
    },
  });
  if (endless)
    throw new HttpRefusal(
      400,
      'NUMBER_OUT_OF_RANGE',
      'The document holds a number that is too large for a Float. Send one below 1.8e308.',
    );
}
