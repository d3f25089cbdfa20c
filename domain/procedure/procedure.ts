/** What the engine, the API and tests use of the procedure language. Authors import `domain/procedure.ts`. */
export { limitsFor, type AnyProcedure, type Extension } from './definition.ts';
export { Defect, Diverged } from './driver/errors.ts';
export { answer, flow, type Answered, type NotAnswered } from './driver/flow.ts';
export type { Facts, Outcome } from './driver/state.ts';
export { check } from './faults/check.ts';
export { remarks } from './faults/remarks.ts';
export { faultsInDirectory } from './faults/directory.ts';
export { refuseFaults, tellFaults, type Fault } from './faults/fault.ts';
export { materialsAsked } from './material.ts';
export type { Mode } from './mode.ts';
export { splitPersonal } from './personal.ts';
export type { StepDefinition } from './step.ts';
export { outline, outlineOf } from './walk/outline.ts';
