import type { InputFieldMap, InputRef } from '@pothos/core';
import { z } from 'zod';
import { defect } from '../../domain/case/capabilities/correction/schema.ts';
import { limit } from '../../domain/clock/limit-schema.ts';
import { defined } from '../../domain/defined.ts';
import { documentReference, id, instant, paper, reason } from '../../domain/values.ts';
import type { Enums } from '../schema/enums.ts';
import type { Kit } from '../schema/kit.ts';
import { limitFrom, type InputBuilder } from './inputs.ts';
import { documentFrom, paperFrom } from './papers.ts';
import { reasonFrom } from './reasons.ts';

/** What the schema of a command does not say of one of its fields. */
export interface ArgumentOptions {
  readonly about?: string;
  /** Of what the domain takes as a word: the enumeration, or text, that callers write. */
  readonly type?: keyof Enums | 'String';
  /** The API asks for what the command may lack: the case then says which rule it needs it by. */
  readonly required?: true;
}

/** A field of an act's input, and how what is given becomes the command's. */
export interface ActArgument {
  readonly field: string;
  readonly add: (t: InputBuilder) => InputFieldMap[string];
  readonly convert: (given: unknown) => unknown;
}

type Scalar = 'ID' | 'String' | 'Boolean' | 'Int' | 'DateTime';
/** What stands in the API for a schema of the domain. */
interface Counterpart {
  readonly type: Scalar | InputRef<unknown>;
  readonly convert?: (given: never) => unknown;
}

/**
 * The argument for a field of a command.
 * @throws Error for a schema that no input stands for: then its mutation is written by hand
 */
export function argumentOf(
  kit: Kit,
  { command, field }: { readonly command: string; readonly field: string },
  schema: z.core.$ZodType,
  { about, type: named, required }: ArgumentOptions = {},
): ActArgument {
  const isOptional = schema instanceof z.ZodOptional;
  const present = isOptional ? schema.unwrap() : schema;
  const isList = present instanceof z.ZodArray;
  const { type, convert = same } = counterpartOf(kit, `${command}.${field}`, isList ? present.element : present, named);
  // GraphQL gives each conversion what its own input type holds.
  const convertOne = convert as (given: unknown) => unknown;
  const options = { required: required ?? !isOptional, ...defined({ description: about }) };
  return {
    field,
    add: t => (isList ? t.field({ ...options, type: [type] }) : t.field({ ...options, type })),
    convert: given => (isList && Array.isArray(given) ? given.map(convertOne) : convertOne(given)),
  };
}

const same = (given: unknown): unknown => given;

function counterpartOf(
  { enums, shared }: Kit,
  at: string,
  schema: z.core.$ZodType,
  named: ArgumentOptions['type'],
): Counterpart {
  if (named === 'String') return { type: named };
  if (named) return { type: enums[named] };
  const known = new Map<z.core.$ZodType, Counterpart>([
    [id, { type: 'ID' }],
    [instant, { type: 'DateTime' }],
    [reason, { type: shared.reason, convert: reasonFrom }],
    [limit, { type: shared.limit, convert: limitFrom }],
    [documentReference, { type: shared.document, convert: documentFrom }],
    [paper, { type: shared.paper, convert: paperFrom }],
    [defect, { type: shared.defect }],
  ]).get(schema);
  if (known) return known;
  if (schema instanceof z.ZodString) return { type: 'String' };
  if (schema instanceof z.ZodBoolean) return { type: 'Boolean' };
  if (schema instanceof z.ZodNumberFormat) return { type: 'Int' };
  throw new Error(
    `Found ${schema._zod.def.type} at ${at}, for which the API has no input: name an enumeration with "type", or ` +
      'write the mutation by hand.',
  );
}
