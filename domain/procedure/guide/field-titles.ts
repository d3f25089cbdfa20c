import { z } from 'zod';
import { choiceTitlesOf } from '../language/choice.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { shapeOf } from '../language/schema.ts';

/** The schema of a field of the form, where the form is an object of fields. */
const fieldOf = ({ form }: AnyProcedure, field: string): z.core.$ZodType | undefined =>
  form instanceof z.ZodObject ? (form.shape as Readonly<Record<string, z.ZodType>>)[field] : undefined;

/** What the author calls a field of the form (`.meta({ title })`, `.describe()`), else its name. */
export function fieldTitleOf(procedure: AnyProcedure, field: string): string {
  const schema = fieldOf(procedure, field);
  return (schema && metaTitleOf(schema)) ?? field;
}

function metaTitleOf(schema: z.core.$ZodType): string | undefined {
  const meta = z.globalRegistry.get(schema);
  const { innerType } = shapeOf(schema);
  return meta?.title ?? meta?.description ?? (innerType && metaTitleOf(innerType));
}

/** What the public reads of a value of a field (`choice`), else nothing. */
export function valueTitleOf(procedure: AnyProcedure, field: string, value: unknown): string | undefined {
  const schema = fieldOf(procedure, field);
  const titles = schema && titlesIn(schema);
  return titles && typeof value === 'string' && Object.hasOwn(titles, value) ? titles[value] : undefined;
}

function titlesIn(schema: z.core.$ZodType): Readonly<Record<string, string>> | undefined {
  const { innerType } = shapeOf(schema);
  return choiceTitlesOf(schema) ?? (innerType && titlesIn(innerType));
}
