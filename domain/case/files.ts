import type { z } from 'zod';
import { documentReference, paper, type FileReference } from '../values.ts';
import { command } from './command.ts';

/** The schema inside of what may be left out and of lists. */
function innermost(schema: z.core.$ZodType): z.core.$ZodType {
  const { innerType, element } = schema._zod.def as { innerType?: z.core.$ZodType; element?: z.core.$ZodType };
  const inner = innerType ?? element;
  return inner ? innermost(inner) : schema;
}

/** By the type of a command its fields that hold papers or documents. */
const fieldsOfType: ReadonlyMap<string, readonly string[]> = new Map(
  command.options.map(({ shape }) => [
    shape.type.value,
    Object.entries(shape as Readonly<Record<string, z.core.$ZodType>>)
      .filter(([, schema]) => [paper, documentReference].includes(innermost(schema) as never))
      .map(([field]) => field),
  ]),
);

/** The fields of a command that hold papers or documents, which may name files. */
export const fieldsWithFiles = (type: string): readonly string[] => fieldsOfType.get(type) ?? [];

/** The files that a command names, by their ids. */
export function filesOf(asked: { readonly type: string }): readonly string[] {
  const values = asked as Readonly<Record<string, unknown>>;
  return fieldsWithFiles(asked.type)
    .flatMap(field => values[field] ?? [])
    .flatMap(each => (each as { readonly file?: FileReference }).file?.id ?? []);
}
