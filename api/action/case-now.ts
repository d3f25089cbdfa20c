import { readKept } from '../../commands/load-case.ts';
import { environmentOf } from '../../commands/environment.ts';
import type { ActContext } from '../../domain/case/act-context.ts';
import { contextOf } from '../../domain/case/act-context.ts';
import type { Environment } from '../../domain/case/environment.ts';
import type { CaseSnapshot } from '../../domain/host/protocol.ts';
import { applyDueTicks } from '../../domain/host/ticks.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Actor } from '../../domain/values.ts';
import type { KnownCase } from '../case/objects.ts';
import { inTurn } from '../deadline/in-turn.ts';
import { RefusedByCase } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';

/** A case as an act would meet it now: folded from its log, with what time did meanwhile. */
export interface CaseNow {
  readonly kept: CaseSnapshot;
  readonly environment: Environment;
  readonly now: number;
}

/** Folded once a request, however many steps of a case are asked. */
const known = new WeakMap<Context['loaders'], Map<string, Promise<CaseNow>>>();

export function caseNow(context: Context, record: KnownCase): Promise<CaseNow> {
  const cases = known.get(context.loaders) ?? new Map<string, Promise<CaseNow>>();
  known.set(context.loaders, cases);
  const found = cases.get(record.view.case) ?? read(context, record);
  cases.set(record.view.case, found);
  return found;
}

/** Who asks, of the case as it is now. */
export const askedBy = (actor: Actor, { kept, now }: CaseNow): ActContext => contextOf({ actor }, now, kept.state);

async function read({ db, commands }: Context, { view, timeOffset }: KnownCase): Promise<CaseNow> {
  const now = Date.now() + timeOffset;
  try {
    const environment = environmentOf(commands, view.procedure);
    const kept = await readKept(commands, db, view.case, environment);
    const horizon = { until: now, now, clearedUpTo: now };
    return { environment, now, kept: await inTurn(() => applyDueTicks(kept, horizon, environment)) };
  } catch (error) {
    throw error instanceof Refused ? new RefusedByCase(error.refusal) : error;
  }
}
