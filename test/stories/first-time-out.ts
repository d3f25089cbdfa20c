import { formatInstant } from '../../domain/calendar/day.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { caseOf, officer } from '../../domain/testing.ts';
import { beginning, dayOf, type GoodWay } from './good-ways.ts';

/** What time does first to a case that is left alone: a limit broken, or an end of somebody's time. */
const timeOuts = new Set(['breached', 'lapsed', 'deemedWithdrawn', 'deemedGranted', 'childEnded']);
/** So many working days a case is left alone at most. */
const mostDays = 240;

/** The first time-out of a case that nobody touches once the window has accepted it, on the virtual clock. */
export function firstTimeOut(procedure: AnyProcedure, { received }: GoodWay) {
  const modes = procedure.modes.noApplication ? ['applyAndEnjoy'] : [];
  const one = caseOf(procedure).receive({ at: beginning, form: received['form'] as never, modes });
  for (const { unit } of one.view.checks ?? []) one.act(officer(unit), { type: 'checkCompleteness', defects: [] });
  const isAccepted = one.status === 'received' && (one.view.checks ?? []).length === 0;
  if (isAccepted) one.accept();
  for (let days = 1; days <= mostDays; days += 1) {
    one.until('+1 working day');
    const found = one.events.find(({ type }) => timeOuts.has(type));
    if (found)
      return {
        isAccepted,
        received: one.events[0]!.data as unknown as GoodWay['received'],
        days: Math.min(dayOf(found.at) + 1, mostDays),
        says: `${found.type.replaceAll(/(?=[A-Z])/gu, '_').toUpperCase()} ${formatInstant(found.at).slice(0, 16)}`,
      };
  }
  throw new Error(`Nothing happens to ${procedure.id} in ${mostDays} working days.`);
}
