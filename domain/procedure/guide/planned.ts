import type { AnyProcedure } from '../language/definition.ts';
import type { Form } from './answered-form.ts';
import { goodWayOf } from './good-way.ts';
import { outlineFor } from './outline-for.ts';
import { inOrder } from './guide.ts';

/** A step of a case, as far as its procedure and the form say it beforehand. */
export interface PlannedStep {
  readonly step: string;
  readonly afterDecision: boolean;
}

/**
 * The steps that a form brings where everybody agrees in time, in their order. What is asked because something went
 * otherwise is not foreseen.
 */
export function plannedSteps(procedure: AnyProcedure, form: Form, modes: readonly string[]): readonly PlannedStep[] {
  const usual = goodWayOf(procedure, form, modes).steps;
  return inOrder(outlineFor(procedure).steps)
    .filter(({ step }) => usual.has(step))
    .map(({ step, afterDecision }) => ({ step, afterDecision }));
}
