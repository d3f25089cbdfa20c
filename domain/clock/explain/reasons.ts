import type { Coded } from '../../coded.ts';
import type { DayKind, Measure } from './explanation.ts';

/** A date as the calendar has it; of a holiday its name, as the notice of the State Council writes it. */
export interface NamedDay {
  readonly kind: DayKind;
  readonly name?: string;
}

/** What opened a pause, with titles from the procedure, the number of the document and what an official wrote. */
export interface PauseParams {
  /** The case is suspended (中止): by its ground where the official's own reason is not for the reader. */
  readonly suspended: {
    readonly ground: 'byLaw' | 'forceMajeure';
    readonly reason?: string;
    readonly notice: string;
  };
  /** A special procedure (行政许可法 45) of a step. */
  readonly special: {
    readonly step: string;
    readonly special: string;
    readonly isCausedByApplicant: boolean;
    readonly notice?: string;
  };
  /** The applicant has to do something. */
  readonly applicantStep: { readonly step: string };
  /** Something outside has to happen, or a period to pass. */
  readonly outsideStep: { readonly step: string };
  /** Nothing but the document is known. */
  readonly document: { readonly number: string };
}
export type PauseReason = Coded<PauseParams>;

interface OfDay {
  readonly day: NamedDay;
}

/** Why a line of the sum counts or does not. */
export interface LineParams {
  /** The day, the half, the instant from which it counts, of halves and of hours. */
  readonly anchorDay: object;
  readonly anchorHalf: object;
  readonly halvesBegin: object;
  readonly hoursBegin: object;
  /** It counts: as a working day or a part of one, with all its office hours, with both its halves. */
  readonly counted: OfDay;
  readonly wholeDay: OfDay;
  readonly bothHalves: OfDay;
  readonly morning: object;
  readonly afternoon: object;
  readonly calendarDay: object;
  readonly clockTime: object;
  /** It counts as the last calendar day, and rolls because it is a day off. */
  readonly countedOff: OfDay;
  readonly off: OfDay;
  readonly paused: { readonly reasons: readonly PauseReason[] };
  /** A day off over which the last day rolls, and the working day that it rolls to. */
  readonly rolled: OfDay;
  readonly rolledTo: OfDay;
  /** The day, or the half, on which a pause ended: the last one moves to it. */
  readonly movedToDay: object;
  /** The working day after the one that a pause lasted to the end of. */
  readonly movedAfterPause: OfDay;
  readonly movedToHalf: object;
  /** The reader stands here, or the clock was stopped here; `remaining` is below 0 when late. */
  readonly now: { readonly isStopped: boolean; readonly measure: Measure; readonly remaining: number };
}
export type LineReason = Coded<LineParams>;

/** Whether two lines say the same. All parameters are plain data in one order; nearly all lines are of days. */
export function isSameReason(a: LineReason, b: LineReason): boolean {
  if (a.code !== b.code) return false;
  if ('day' in a && 'day' in b) return a.day.kind === b.day.kind && a.day.name === b.day.name;
  return JSON.stringify(a) === JSON.stringify(b);
}
