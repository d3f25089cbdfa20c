import { BREAK, GraphQLError, parse, visit, type DocumentNode } from 'graphql';
import type { Limits } from './limits.ts';
import { measure } from './document-size.ts';
import { checkText } from './params.ts';
import { HttpRefusal } from './refusal.ts';
import { refusalOf } from '../../domain/refusal.ts';

const counted = [
  ['depth', 'TOO_DEEP'],
  ['aliases', 'TOO_MANY_ALIASES'],
  ['fields', 'TOO_MANY_FIELDS'],
  ['directives', 'TOO_MANY_DIRECTIVES'],
] as const;

/**
 * Parses a document and checks it against the limits. This happens before validation, whose time grows with the square
 * of what one operation selects. Refuses with 400 and a code per limit.
 */
export function readDocument(query: string, limits: Limits): DocumentNode {
  if (query.length > limits.characters) {
    throw new HttpRefusal(400, 'TOO_LONG', refusalOf('http.tooLong', { found: query.length, most: limits.characters }));
  }
  const document = parseWithin(query, limits.tokens);
  checkMeasure(document, limits);
  checkLiterals(document);
  return document;
}

function parseWithin(query: string, tokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens: tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes(`more that ${tokens} tokens`)) {
      throw new HttpRefusal(400, 'TOO_MANY_TOKENS', refusalOf('http.tooManyTokens', { most: tokens }));
    }
    const at = error.locations?.[0];
    // The parser's own message repeats the text around the fault, and that text may be somebody's data.
    throw new HttpRefusal(
      400,
      'NOT_GRAPHQL',
      refusalOf('http.notGraphql', at ? { line: at.line, column: at.column } : {}),
    );
  }
}

function checkMeasure(document: DocumentNode, limits: Limits): void {
  const found = measure(document);
  for (const [limit, code] of counted) {
    if (found[limit] > limits[limit]) {
      throw new HttpRefusal(
        400,
        code,
        refusalOf('http.tooMuchAsked', { of: limit, found: found[limit], most: limits[limit] }),
      );
    }
  }
}

/**
 * Checks the texts and numbers in literals: the check of the variables passes them by, and graphql-js takes `1e999`.
 */
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
  if (endless) throw new HttpRefusal(400, 'NUMBER_OUT_OF_RANGE', refusalOf('http.numberOutOfRange', {}));
}
