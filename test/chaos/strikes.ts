import { setTimeout as pause } from 'node:timers/promises';
import { strike, type Kind, type Line, type Target } from './faults.ts';
import type { Random } from './random.ts';

/**
 * One fault after the other, in the order that the seed gives; first one of each kind, so that none is left to chance.
 */
export async function strikes(
  target: Target,
  r: Random,
  line: Line,
  usually: Readonly<Record<Kind, number>>,
  over: AbortSignal,
  faults: Partial<Record<Kind, number>>,
): Promise<void> {
  const wanted = line.kinds.filter(kind => usually[kind] > 0);
  if (wanted.length === 0) return;
  const weights = Object.fromEntries(wanted.map(kind => [kind, usually[kind]])) as Readonly<Record<Kind, number>>;
  const due = wanted
    .map(kind => ({ kind, order: r.next() }))
    .toSorted((a, b) => a.order - b.order)
    .map(each => each.kind);
  await pause(3_000, undefined, { signal: over }).catch(() => {});
  while (!over.aborted) {
    const kind = due.shift() ?? r.weighted(weights);
    try {
      const struck = await strike[kind](target, r);
      if (struck > 0) faults[kind] = (faults[kind] ?? 0) + struck;
      else if (due.length > 0) due.push(kind);
    } catch {
      // It could not be injected, because another one still hurts: it does not count, and comes again.
      if (due.length > 0) due.push(kind);
    }
    const { ledger } = target;
    const [answers, since] = [ledger.answers + line.answers, Date.now()];
    await pause(300 + r.below(700));
    while (!over.aborted && ledger.answers < answers && Date.now() - since < line.atMost) await pause(100);
  }
}
