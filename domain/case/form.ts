import { z } from 'zod';
import { impersonalForm, type AnyProcedure } from '../procedure/procedure.ts';
import { refuseShape } from './refusals.ts';
import type { Json } from '../values.ts';

/**
 * Every field that the form asks: those that were left out too, and the personal ones, whose answers are kept apart.
 */
export const fieldsOf = ({ form }: AnyProcedure): readonly string[] =>
  form instanceof z.ZodObject ? Object.keys(form.shape) : [];

/** The answers of a form as the log keeps them: every field but the personal ones, which the boundary took out. */
export function checkForm(procedure: AnyProcedure, form: Json): void {
  const parsed = impersonalForm(procedure)?.safeParse(form);
  if (parsed?.success === false) refuseShape('form', parsed.error, form);
}
