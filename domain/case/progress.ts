import { plannedSteps } from '../procedure/guide/planned.ts';
import type { AnyProcedure } from '../procedure/procedure.ts';
import type { CaseView } from './view.ts';

/** How far a case is: the steps that are still to come, and how many of all are done. */
export interface Progress {
  readonly done: number;
  readonly of: number;
  /** By the names that the procedure gives them, in their order. */
  readonly toCome: readonly string[];
}

type Read = Pick<CaseView, 'form' | 'modes' | 'steps' | 'decidedAt' | 'endedAt'>;

const nameOf = (step: string): string => step.split(/[@#:]/u, 1)[0]!;

/**
 * By the order of the procedure for this form, if everybody agrees; a step that was asked besides counts too, and
 * several askings of one step count once. A decision leaves what comes after it, an end leaves nothing.
 */
export function progressOf(procedure: AnyProcedure, { form, modes, steps, decidedAt, endedAt }: Read): Progress {
  const planned = plannedSteps(procedure, form as Readonly<Record<string, unknown>>, modes);
  const opened = steps.filter(({ state }) => state !== 'cancelled');
  const names = new Set(opened.map(({ step }) => nameOf(step)));
  const open = new Set(opened.filter(each => each.endedAt === undefined).map(({ step }) => nameOf(step)));
  const toCome =
    endedAt === undefined
      ? planned.filter(each => !names.has(each.step) && (decidedAt === undefined || each.afterDecision))
      : [];
  return {
    done: names.size - open.size,
    of: names.size + toCome.length,
    toCome: toCome.map(({ step }) => step),
  };
}
