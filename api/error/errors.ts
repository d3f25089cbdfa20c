import type { Issue } from '../../domain/issue.ts';
import { citationOf } from '../../domain/law.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import type { Viewer } from '../viewer/viewer.ts';

/**
 * What goes wrong on the caller's side, as data in a mutation's result. A query says the same as a GraphQL error with
 * the code in its extensions. Anything else is a bug: masked, with the request id.
 */
export abstract class ApiError extends Error {
  abstract readonly code: string;
  get extensions(): { readonly code: string } {
    return { code: this.code };
  }
}

export class Unauthenticated extends ApiError {
  readonly code = 'UNAUTHENTICATED';
  constructor(what: string) {
    super(`${what} needs a token. Found none; send the header "authorization: Bearer <token>".`);
  }
}

export class NotPermitted extends ApiError {
  readonly code = 'NOT_PERMITTED';
}

/** Also said of what exists and is not the caller's: existence is not told. */
export class NotFound extends ApiError {
  readonly code = 'NOT_FOUND';
  constructor(what: string) {
    super(`Found no ${what} that you may see. Check the id, or ask in the role that handles it.`);
  }
}

/** Decided by the case: wrong state, wrong unit, too late. Nothing was changed. */
export class RefusedByCase extends ApiError {
  readonly code = 'REFUSED';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusalText(refusal, 'en'));
    this.refusal = refusal;
  }
  override get extensions(): { readonly code: string; readonly reason: string; readonly basis?: string } {
    const { code: reason, basis } = this.refusal;
    return { code: this.code, reason, ...(basis && { basis: citationOf(basis, 'en') }) };
  }
}

/** It is not known what became of the command; asking again with the same id finds out and never doubles it. */
export class AskAgain extends ApiError {
  readonly code = 'ASK_AGAIN';
  readonly commandId: string;
  constructor(commandId: string) {
    super('It is not known yet what became of this. Ask again with the same commandId: it takes effect once.');
    this.commandId = commandId;
  }
}

export class SameIdOtherContent extends ApiError {
  readonly code = 'SAME_ID_OTHER_CONTENT';
  readonly commandId: string;
  constructor(commandId: string) {
    super(
      `The commandId "${commandId}" was used before with other content. Repeat it unchanged, or take a new id for a ` +
        'new act.',
    );
    this.commandId = commandId;
  }
}

/** An issue as it is told: the domain's, with a sentence and what would be accepted there. */
export interface ToldIssue extends Pick<Issue, 'path' | 'code'> {
  readonly params?: Issue['params'];
  readonly message: string;
  readonly expected?: string;
}

export class InvalidInput extends ApiError {
  readonly code = 'INVALID_INPUT';
  readonly issues: readonly ToldIssue[];
  constructor(issues: readonly ToldIssue[]) {
    const places = issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
    super(`The input does not fit: ${places.join('; ')}`);
    this.issues = issues;
  }
}

export class DevelopmentOnly extends ApiError {
  readonly code = 'DEVELOPMENT_ONLY';
  constructor(what: string) {
    super(`${what} moves a case's time, which only a development stack allows. Leave it out.`);
  }
}

/** What scope-auth throws when a rule of the permission table does not hold. */
export const forbidden = (viewer: Viewer | undefined, coordinate: string, ofAnotherUnit: boolean): ApiError =>
  viewer === undefined
    ? new Unauthenticated(coordinate)
    : new NotPermitted(
        ofAnotherUnit
          ? `${coordinate} is of one's own unit for ${viewer.role}: found another one, expected ` +
              `${viewer.unit ?? 'none, for the caller has no unit'}. Leave the unit out.`
          : `${coordinate} is not for ` +
              `${viewer.role}${viewer.unit === undefined ? '' : ` of ${viewer.unit}`}. Ask in ` +
              'a role that it is for.',
      );

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
