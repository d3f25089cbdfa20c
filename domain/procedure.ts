/**
 * What authors of procedures import, and all of it: words, joins, guards, limits. A procedure's only other import is
 * zod.
 */
export {
  calendarDays,
  clockHours,
  earlierOf,
  halfDays,
  months,
  onDay,
  workingDays,
  workingHours,
} from './clock/limit.ts';
export {
  agreed,
  applies,
  granted,
  reasonsAgainst,
  reasonsUpheld,
  whoDisagree,
  type Answers,
  type Deciding,
  type Objection,
  type Reason,
  type Reasons,
} from './procedure/language/answers.ts';
export { choice } from './procedure/language/choice.ts';
export {
  above,
  atLeast,
  atMost,
  before,
  below,
  both,
  either,
  is,
  not,
  onDate,
  per,
} from './procedure/language/condition.ts';
export { draw } from './procedure/language/draw.ts';
export type { Closing, Ending, Flow } from './procedure/language/flow.ts';
export { all, each, race } from './procedure/language/join.ts';
export { listBy } from './procedure/language/list.ts';
export { deferred, later, required, tolerable } from './procedure/language/material.ts';
export { money } from './procedure/language/money.ts';
export { permit, years } from './procedure/language/permit.ts';
export { personal, type Personal } from './procedure/language/personal.ts';
export { official, reasonText, unit } from './procedure/language/texts.ts';
export { applicantWait, special } from './procedure/language/policy.ts';
export { procedure } from './procedure/language/definition.ts';
export { assigned, silenceAgrees, upper } from './procedure/language/step.ts';
export { child } from './procedure/language/steps/child.ts';
export { approval, conference, decision, task } from './procedure/language/steps/office.ts';
export { applicant, effect, event, fee, publicNotice, wait } from './procedure/language/steps/outside.ts';
