import { defined } from '../../defined.ts';
import type { NamedPause } from '../../clock/explain/explanation.ts';
import { isTheirs } from '../open-steps.ts';
import type { Environment } from '../environment.ts';
import { openSteps, type CaseState, type ClockState, type StepState } from '../state.ts';
import type { Moment } from './history.ts';

const suspensionTitles = { byLaw: '依法中止', forceMajeure: '不可抗力' } as const;

/**
 * The pauses of a clock with their reason and document as the public reads them, from what was open when each began.
 */
export function namedPauses(
  history: readonly Moment[],
  clock: ClockState,
  environment: Environment,
  withoutFreeText: boolean,
): readonly NamedPause[] {
  return clock.pauses.map(({ from, to, until, why }) => {
    const began = history.find(({ after }) =>
      after.clocks.some(
        each =>
          each.clock === clock.clock &&
          each.anchor === clock.anchor &&
          each.pauses.some(pause => pause.from === from && pause.why === why),
      ),
    );
    const suspension = began?.after.suspensions?.find(each => each.notice === why);
    const reason = suspension
      ? `中止办理：${withoutFreeText ? suspensionTitles[suspension.ground] : suspension.reason.text}（文书 ` +
        `${suspension.notice}）`
      : began && whyPaused(began.after, clock, history.slice(0, began.seq), environment);
    return { from, ...defined({ to, until }), why: reason || why };
  });
}

/** The open steps by which a clock stands still: its own, or for a clock of the case all of them. */
export const stepsHolding = (state: CaseState, clock: ClockState): readonly StepState[] =>
  openSteps(state).filter(step => clock.step === undefined || step.id === clock.step);

function whyPaused(
  state: CaseState,
  clock: ClockState,
  earlier: readonly Moment[],
  { procedure }: Environment,
): string {
  return stepsHolding(state, clock)
    .map(step => {
      const definition = procedure.steps[step.step];
      const title = definition?.title ?? step.id;
      const special = step.special === undefined ? undefined : procedure.special[step.special];
      if (step.special !== undefined)
        return (
          `${special?.causedBy === 'applicant' ? '等待申请人' : '特殊程序'}“${title}：` +
          `${special?.title ?? step.special}”${noticeOf(earlier, step.id)}`
        );
      if (definition?.kind === 'applicant') return `等待申请人“${title}”`;
      return isTheirs(definition?.kind ?? '') ? `等待“${title}”` : '';
    })
    .filter(Boolean)
    .join('；');
}

function noticeOf(earlier: readonly Moment[], step: string): string {
  for (const { event } of earlier.toReversed())
    if (event.type === 'specialStarted' && event.data.step === step) return `（文书 ${event.data.notice.number}）`;
  return '';
}
