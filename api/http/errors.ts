import { GraphQLError, print, type ASTNode, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { describeError } from '../../telemetry/safe-error.ts';
import { refusalOf } from '../../domain/refusal.ts';
import type { Language } from '../../domain/language.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import { ApiError } from '../error/errors.ts';
import { refusalWhileAway } from './unavailable.ts';

export interface ErrorContext {
  readonly requestId: string;
  readonly language: Language;
  readonly log: Logger;
}

/**
 * True if an error is meant for the caller: made as a GraphQL error or one of the API's own, no fault wrapped in one.
 */
const isMeant = (error: GraphQLError): boolean =>
  error.extensions['unexpected'] !== true &&
  (error.originalError === undefined ||
    error.originalError === null ||
    error.originalError instanceof ApiError ||
    (error.originalError instanceof GraphQLError && isMeant(error.originalError)));

/** Unwraps what was thrown from all GraphQL errors around it. */
const causeOf = (error: GraphQLError): unknown =>
  error.originalError instanceof GraphQLError ? causeOf(error.originalError) : (error.originalError ?? error);

/**
 * Formats errors as a caller may see them. A fault of ours becomes a plain sentence with the request's id, by which the
 * log is found; one that passes says to ask again. `code` goes to errors without one of their own.
 */
export function formatErrors(
  errors: readonly GraphQLError[],
  code: string,
  { requestId, language, log }: ErrorContext,
): GraphQLFormattedError[] {
  return errors.map(error => {
    const place = {
      ...(error.locations ? { locations: error.locations } : {}),
      ...(error.path ? { path: error.path } : {}),
    };
    if (!isMeant(error)) {
      const fault = causeOf(error);
      const passing = refusalWhileAway(fault);
      log.error(
        { at: error.path?.filter(part => typeof part === 'string').join('.'), fault: describeError(fault) },
        'a resolver failed',
      );
      if (passing)
        return {
          message: refusalText(passing.told, language),
          ...place,
          extensions: { code: passing.code, requestId },
        };
      return {
        message: refusalText(refusalOf('http.fault', { requestId }), language),
        ...place,
        extensions: { code: 'INTERNAL', requestId },
      };
    }
    const meant = causeOf(error);
    if (meant instanceof ApiError) {
      const extensions = { ...meant.extensionsIn(language), requestId };
      return { message: refusalText(meant.told, language), ...place, extensions };
    }
    const extensions = { ...error.extensions, http: undefined };
    return {
      message: withoutValue(error),
      ...place,
      extensions: { ...extensions, code: error.extensions['code'] ?? code, requestId },
    };
  });
}

/** Cuts a literal out of a message: it may be somebody's data, and errors end up in logs that are not ours. */
function withoutValue({ message, nodes }: GraphQLError): string {
  const [node] = nodes ?? [];
  return node && isLiteral(node) ? message.replaceAll(print(node), '…') : message;
}

const isLiteral = ({ kind }: ASTNode): boolean =>
  kind === 'StringValue' ||
  kind === 'IntValue' ||
  kind === 'FloatValue' ||
  kind === 'ListValue' ||
  kind === 'ObjectValue';
