import type { Issue } from '../../domain/issue.ts';
import { citationOf } from '../../domain/law.ts';
import { type Refusal, refusalOf } from '../../domain/refusal.ts';
import type { Language } from '../../domain/language.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { defined } from '../../domain/defined.ts';

/**
 * What goes wrong on the caller's side, as data in a mutation's result. A query says the same as a GraphQL error with
 * the code in its extensions. Anything else is a bug: masked, with the request id. Its sentence is made in the
 * reader's language where it is told; its own message is for developers.
 */
export abstract class ApiError extends Error {
  abstract readonly code: string;
  readonly told: Refusal;

  constructor(told: Refusal) {
    super(`${told.code} ${JSON.stringify(told.params)}`);
    this.told = told;
  }

  get extensions(): { readonly code: string } {
    return { code: this.code };
  }

  /** What a GraphQL error carries besides its message. */
  extensionsIn(_language: Language): Readonly<Record<string, unknown>> {
    return this.extensions;
  }
}

export class Unauthenticated extends ApiError {
  readonly code = 'UNAUTHENTICATED';
  constructor(what: string) {
    super(refusalOf('request.needsToken', { what }));
  }
}

export class NotPermitted extends ApiError {
  readonly code = 'NOT_PERMITTED';
}

/** Also said of what exists and is not the caller's: existence is not told. */
export class NotFound extends ApiError {
  readonly code = 'NOT_FOUND';
  constructor(what: string) {
    super(refusalOf('request.notFound', { what }));
  }
}

/** Decided by the case: wrong state, wrong unit, too late. Nothing was changed. */
export class RefusedByCase extends ApiError {
  readonly code = 'REFUSED';
  override extensionsIn(language: Language): Readonly<Record<string, unknown>> {
    const { code: reason, basis } = this.told;
    return { code: this.code, reason, ...(basis && { basis: citationOf(basis, language) }) };
  }
}

/** It is not known what became of the command; asking again with the same id finds out and never doubles it. */
export class AskAgain extends ApiError {
  readonly code = 'ASK_AGAIN';
  readonly commandId: string;
  constructor(commandId: string) {
    super(refusalOf('request.askAgain', {}));
    this.commandId = commandId;
  }
}

export class SameIdOtherContent extends ApiError {
  readonly code = 'SAME_ID_OTHER_CONTENT';
  readonly commandId: string;
  constructor(commandId: string) {
    super(refusalOf('request.otherContent', { commandId }));
    this.commandId = commandId;
  }
}

export class InvalidInput extends ApiError {
  readonly code = 'INVALID_INPUT';
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    super(refusalOf('request.unfit', { issues }));
    this.issues = issues;
  }
}

/** An argument of a query that does not fit, such as the size of a page. */
export class UnfitArgument extends ApiError {
  readonly code = 'INVALID_INPUT';
}

export class TooComplex extends ApiError {
  readonly code = 'TOO_COMPLEX';
}

export class DevelopmentOnly extends ApiError {
  readonly code = 'DEVELOPMENT_ONLY';
  constructor(what: string) {
    super(refusalOf('request.developmentOnly', { what }));
  }
}

/** What scope-auth throws when a rule of the permission table does not hold. */
export function forbidden(viewer: Viewer | undefined, coordinate: string, ofAnotherUnit: boolean): ApiError {
  if (viewer === undefined) return new Unauthenticated(coordinate);
  const { role, unit } = viewer;
  return new NotPermitted(
    ofAnotherUnit
      ? refusalOf('request.otherUnit', { what: coordinate, role, expected: unit ?? null })
      : refusalOf('request.notForRole', { what: coordinate, role, ...defined({ unit }) }),
  );
}

export const errorClasses = [
  Unauthenticated,
  NotPermitted,
  NotFound,
  RefusedByCase,
  AskAgain,
  SameIdOtherContent,
  InvalidInput,
  DevelopmentOnly,
] as const;
