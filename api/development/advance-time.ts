import { advance } from '../../operations/development/advance-time.ts';
import { keyOf } from '../../commands/submit.ts';
import { databaseIsAway } from '../../db/connection-errors.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { Refused } from '../../domain/refusal.ts';
import { checkCommandId, type ActInput } from '../act/act.ts';
import { requireCase } from '../case/load-visible-case.ts';
import type { Context } from '../schema/context.ts';
import {
  ApiError,
  AskAgain,
  DevelopmentOnly,
  InvalidInput,
  RefusedByCase,
  SameIdOtherContent,
} from '../error/errors.ts';
import type { Kit } from '../schema/kit.ts';
import type { Accepted } from '../case/objects.ts';

interface AdvanceInput extends ActInput {
  readonly workingDays: number;
}
const most = 250;

/** Moves of one case follow each other: two at once would move it by neither. */
const moving = new Map<string, Promise<unknown>>();

/** Development only: the time of one case goes ahead, and the ladder climbs meanwhile. */
export function addAdvanceTime({ builder, shared, result }: Kit): void {
  const input = shared.actInput('AdvanceTimeInput', t => ({
    workingDays: t.int({ required: true, description: `1 to ${most}, to the same time of day.` }),
  }));
  builder.mutationField('advanceTime', t =>
    t.field({
      type: result,
      description:
        "Development only: moves a case's time ahead by working days of its calendar; what is due on the way happens.",
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) => advanceTime(context, given),
    }),
  );
}

async function advanceTime(context: Context, given: AdvanceInput): Promise<Accepted> {
  const { commandId, caseId, workingDays } = given;
  if (!context.development) throw new DevelopmentOnly('advanceTime');
  checkCommandId(commandId);
  if (workingDays < 1 || workingDays > most)
    throw new InvalidInput([
      {
        path: ['workingDays'],
        code: workingDays < 1 ? 'tooSmall' : 'tooBig',
        params: { minimum: 1, maximum: most, of: 'value', size: workingDays },
      },
    ]);
  const { view } = await requireCase(context, caseId);
  const key = keyOf({ person: context.viewer!.person }, commandId);
  const move = (moving.get(view.case) ?? Promise.resolve())
    .catch(() => {})
    .then(() => advance(context.commands, { key, caseId: view.case, workingDays }));
  moving.set(view.case, move);
  try {
    const moved = await move;
    if (moved === 'differs') throw new SameIdOtherContent(commandId);
    if (moved === 'underWay') throw new AskAgain(commandId);
  } catch (error) {
    throw toldOf(error, context, commandId);
  } finally {
    if (moving.get(view.case) === move) moving.delete(view.case);
  }
  context.loaders.case.clear(view.case);
  return { commandId, case: await requireCase(context, caseId) };
}

/** Whatever ends a way before it arrives: the same id again goes on with it. */
function toldOf(error: unknown, { log, requestId }: Context, commandId: string): unknown {
  if (error instanceof Refused) return new RefusedByCase(error.refusal);
  if (error instanceof ApiError || databaseIsAway(error)) return error;
  log.warn({ requestId, fault: describeError(error) }, 'a move of time did not arrive');
  return new AskAgain(commandId);
}
