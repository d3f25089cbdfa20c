/** What the engine, the API and tests use of the procedure language. Authors import `domain/procedure.ts`. */
export type { AnyProcedure, Extension } from './language/definition.ts';
export { limitsFor } from './language/limits-for.ts';
export { Defect, Diverged } from './runtime/errors.ts';
export { answer, flow, type Answered, type NotAnswered } from './runtime/flow.ts';
export type { Facts, Outcome } from './runtime/state.ts';
export { chargeOf, isMoney } from './language/money.ts';
export { check } from './check/check.ts';
export { warnings } from './check/warnings.ts';
export { issuesInRegistered, type Registered } from './check/registered.ts';
export {
  approversOf,
  levelsAbove,
  issuesInDirectory,
  pinnedUnits,
  placesOfLead,
  rolesMissing,
  unavailableBecause,
  type LevelAbove,
} from './check/directory.ts';
export { refuseIssues, formatIssues, type DefinitionIssue } from './check/issue.ts';
export { materialsAsked } from './language/material.ts';
export { formatCondition } from './language/condition.ts';
export type { Mode } from './language/mode.ts';
export { fillIn, impersonalForm, type PersonalName, splitPersonal, takeApart } from './language/personal.ts';
export { datesOf, formOn, isEvery, type Every } from './language/schedule.ts';
export { type HandedOn, handedOnOf } from './language/handed-on.ts';
export { takenBy } from './language/steps/outside.ts';
export type { StepDefinition } from './language/step.ts';
export { holdsInside, strictly } from './language/schema.ts';
export { isOfficialField, officialsIn, unitsIn } from './language/texts.ts';
export { faultOver } from './check/walk/trial.ts';
export { outline, outlineOf } from './check/walk/outline.ts';
