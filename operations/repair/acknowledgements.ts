import type { Db } from '../../db/client.ts';
import { digestsNotLogged } from '../../db/log/read.ts';
import { digestOf } from '../../domain/log/chain.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import type { CaseEvent } from '../../domain/case/event.ts';
import type { CaseView } from '../../domain/case/view.ts';

/**
 * What the API's log says of an act that was told as accepted: no person, nothing that was said. After a restore to an
 * earlier moment this log alone remembers it.
 */
export interface Acknowledgement {
  readonly case: string;
  readonly number: string;
  /** The event that came of it, and when it took effect, in the case's time. */
  readonly event: string;
  readonly at: string;
  /** Stands for the command's key, which names a person. */
  readonly act: string;
}

/** Of the line of the log that carries such an act. */
export const acknowledgedMessage = 'told as accepted';

export function acknowledgementOf(
  [event]: readonly CaseEvent[],
  { case: id, number }: CaseView,
): Acknowledgement | undefined {
  return event?.key === undefined
    ? undefined
    : { case: id, number, event: event.type, at: formatInstant(event.at), act: digestOf(event.key) };
}

/** The act of a line of the log, whatever stands before its JSON; undefined for every other line. */
export function parseAcknowledgement(line: string): Acknowledgement | undefined {
  if (!line.includes(acknowledgedMessage)) return undefined;
  try {
    const {
      msg,
      case: id,
      number,
      event,
      at,
      act,
    } = JSON.parse(line.slice(line.indexOf('{'))) as Partial<Acknowledgement> & { readonly msg?: string };
    return msg === acknowledgedMessage &&
      id !== undefined &&
      number !== undefined &&
      event !== undefined &&
      at !== undefined &&
      act !== undefined
      ? { case: id, number, event, at, act }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Of these acts: those that the database does not have. One that was asked again since, with its own id, is there. */
export async function unloggedActs(db: Db, told: readonly Acknowledgement[]): Promise<readonly Acknowledgement[]> {
  const lost = new Set(
    await digestsNotLogged(
      db,
      told.map(each => ({ caseId: each.case, digest: each.act })),
    ),
  );
  return told.filter(each => lost.has(each.act));
}
