import { kinds, type Kind } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { Sample } from './memory.ts';
import type { Audit } from './verdict.ts';

export interface Report {
  readonly seed: number;
  readonly seconds: number;
  /** Faults that struck, by proof. */
  readonly faults: Readonly<Partial<Record<Kind, number>>>;
  /** Where processes ended themselves. */
  readonly deaths: Readonly<Record<string, number>>;
  readonly told: {
    readonly accepted: number;
    readonly refused: number;
    readonly errors: number;
    readonly askAgain: number;
    readonly silent: number;
  };
  readonly closed: number;
  /** `askedAnew`: acts whose rows are newer than they, because a database was put back. */
  readonly audit: Audit & { readonly askedAnew: number };
  readonly toldWrongly: readonly string[];
  /** What the watched API process held; empty where none was watched. */
  readonly memory: readonly Sample[];
  /** What the run lacks to prove anything: then it is void. */
  readonly lacks: readonly string[];
  /** Acts that still had no answer when everything had been up for long. */
  readonly unanswered: number;
}

/** Below these, or without one of the kinds of faults, a run is void. */
const least = { accepted: 60, refused: 10 } as const;

export function lacking(faults: Partial<Record<Kind, number>>, ledger: Ledger): readonly string[] {
  const never = (Object.keys(kinds) as Kind[]).filter(kind => !faults[kind]);
  const few = (['accepted', 'refused'] as const)
    .filter(kind => ledger.count(kind) < least[kind])
    .map(kind => `${least[kind]} acts told as ${kind}`);
  return [...never, ...few];
}

export const countsOf = (counts: Readonly<Partial<Record<string, number>>>): string =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ') || 'none';
