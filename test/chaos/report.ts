import { kinds, type Kind } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { Sample } from './memory.ts';
import type { Families, Parts } from './families.ts';
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
  /** What bundles and their parts say of each other. */
  readonly families: Families;
  /** What the watched API process held; empty where none was watched. */
  readonly memory: readonly Sample[];
  /** What the run lacks to prove anything: then it is void. */
  readonly lacks: readonly string[];
  /** Acts that still had no answer when everything had been up for long. */
  readonly unanswered: number;
}

/** Below these, or without one of the kinds of faults, a run is void. */
const least = { accepted: 60, refused: 10 } as const;
/** So many parts of bundles have to have begun, and to have told what they came to. */
const leastParts = { children: 10, ended: 3 } as const;

export function lacking(faults: Partial<Record<Kind, number>>, ledger: Ledger, families: Parts): readonly string[] {
  const never = (Object.keys(kinds) as Kind[]).filter(kind => !faults[kind]);
  const few = (['accepted', 'refused'] as const)
    .filter(kind => ledger.count(kind) < least[kind])
    .map(kind => `${least[kind]} acts told as ${kind}`);
  const parts = (['children', 'ended'] as const)
    .filter(name => families[name] < leastParts[name])
    .map(name => `${leastParts[name]} ${name} of bundles`);
  return [...never, ...few, ...parts];
}

export const countsOf = (counts: Readonly<Partial<Record<string, number>>>): string =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ') || 'none';
