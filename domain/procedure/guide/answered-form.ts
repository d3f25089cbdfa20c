import { z } from 'zod';
import { issuesOf } from '../../issue.ts';
import { Refused } from '../../refusal.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { impersonalForm, withoutPersonal } from '../language/personal.ts';
import { answersOf } from './answers.ts';

export type Form = Readonly<Record<string, unknown>>;

/** The form of the procedure's own example, as the log would hold it. */
export const exampleForm = (procedure: AnyProcedure): Form => withoutPersonal(procedure, procedure.example as Form);

/**
 * The form that an applicant's answers come to. Only the fields on which something hangs need an answer; what else the
 * flow reads is the example's. Personal fields are not looked at.
 * @throws Refused `form.invalid` with every place that does not fit
 */
export function answeredForm(procedure: AnyProcedure, answers: unknown): Form {
  const impersonal = impersonalForm(procedure);
  const decisive = answersOf(procedure);
  const schema = impersonal
    ? z.strictObject(
        Object.fromEntries(
          Object.entries(impersonal.shape).map(([field, each]) => [
            field,
            decisive.has(field) ? each : z.optional(each as z.ZodType),
          ]),
        ),
      )
    : procedure.form;
  const given = isObject(answers) ? withoutPersonal(procedure, answers) : answers;
  const read = schema.safeParse(given);
  if (!read.success) throw new Refused('form.invalid', { issues: issuesOf(read.error, given) });
  const usual = Object.entries(exampleForm(procedure)).filter(([field]) => impersonal && !decisive.has(field));
  return { ...Object.fromEntries(usual), ...(read.data as Form) };
}

const isObject = (value: unknown): value is Form =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
