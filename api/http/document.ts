import { BREAK, GraphQLError, parse, visit, type DocumentNode } from 'graphql';
import type { Limits } from './limits.ts';
import { measure } from './document-size.ts';
import { checkText } from './params.ts';
import { HttpRefusal } from './refusal.ts';

const counted = [
  ['depth', 'TOO_DEEP', 'levels of fields'],
  ['aliases', 'TOO_MANY_ALIASES', 'aliases'],
  ['fields', 'TOO_MANY_FIELDS', 'fields'],
  ['directives', 'TOO_MANY_DIRECTIVES', 'directives'],
] as const;

/**
 * Parses a document and checks it against the limits. This happens before validation, whose time grows with the square
 * of what one operation selects. Refuses with 400 and a code per limit.
 */
export function readDocument(query: string, limits: Limits): DocumentNode {
  if (query.length > limits.characters) {
    throw new HttpRefusal(
      400,
      'TOO_LONG',
      `The document has ${query.length} characters; ${limits.characters} are allowed. ` +
        'Send values as variables, and ask for less.',
    );
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
        `The document has ${found[limit]} ${what}, fragments followed; ${limits[limit]} are allowed. ` +
          'Ask for less, or in several requests.',
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
  if (endless)
    throw new HttpRefusal(
      400,
      'NUMBER_OUT_OF_RANGE',
      'The document holds a number that is too large for a Float. Send one below 1.8e308.',
    );
}
