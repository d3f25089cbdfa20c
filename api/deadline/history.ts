import { versionsIn } from '../../commands/calendars.ts';
import { readLog } from '../../db/log/read.ts';
import type { Environment } from '../../domain/case/case.ts';
import { readEvent } from '../../domain/case/event.ts';
import { historyOf, type Moment } from '../../domain/case/explain/history.ts';
import type { Context } from '../schema/context.ts';
import { inTurn } from './in-turn.ts';
import { RefusedByCase } from '../error/errors.ts';
import type { KnownCase } from '../case/objects.ts';
import { refusalOf } from '../../domain/refusal.ts';

/** The log of a case folded, with what it was folded by. */
export interface KnownHistory {
  readonly moments: readonly [Moment, ...Moment[]];
  readonly environment: Environment;
}

/** Folded once a request, however many clocks of a case are asked. */
const known = new WeakMap<Context['loaders'], Map<string, Promise<KnownHistory>>>();

export function historyOfCase(context: Context, { view }: KnownCase): Promise<KnownHistory> {
  const histories = known.get(context.loaders) ?? new Map<string, Promise<KnownHistory>>();
  known.set(context.loaders, histories);
  const history = histories.get(view.case) ?? read(context, view.case, view.procedure);
  histories.set(view.case, history);
  return history;
}

async function read({ db, procedures, commands }: Context, caseId: string, type: string): Promise<KnownHistory> {
  const procedure = procedures.get(type);
  if (!procedure)
    throw new RefusedByCase(refusalOf('procedure.unknown', { found: type, expected: [...procedures.keys()] }));
  const environment: Environment = {
    procedure,
    calendar: version => {
      const found = commands.calendars.get(version);
      if (!found) throw new RefusedByCase(refusalOf('calendar.unknown', { found: version }));
      return found;
    },
  };
  const events = (await readLog(db, caseId)).map(({ text }) => readEvent(text));
  await commands.calendars.load(versionsIn(events));
  return { environment, moments: await inTurn(() => historyOf(events, environment)) };
}
