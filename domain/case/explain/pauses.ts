import { draftOf } from '../capabilities/children/state.ts';
import { defined } from '../../defined.ts';
import type { NamedPause } from '../../clock/explain/explanation.ts';
import type { PauseReason } from '../../clock/explain/reasons.ts';
import { isTheirs } from '../open-steps.ts';
import type { Environment } from '../environment.ts';
import { openSteps, type CaseState, type ClockState, type StepState } from '../state.ts';
import type { Moment } from './history.ts';

/** The pauses of a clock with their reasons and documents, from what was open when each began. */
export function namedPauses(
  history: readonly Moment[],
  clock: ClockState,
  environment: Environment,
  withoutFreeText: boolean,
): readonly NamedPause[] {
  return clock.pauses.map(({ why, ...pause }) => {
    const found = history.find(({ after }) =>
      after.clocks.some(
        each =>
          each.clock === clock.clock &&
          each.anchor === clock.anchor &&
          each.pauses.some(known => known.from === pause.from && known.why === why),
      ),
    );
    // What an annulment left of a pause has its reasons from when that part of it began. (C24)
    const began = found?.event.type === 'annulled' ? history.findLast(({ at }) => at <= pause.from) : found;
    const suspension = began?.after.suspensions?.find(each => each.notice === why);
    const reasons = suspension
      ? [reasonOfSuspension(suspension, withoutFreeText)]
      : began
        ? reasonsOf(began.after, clock, environment)
        : [];
    const known: readonly PauseReason[] = reasons.length > 0 ? reasons : [{ code: 'document', number: why }];
    return { ...pause, why: known };
  });
}

/** The open steps by which a clock stands still: its own, or for a clock of the case all of them. */
export const stepsHolding = (state: CaseState, clock: ClockState): readonly StepState[] =>
  openSteps(state).filter(step => clock.step === undefined || step.id === clock.step);

/** What an official wrote is not for the public: then the ground stands for it. */
const reasonOfSuspension = (
  { ground, reason, notice }: NonNullable<CaseState['suspensions']>[number],
  withoutFreeText: boolean,
): PauseReason => ({
  code: 'suspended',
  ground,
  ...defined({ reason: withoutFreeText ? undefined : reason.text }),
  notice,
});

function reasonsOf(state: CaseState, clock: ClockState, { procedure }: Environment): readonly PauseReason[] {
  return stepsHolding(state, clock).flatMap((step): readonly PauseReason[] => {
    const definition = procedure.steps[step.step];
    const title = definition?.title ?? step.id;
    const special = step.special === undefined ? undefined : procedure.special[step.special];
    if (step.special !== undefined)
      return [
        {
          code: 'special',
          step: title,
          special: special?.title ?? step.special,
          isCausedByApplicant: special?.causedBy === 'applicant',
          ...defined({ notice: step.notice }),
        },
      ];
    if (definition?.kind === 'applicant' || draftOf(state, step.id)) return [{ code: 'applicantStep', step: title }];
    return isTheirs(definition?.kind ?? '') ? [{ code: 'outsideStep', step: title }] : [];
  });
}
