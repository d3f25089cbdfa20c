/** After a restore of the product's database: all cases at once. */
import { lastOf, passNumbers } from '../../db/instruments/numbers.ts';
import { lastCaseNumber, passCaseNumbers } from '../../db/cases/case-numbers.ts';
import { recordRepair, type Repairer } from '../../db/operations/repairs.ts';
import { readRecordNumber } from '../../domain/words/zh-CN/instruments.ts';
import { ladder } from '../../domain/case/capabilities/instruments/ladder.ts';
import { Refused } from '../../domain/refusal.ts';
import { type Difference, eachCase, type Missing, missingOf } from './diff-with-temporal.ts';
import type { CommandContext } from '../../commands/context.ts';
import { reserveIssuedNumbers } from './issued-numbers.ts';
import { takeFromHistory } from './repair.ts';

/** A number that is so far above the last one was mistyped. */
const furthest = 100_000;

/**
 * Sees to it that no number that Temporal knows is given again: case numbers go on after the highest, registers after
 * theirs, also of events and cases that are not taken. Returns how many cases had such a number.
 * @param past numbers that somebody was told, where Temporal does not know them either: of a case, or of a record of
 * the ladder. The next is higher.
 * @throws Refused `repair.notANumber`
 */
export async function keepNumbersGiven(
  context: CommandContext,
  repairer: Repairer,
  past: readonly string[] = [],
): Promise<number> {
  for (const each of past) await passNumber(context, repairer, each);
  let cases = 0;
  await eachCase(context, async caseId => {
    const found = await missingOf(context, caseId);
    if (found && (await keepNumbersOf(context, found, repairer))) cases += 1;
  });
  return cases;
}

async function passNumber({ db }: CommandContext, repairer: Repairer, past: string): Promise<void> {
  const [, serial] = /^SX\d{4}-(\d{6,9})$/.exec(past) ?? [];
  const read = readRecordNumber(past);
  const register = read && { ...read, authority: ladder[read.level].from };
  const number = serial === undefined ? register?.number : Number(serial);
  if (number === undefined) throw new Refused('repair.notANumber', { found: past });
  const last = await (register ? lastOf(db, register) : lastCaseNumber(db));
  if (number > last + furthest) throw new Refused('repair.notANumber', { found: past, last, most: furthest });
  if (number <= last) return;
  await (register ? passNumbers(db, register, number) : passCaseNumbers(db, number));
  await recordRepair(db, {
    ...repairer,
    what: 'keepNumbers',
    caseId: past,
    found: `the last number given was ${last}`,
  });
}

async function keepNumbersOf(
  { db }: CommandContext,
  { difference, instruments }: Missing,
  repairer: Repairer,
): Promise<boolean> {
  const kept = await reserveIssuedNumbers(db, { ...difference, instruments });
  if (kept.length > 0)
    await recordRepair(db, {
      ...repairer,
      what: 'keepNumbers',
      caseId: difference.caseId,
      found: kept.join(', ').slice(0, 4_000),
    });
  return kept.length > 0;
}

/**
 * Keeps all numbers that were given, and takes every case that can be taken. Those that are left are told with the
 * reason.
 */
export async function takeAll(
  context: CommandContext,
  repairer: Repairer,
  {
    onTaken,
    onLeft,
  }: {
    readonly onTaken: (difference: Difference) => void;
    readonly onLeft: (difference: Difference, why: Refused) => void;
  },
): Promise<void> {
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
