import type { CountedLimit, Limit } from '../../clock/limit.ts';
import { excessOf } from '../check/compare.ts';
import { formsOf } from '../check/walk/variation.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { limitsFor } from '../language/limits-for.ts';
import { rulesFor } from '../language/policy.ts';
import { defined } from '../../defined.ts';

/** A promise beside the statutory limit, and what it saves of it. */
export interface Saving {
  readonly promised: Limit;
  readonly statutory: Limit;
  /** The share that is saved, from 0 to 1, where both count alike; undefined where only their dues compare. */
  readonly share?: number;
  /** 各事项承诺时限在法定时限基础上压缩三分之一以上. */
  readonly isThird: boolean;
  /** The longest promise in the unit of the law that saves a third; undefined where there is none, as of one month. */
  readonly atMost?: Limit;
}

/** What the promise of a procedure saves for a form; undefined where either limit is not there or a fixed date. */
export function savingOf(procedure: AnyProcedure, form: unknown): Saving | undefined {
  const { promised, statutory } = limitsFor(procedure, form);
  if (!promised || !statutory || promised.unit === 'DATE' || statutory.unit === 'DATE') return undefined;
  const share = shareOf(promised, statutory);
  const atMost = twoThirdsOf(statutory);
  const isWithin = atMost && excessOf(promised, atMost, rulesFor(procedure.policies, 'agency')) === undefined;
  const isThird = share === undefined ? isWithin === true : share > 1 / 3 - 1e-9;
  return { promised, statutory, ...defined({ share, atMost }), isThird };
}

/** What the promise saves of each statutory limit that some form has, each pair once. */
export function savingsOf(procedure: AnyProcedure): readonly Saving[] {
  const found = new Map<string, Saving>();
  for (const form of formsOf(procedure)) {
    const saving = savingOf(procedure, form);
    if (saving) found.set(JSON.stringify([saving.promised, saving.statutory]), saving);
  }
  return [...found.values()];
}

/** Two thirds of a limit, in whole units: of working days also in halves of them. */
function twoThirdsOf(limit: Exclude<Limit, { unit: 'DATE' }>): Limit | undefined {
  if (limit.unit !== 'EARLIER_OF') return twoThirds(limit);
  const [first, second] = limit.of.map(twoThirds);
  return first && second && { unit: 'EARLIER_OF', of: [first, second] };
}

function twoThirds({ unit, n }: CountedLimit): CountedLimit | undefined {
  const whole = Math.floor((n * 2) / 3);
  const halves = unit === 'WD' ? Math.floor((n * 4) / 3) : 0;
  if (halves > whole * 2) return { unit: 'HALF_DAY', n: halves };
  return whole < 1 ? undefined : { unit, n: whole };
}

function shareOf(promised: Limit, statutory: Limit): number | undefined {
  const [ours, theirs] = [amountOf(promised), amountOf(statutory)];
  return ours && theirs && ours.unit === theirs.unit ? 1 - ours.n / theirs.n : undefined;
}

const amountOf = (limit: Limit): { readonly unit: string; readonly n: number } | undefined => {
  if (!('n' in limit)) return undefined;
  return limit.unit === 'HALF_DAY' ? { unit: 'WD', n: limit.n / 2 } : limit;
};
