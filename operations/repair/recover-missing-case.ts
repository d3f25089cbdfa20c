import { defined } from '../../domain/defined.ts';
import { beginWithin } from '../../db/log/append.ts';
import { type LostCommand, restoreBeginning, restoreCommands } from '../../db/commands/restore.ts';
import { recordRepair, type Repair, type Repairer } from '../../db/operations/repairs.ts';
import { beforeReceipt, foldEntries, viewOf } from '../../domain/case/case.ts';
import { brokenAt, type Entry, genesis } from '../../domain/log/chain.ts';
import { readEvent, type CaseEvent, when } from '../../domain/case/event.ts';
import { Refused } from '../../domain/refusal.ts';
import { startSnapshot } from '../../domain/host/snapshot.ts';
import type { ActRequest } from '../../domain/host/protocol.ts';
import { noteRepair } from '../../domain/host/note-repair.ts';
import { queryCode } from '../../db/letters/letter-rows.ts';
import { versionsIn } from '../../commands/calendars.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import type { CommandContext } from '../../commands/context.ts';
import { skippedOffset } from '../../commands/run-time.ts';
import { environmentOf } from '../../commands/environment.ts';
import { reserveIssuedNumbers, numbersIn, personalLost } from './issued-numbers.ts';
import { readHistory } from './history.ts';

/**
 * Writes a case that was received after the copy was made, from the first event that Temporal keeps of it: its number,
 * its dates and its acts are those of then. Its query code is new, and its personal fields are absent, as after
 * erasing.
 * @throws Refused `case.unknown`, `repair.doesNotFollow`, `repair.receivedAgain`
 */
export async function takeWhole(context: CommandContext, caseId: string, repairer: Repairer): Promise<Repair> {
  const { entries, asked, began } = await readHistory(context, caseId, 0);
  const events = entries.map(each => readEvent(each.text));
  const [first] = events;
  if (!began || first === undefined) throw new Refused('case.unknown', { found: caseId });
  if (first.type !== 'received' || first.key === undefined || brokenAt(genesis(caseId), 0, entries) !== undefined)
    throw doesNotFollow(caseId, 0, entries);
  const environment = environmentOf(context, began.procedure);
  await context.calendars.load(versionsIn(events));
  const kept = startSnapshot(caseId, foldEntries(beforeReceipt(caseId), entries, environment));
  const { case: _, number, ...application } = first.data;
  const code = queryCode();
  const { actor, key, request } = first;
  const { procedure } = began;
  // What was skipped since the run began is the case's time too.
  const timeOffset = Math.max(began.timeOffset, (await skippedOffset(context.client, caseId)) ?? 0);
  const lost = await personalLost(context.db, events);
  const found = (
    `no case; the run knew up to ${kept.revision}. Lost: the query code it ` +
    `had${lost.length > 0 ? `, personal fields ${lost.join(', ')}` : ''}`
  ).slice(0, 2_000);
  const next = noteRepair(
    kept,
    repairer.by,
    { how: 'takeFromHistory', found, reason: repairer.reason },
    Date.now() + timeOffset,
    environment,
  );
  return await context.db.transaction().execute(async tx => {
    const restored = await restoreBeginning(tx, {
      key,
      caseId,
      procedure,
      number,
      queryCode: code,
      timeOffset,
      actor,
      payload: canonicalJson(application),
      asked: when(first),
      ...defined({ request }),
    });
    if (!restored) throw new Refused('repair.receivedAgain', { case: caseId, number });
    await restoreCommands(tx, { caseId, procedure, timeOffset }, commandsOf(asked, events));
    await beginWithin(tx, caseId, {
      queryCode: code,
      timeOffset,
      entries: next.tail,
      view: viewOf(next.state, environment),
    });
    await reserveIssuedNumbers(tx, { number, instruments: numbersIn(caseId, events) });
    return await recordRepair(tx, { ...repairer, what: 'takeFromHistory', caseId, found });
  });
}

/** The acts of which these events come, as the runs accepted them. */
export function commandsOf(asked: readonly ActRequest[], events: readonly CaseEvent[]): readonly LostCommand[] {
  const keys = new Set(events.map(each => each.key));
  return asked
    .filter(each => keys.has(each.key))
    .map(({ key, actor, payload, request, cause, asked: at }) => ({
      key,
      actor,
      payload,
      asked: at,
      ...defined({ request, cause }),
    }));
}

export const doesNotFollow = (caseId: string, revision: number, entries: readonly Entry[]): Refused =>
  new Refused('repair.doesNotFollow', {
    case: caseId,
    revision,
    first: entries[0]?.seq ?? null,
    last: entries.at(-1)?.seq ?? null,
  });
