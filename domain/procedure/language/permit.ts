import { months, type Limit } from '../../clock/limit.ts';
import type { OnDate } from './condition.ts';

/** What may be granted: its title, how long it is valid, and how long before its end renewal is asked for. */
export interface PermitDefinition<D extends OnDate = OnDate> {
  readonly title: string;
  /** From the day on which it has effect, at most; without it and `until` the permit has no end. */
  readonly validFor?: Limit;
  /** The date of the form on which it ends (歇业至、活动结束之日), or by `validFor` before. */
  readonly until?: D;
  /** 行政许可法 50: so long before its end renewal is applied for at the latest. Without it it is not renewed. */
  readonly renewal?: Limit;
}

/** `n` years: so many times twelve months (民法典 202). */
export const years = (n: number): Limit => months(12 * n);

/**
 * A permit with a validity. One without is its title alone. One until a date of the form is not renewed: it is changed
 * to another date.
 */
export function permit<const D extends OnDate>(
  title: string,
  declared: { readonly until: D; readonly validFor?: Limit },
): PermitDefinition<D>;
export function permit(
  title: string,
  declared: { readonly validFor: Limit; readonly renewal?: Limit },
): PermitDefinition<never>;
export function permit(title: string, declared: Omit<PermitDefinition, 'title'>): PermitDefinition {
  return Object.freeze({ title, ...declared });
}

/** Permits as they were declared: a plain text stays short for one without validity. */
export const permitsOf = (
  declared: Readonly<Record<string, string | PermitDefinition>>,
): Readonly<Record<string, PermitDefinition>> =>
  Object.fromEntries(Object.entries(declared).map(([name, it]) => [name, typeof it === 'string' ? { title: it } : it]));
