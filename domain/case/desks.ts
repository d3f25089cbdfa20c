import type { Instant } from '../calendar/day.ts';
import { unifiedWindow } from '../directory/directory.ts';
import { isToHandOver } from './capabilities/early-grants/early.ts';
import { isFromBelow } from './capabilities/forwarding/links.ts';
import type { CaseView, InstrumentView, StepView } from './view.ts';
import type { Status } from './vocabulary.ts';

/** Where the unified window has work with a case: received, in correction, or to be delivered. */
export const atTheWindow: ReadonlySet<Status> = new Set<Status>([
  'received',
  'correction',
  'granted',
  'grantedTolerant',
  'denied',
  'settled',
  'forwardedUp',
]);

/** A window has work with it, to receive or to hand over; for a case below that one hands it over. */
export const isAtTheWindow = ({ status, follows, permits }: CaseView): boolean =>
  (atTheWindow.has(status) && !isFromBelow({ ...(follows && { follows }) })) || permits.some(isToHandOver);

/** A place that may see a case because of its part in it: a unit, or the unified window. Instants in milliseconds. */
export interface Desk {
  readonly desk: string;
  /** The case waits for this desk now. */
  readonly acts: boolean;
  /** Since when: of the oldest step or instrument that waits for this desk, else of its first, else the receipt. */
  readonly openedAt: Instant;
  /** The earliest due of this desk's own clocks and instruments that are not over, breached ones included. */
  readonly due?: Instant;
  /** The earliest breach of this desk's own clocks that are not over. */
  readonly breachedAt?: Instant;
}

/** The window that has work with a case: of its place, else of the whole district. */
export const windowIn = ({ window }: Pick<CaseView, 'window'>): string => window ?? unifiedWindow;

const isToDo = ({ state }: StepView): boolean => state === 'ready' || state === 'claimed' || state === 'proposed';
const isOpenStep = (step: StepView): boolean => isToDo(step) || step.state === 'paused';
const isToAnswer = ({ state }: InstrumentView): boolean => state === 'served' || state === 'overdue';

/**
 * The desks of a case: the unit that leads it, those that check its papers, have a step in it or are addressed by an
 * instrument, and the unified window while it has work with it or materials are missing.
 */
export function desksOf(view: CaseView): readonly Desk[] {
  const hasWindow = isAtTheWindow(view) || view.missing.length > 0;
  const names = new Set([
    view.lead,
    ...(view.checks ?? []).map(({ unit }) => unit),
    ...view.steps.flatMap(step => step.unit ?? []),
    ...view.instruments.map(instrument => instrument.unit),
    ...(hasWindow ? [windowIn(view)] : []),
    // Who filed it for the applicant sees it to its end.
    ...(view.filedBy === undefined ? [] : [view.filedBy]),
  ]);
  return [...names].map(desk => deskOf(view, desk));
}

function deskOf(view: CaseView, desk: string): Desk {
  const steps = view.steps.filter(step => step.unit === desk);
  const instruments = view.instruments.filter(instrument => instrument.unit === desk);
  const waiting = [...steps.filter(isToDo), ...instruments.filter(isToAnswer)];
  const clocks = view.clocks.filter(clock => clock.unit === desk && clock.state !== 'stopped');
  const dues = [
    ...clocks.flatMap(clock => clock.due ?? []),
    ...instruments.filter(isToAnswer).flatMap(instrument => instrument.replyDue ?? []),
  ];
  const breaches = clocks.flatMap(clock => clock.breachedAt ?? []);
  const opened = waiting.length > 0 ? waiting : [...steps, ...instruments];
  return {
    desk,
    acts: waiting.length > 0 || actsWithoutStep(view, desk),
    openedAt: opened.length > 0 ? Math.min(...opened.map(each => each.openedAt)) : view.receivedAt,
    ...(dues.length > 0 && { due: Math.min(...dues) }),
    ...(breaches.length > 0 && { breachedAt: Math.min(...breaches) }),
  };
}

/** The window acts by the case's status, except where the applicant corrects; the lead where nobody else does. */
function actsWithoutStep(view: CaseView, desk: string): boolean {
  if (view.endedAt !== undefined) return false;
  const check = view.checks?.find(({ unit }) => unit === desk);
  if (check && view.status === 'received') return check.at === undefined;
  if (desk === windowIn(view) && view.permits.some(isToHandOver)) return true;
  if (isAtTheWindow(view)) return desk === windowIn(view) && view.status !== 'correction';
  return desk === view.lead && !view.steps.some(isOpenStep);
}
