import { defined } from './defined.ts';
import { basisOf, type Basis, type BasisCode } from './law.ts';

/** What a refusal carries besides its code and message. */
export interface RefusalContext {
  /** The rule or the article of law. */
  readonly basis?: BasisCode | Basis;
  /** The values by which the refusal is told: what was found, what is expected. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * A rule's no as plain data, the same from the rule that says it to the log, the database and the caller. `code` is for
 * programs (`limit.notPositive`), `message` says what was found and what is expected.
 */
export interface Refusal extends RefusalContext {
  readonly basis?: Basis;
  readonly code: string;
  readonly message: string;
}

/**
 * Throws a refusal through the layers between the rule and whoever answers the caller. It is an answer, not a fault:
 * whoever asked may see it.
 */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(code: string, message: string, { basis, details }: RefusalContext = {}) {
    super(message);
    this.refusal = {
      code,
      message,
      ...(basis !== undefined && { basis: basisOf(basis) }),
      ...defined({ details }),
    };
  }

  get code(): string {
    return this.refusal.code;
  }

  get basis(): Basis | undefined {
    return this.refusal.basis;
  }

  get details(): Refusal['details'] {
    return this.refusal.details;
  }

  toJSON(): Refusal {
    return this.refusal;
  }
}

/**
 * Reads a refusal that came over a wire or from a row; undefined for what is none. Fields that a later version wrote
 * are left out.
 */
export function readRefusal(value: unknown): Refusal | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { code, message, basis, details } = value as Partial<Record<keyof Refusal, unknown>>;
  if (typeof code !== 'string' || typeof message !== 'string') return undefined;
  return {
    code,
    message,
    ...(typeof basis === 'object' && basis !== null && { basis: basis as Basis }),
    ...(typeof details === 'object' && details !== null && { details: details as Record<string, unknown> }),
  };
}
