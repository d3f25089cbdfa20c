import { orUndefinedIfUnpublished } from '../../calendar/unpublished.ts';
import { due, isPaused, isRunning } from '../clocks.ts';
import type { Environment } from '../environment.ts';
import { isTheirs } from '../open-steps.ts';
import { ended, openSteps, suspensionOf, type CaseState, type ClockState } from '../state.ts';
import { stepsHolding } from './pauses.ts';

/** Who uses up the time now: an office, the applicant, a special procedure whose time does not count, or nobody. */
export const holderKinds = ['unit', 'applicant', 'special', 'nobody'] as const;
export interface Holder {
  readonly kind: (typeof holderKinds)[number];
  /** The units that act, for `unit` and `special`. */
  readonly units: readonly string[];
  /** Why, as the public reads it. */
  readonly text: string;
}

const nobody = (text: string): Holder => ({ kind: 'nobody', units: [], text });
const applicant = (text: string): Holder => ({ kind: 'applicant', units: [], text });
const units = (ids: readonly string[], text: string): Holder => ({ kind: 'unit', units: [...new Set(ids)], text });

/**
 * Who holds the time of a clock as of the last event. A pause opened after the due instant changes nothing: the time is
 * held as if it were none.
 */
export function holderOf(state: CaseState, clock: ClockState, { procedure, calendar }: Environment): Holder {
  const stands =
    isPaused(clock) && orUndefinedIfUnpublished(() => due(calendar(clock.calendar), clock))?.projected !== false;
  const kindOf = (step: string): string => procedure.steps[step]?.kind ?? '';
  if (!isRunning(clock) || ended(state)) return nobody('计时已停止');
  const suspension = suspensionOf(state);
  if (suspension && stands) return nobody(`已中止办理（文书 ${suspension.notice}），暂停计时`);
  const causedByApplicant = (special: string | undefined): boolean =>
    special !== undefined && procedure.special[special]?.causedBy === 'applicant';
  if (stands) {
    const holding = stepsHolding(state, clock);
    const special = holding.filter(step => step.special !== undefined);
    if (special.length > 0 && special.every(step => causedByApplicant(step.special)))
      return applicant('等待申请人，暂停计时');
    if (special.length > 0)
      return { kind: 'special', units: [...new Set(special.map(step => step.by))], text: '特殊程序所需时间不计入时限' };
    return holding.some(step => kindOf(step.step) === 'applicant')
      ? applicant('等待申请人，暂停计时')
      : nobody('等待外部事项，暂停计时');
  }
  if (clock.kind === 'special' && clock.party === 'agency')
    return { kind: 'special', units: clock.unit === undefined ? [] : [clock.unit], text: '特殊程序自身的时限' };
  const own = state.steps.find(step => step.id === clock.step);
  if (own && isTheirs(kindOf(own.step)) && kindOf(own.step) !== 'applicant') return nobody('期间届满前等待');
  if (clock.party === 'applicant') return applicant('申请人的时限');
  if (own) return units([own.by], '本环节计时中');
  if (clock.kind !== 'promise' && clock.kind !== 'statutory' && clock.kind !== 'milestone')
    return units([clock.unit ?? procedure.lead], '计时中');
  // Branches that stand still hold nothing: then it is the lead's.
  const acting = (suspension ? [] : openSteps(state))
    .filter(step => step.special === undefined && !isTheirs(kindOf(step.step)))
    .map(step => step.by);
  return acting.length > 0
    ? units(acting, '由未办结的环节占用')
    : units(
        [procedure.lead],
        openSteps(state).length === 0 ? '无未办结环节，计入牵头单位' : '无正在计时的环节，计入牵头单位',
      );
}
