/** What the engine, the API and tests use of the procedure language. Authors import `domain/procedure.ts`. */
export { agreed, applies, granted, reasonsAgainst, whoDisagree, type Answers, type Deciding, type Reason, type Reasons } from './answers.ts';
export { holds, resolveLimit, type AnyLimit, type Condition } from './condition.ts';
export { limitsFor, procedure, type AnyProcedure, type Extension, type Limits, type Procedure } from './definition.ts';
export { Defect, Diverged } from './driver/errors.ts';
export { answer, flow, type Answered, type NotAnswered } from './driver/flow.ts';
export type { Facts, FlowState, Open, Outcome } from './driver/state.ts';
export { refuseFaults, type Fault } from './faults/fault.ts';
export type { Closing, Ending, Flow } from './flow.ts';
export { materialsAsked, type Material, type MaterialAsked, type MaterialKind } from './material.ts';
export type { Commitment, Mode, ModeData } from './mode.ts';
export { personalNames, splitPersonal } from './personal.ts';
export type { Intake, Policies, Special } from './policy.ts';
export type { Kind, StepDefinition } from './step.ts';
export { check } from './faults/check.ts';
export { outline, outlineOf, type Outline, type StepOutline } from './walk/outline.ts';
