import { z } from 'zod';
import { faultOver, impersonalForm, limitsFor, type AnyProcedure } from '../procedure/procedure.ts';
import { checkLimit } from '../clock/limit.ts';
import { Refused } from '../refusal.ts';
import { type Applied, factsFor } from './open-steps.ts';
import { refuseShape } from './refusals.ts';
import type { Json } from '../values.ts';

/**
 * Every field that the form asks: those that were left out too, and the personal ones, whose answers are kept apart.
 */
export const fieldsOf = ({ form }: AnyProcedure): readonly string[] =>
  form instanceof z.ZodObject ? Object.keys(form.shape) : [];

/**
 * The flow is tried over a form before it is kept: one by which it breaks would make a case that nobody can decide.
 * @throws Refused
 */
export function tryForm(procedure: AnyProcedure, applied: Applied): void {
  const { promised, statutory } = limitsFor(procedure, applied.form);
  for (const limit of [promised, statutory]) if (limit) checkLimit(limit);
  const fault = faultOver(procedure, factsFor(applied));
  if (fault !== undefined) throw new Refused('form.defect', { fault });
}

/** The answers of a form as the log keeps them: every field but the personal ones, which the boundary took out. */
export function checkForm(procedure: AnyProcedure, form: Json): void {
  const parsed = impersonalForm(procedure)?.safeParse(form);
  if (parsed?.success === false) refuseShape('form', parsed.error, form);
}
