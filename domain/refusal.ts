import { basisOf, type Basis, type BasisCode } from './law.ts';
import type { RefusalCode, RefusalParams } from './refusals/catalogue.ts';

/**
 * A rule's no as plain data, the same from the rule that says it to the log, the database and the caller. It holds no
 * wording: `domain/words` renders it in the reader's language. `code` may be one of a later build.
 */
export interface Refusal {
  /** For programs: `limit.notPositive`. */
  readonly code: string;
  /** What was found, and what is expected. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The rule or the article of law. */
  readonly basis?: Basis;
}

/** A refusal by its code; the compiler checks its parameters. */
export const refusalOf = <C extends RefusalCode>(
  code: C,
  params: Readonly<RefusalParams[C]>,
  basis?: BasisCode | Basis,
): Refusal => ({ code, params: { ...params }, ...(basis !== undefined && { basis: basisOf(basis) }) });

/**
 * Throws a refusal through the layers between the rule and whoever answers the caller. It is an answer, not a fault:
 * whoever asked may see it. Its message is for developers: code and parameters.
 */
export class Refused<C extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(code: C, params: Readonly<RefusalParams[C]>, basis?: BasisCode | Basis) {
    super(`${code} ${JSON.stringify(params)}`);
    this.refusal = refusalOf(code, params, basis);
  }

  /** Throws again what was read from a wire or a row. */
  static from({ code, params, basis }: Refusal): Refused {
    return new Refused(code as RefusalCode, params as never, basis);
  }

  get code(): string {
    return this.refusal.code;
  }

  get basis(): Basis | undefined {
    return this.refusal.basis;
  }

  get params(): Refusal['params'] {
    return this.refusal.params;
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
  const { code, params, basis } = value as Partial<Record<keyof Refusal, unknown>>;
  if (typeof code !== 'string' || typeof params !== 'object' || params === null) return undefined;
  return {
    code,
    params: params as Refusal['params'],
    ...(typeof basis === 'object' && basis !== null && { basis: basis as Basis }),
  };
}
