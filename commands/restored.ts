/** After a restore of the product's database: all cases at once. */
import { recordRepair, type Repairer } from '../db/repairs.ts';
import { Refused } from '../domain/refused.ts';
import { type Difference, eachCase, type Missing, missingOf } from './compare.ts';
import type { CommandContext } from './context.ts';
import { keepGiven } from './given.ts';
import { takeFromHistory } from './repair.ts';

/**
 * Sees to it that no number that Temporal knows is given again: case numbers go on after the highest, registers after theirs, also
 * of events and cases that are not taken. Returns how many cases had such a number.
 * @param past a case number that somebody was told, where Temporal does not know it either: the next is higher.
 * @throws Refused `repair.notACaseNumber`
 */
export async function keepNumbersGiven(context: CommandContext, repairer: Repairer, past?: string): Promise<number> {
  let cases = 0;
  if (past !== undefined) {
    if (!/^SX\d{4}-\d{6,9}$/.test(past)) throw new Refused('repair.notACaseNumber', `Found ${past}, expected a case number such as SX2027-000150.`);
    const [kept] = await keepGiven(context.db, { number: past, instruments: [] });
    if (kept !== undefined) await recordRepair(context.db, { ...repairer, what: 'keepNumbers', caseId: past, found: kept });
  }
  await eachCase(context, async caseId => {
    const found = await missingOf(context, caseId);
    if (found && await keepNumbersOf(context, found, repairer)) cases += 1;
  });
  return cases;
}

async function keepNumbersOf({ db }: CommandContext, { difference, instruments }: Missing, repairer: Repairer): Promise<boolean> {
  const kept = await keepGiven(db, { ...difference, instruments });
  if (kept.length > 0) await recordRepair(db, { ...repairer, what: 'keepNumbers', caseId: difference.caseId, found: kept.join(', ').slice(0, 4_000) });
  return kept.length > 0;
}

/** Keeps all numbers that were given, and takes every case that can be taken. Those that are left are told with the reason. */
export async function takeAll(context: CommandContext, repairer: Repairer, { onTaken, onLeft }: { readonly onTaken: (difference: Difference) => void; readonly onLeft: (difference: Difference, why: Refused) => void }): Promise<void> {
  await eachCase(context, async caseId => {
    const found = await missingOf(context, caseId);
    if (!found) return;
    await keepNumbersOf(context, found, repairer);
    try {
      await takeFromHistory(context, caseId, repairer);
      onTaken(found.difference);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      onLeft(found.difference, error);
    }
  });
}
