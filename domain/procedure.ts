/**
 * What authors of procedures import, and all of it: words, joins, guards, limits.
 * A procedure's only other import is zod.
 */
export { calendarDays, clockHours, halfDays, months, onDay, workingDays, workingHours } from './clock/limit.ts';
export {
  agreed,
  applies,
  granted,
  reasonsAgainst,
  whoDisagree,
  type Answers,
  type Deciding,
  type Reason,
  type Reasons,
} from './procedure/answers.ts';
export { is, onDate, per } from './procedure/condition.ts';
export type { Closing, Ending, Flow } from './procedure/flow.ts';
export { all, each, race } from './procedure/join.ts';
export { listBy } from './procedure/list.ts';
export { deferred, later, required, tolerable } from './procedure/material.ts';
export { personal, type Personal } from './procedure/personal.ts';
export { applicantWait, special } from './procedure/policy.ts';
export { procedure } from './procedure/definition.ts';
export { assigned, silenceAgrees } from './procedure/step.ts';
export { child } from './procedure/words/child.ts';
export { approval, conference, decision, task } from './procedure/words/office.ts';
export { applicant, effect, event, publicNotice, wait } from './procedure/words/outside.ts';
