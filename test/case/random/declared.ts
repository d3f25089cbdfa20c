import { z } from 'zod';
import {
  applicant,
  approval,
  atLeast,
  before,
  both,
  calendarDays,
  child,
  conference,
  decision,
  earlierOf,
  effect,
  either,
  event,
  fee,
  halfDays,
  is,
  not,
  publicNotice,
  silenceAgrees,
  task,
  upper,
  wait,
  workingDays,
  workingHours,
} from '../../../domain/procedure.ts';
import type { Limit } from '../../../domain/clock/limit.ts';
import { parts } from './parts.ts';
import { kinds, type StepPlan } from './plan.ts';

export const basis = '试行办法 1';
export const told = z.object({ count: z.int().min(0).max(9) });
const conditions = {
  kind: is('kind', 'a', 'b'),
  size: atLeast('size', 300),
  flag: is('flag'),
  joined: either(not(is('flag')), both(atLeast('size', 300), before('opens', '2027-05-01'))),
} as const;

/** So many days, said in the unit of the plan. */
function limitOf({ days, counted }: { readonly days: number; readonly counted: string }): Limit {
  switch (counted) {
    case 'ND':
      return calendarDays(days);
    case 'HALF_DAY':
      return halfDays(2 * days - 1);
    case 'WH':
      return workingHours(6 * days + 0.5);
    case 'EARLIER_OF':
      return earlierOf(workingDays(days), calendarDays(days + 2));
    default:
      return workingDays(days);
  }
}

/** How long ahead a conference is convened: never longer than the time of its step, said in the same unit. */
function noticeIn(counted: string): Limit {
  if (counted === 'HALF_DAY') return halfDays(1);
  return counted === 'WH' ? workingHours(1) : workingDays(1);
}

const isAsked = (plan: StepPlan): plan is Extract<StepPlan, { when: string }> => 'when' in plan;

/** What the author of a step would have written. */
export function declarationOf(plan: StepPlan): unknown {
  const within = limitOf({ counted: 'WD', ...plan });
  const when =
    isAsked(plan) && plan.when !== 'always' ? { when: conditions[plan.when as keyof typeof conditions] } : {};
  const common = { within, ...when };
  switch (plan.kind) {
    case 'approval': {
      const may = [...(plan.mayReturn ? ['return', 'notApplicable'] : []), ...(plan.mayForward ? ['forwardUp'] : [])];
      return approval('审查', {
        ...common,
        by: plan.isUpper ? upper(plan.by) : plan.by,
        ...(plan.people === 3 ? { trio: true } : { people: plan.people }),
        ...(plan.isSilent && { silence: silenceAgrees(basis) }),
        ...(plan.isSatisfied && { satisfiedBy: 'area-review' }),
        may,
        mayPauseFor: plan.mayPause ? ['inspection', 'siteReady'] : [],
      } as never);
    }
    case 'special':
      return approval('检测', { ...when, by: plan.by, special: 'inspection' } as never);
    case 'task':
      return task('办理', {
        ...common,
        by: plan.by,
        people: plan.people,
        ...(plan.tells && { result: told }),
        may: plan.mayReturn ? ['return'] : [],
      } as never);
    case 'decision':
      return decision('选择', {
        ...common,
        by: plan.by,
        of: ['yes', 'no'],
        ...(plan.isHeads && { post: 'principal' }),
      } as never);
    case 'applicant':
      return applicant('申请人办理', {
        ...common,
        ...(plan.tells && { result: told }),
        ...(plan.brings && { gives: ['receipt'] }),
      } as never);
    case 'event':
      return event('外部事项', { ...when, from: plan.by, expires: within } as never);
    case 'publicNotice':
      return publicNotice('公示', {
        ...when,
        lasts: within,
        objection: plan.by,
        ...(plan.isTyped && { concerns: z.object({ about: z.enum(kinds) }), answered: workingDays(2) }),
      } as never);
    case 'fee':
      return fee('缴费', { ...common, amount: 500, basis } as never);
    case 'effect':
      return effect('登记', {
        ...common,
        by: plan.by,
        calls: 'register',
        takes: z.object({ size: z.int() }),
        result: told,
      } as never);
    case 'child':
      return child(parts[plan.part], {
        opens: opensOf(plan),
        ...when,
        ...(opensOf(plan) === 'draft' && { within }),
      } as never);
    case 'wait':
      return wait('等待', within);
    case 'conference':
      return conference('会议', {
        ...common,
        chair: plan.by,
        of: ['fire-rescue', 'tobacco'],
        notice: noticeIn(plan.counted),
        ...(plan.isSilent && { absent: silenceAgrees(basis) }),
      } as never);
  }
}

/** What the engine offers by itself nobody has to complete. */
export const opensOf = ({ part, opens }: Extract<StepPlan, { kind: 'child' }>): 'draft' | 'received' =>
  part === 'offered' ? 'received' : opens;
