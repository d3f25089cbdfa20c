import { z } from 'zod';
import { fileTypes } from './file-types.ts';
import type { IssueCode } from './issue.ts';
import { basisCodes } from './law.ts';

/**
 * The values that commands and events are made of. What may enter the log is exactly what PostgreSQL can keep:
 * integers, bounded text without NUL and without lone surrogates. An event that the database refused could never be
 * projected.
 */
const storable = (value: string): boolean => !value.includes('\u0000') && value.isWellFormed();

/** Bounded text, 1 to `max` UTF-16 units, and more than blanks: a reason of spaces is none. */
export const text = (max = 2000) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine(storable, { params: { code: 'notStorable' } })
    .refine(value => value === '' || value.trim() !== '', { params: { code: 'blank' } });
/** An opaque id of ours: letters, digits and `.:@#_-/`. Never personal data. */
export const id = z
  .string()
  .min(1)
  .max(240)
  .regex(/^[\p{L}\p{N}.:@#_/-]+$/u);
/** A telephone number of an office, short ones such as 12345 among them. */
export const telephone = z.string().regex(/^\+?\d[\d-]{2,19}$/u);
/** Which calendar version each of some units counts by. */
export const calendarsByUnit = z.record(id, id);
/** The units for which the roles that a procedure names stand. */
export const unitsByRole = z.record(id, id);
/** Whether a text that somebody sent can be an id of ours: what cannot is looked up nowhere, and names nothing. */
export const isId = (value: unknown): value is string => id.safeParse(value).success;
/** Milliseconds since the epoch. */
export const instant = z.int().min(-2_208_988_800_000).max(253_402_300_799_999);
/** A SHA-256 in lower-case hex. */
const digest = z.string().regex(/^[0-9a-f]{64}$/);

export const roles = [
  'applicant',
  'agent',
  'window-clerk',
  'officer',
  'unit-head',
  'supervisor',
  'administrator',
  'observer',
  'engine',
] as const;
export type Role = (typeof roles)[number];

/** Who acts, as of the moment of the act: kept with every event. Ids are opaque; names live in the directory. */
export const actor = z.strictObject({
  person: id,
  role: z.enum(roles),
  /** The post that an official holds in the unit. */
  post: id.optional(),
  /** The unit for which an official acts; absent for applicants and agents. */
  unit: id.optional(),
  /** The absent person whose post it is, where a deputy acts. */
  standsInFor: id.optional(),
  /** The party for whom an agent acts (帮办代办), or whom somebody represents. */
  onBehalfOf: id.optional(),
});
export type Actor = z.output<typeof actor>;

/** The engine itself, for what time does. */
export const engine: Actor = { person: 'engine', role: 'engine' };

/** A file that somebody uploaded: its bytes lie in the store. Its name may hold personal data and is not taken. */
export const fileReference = z.strictObject({ id, type: z.enum(fileTypes), bytes: z.int().min(1) });
export type FileReference = z.output<typeof fileReference>;

/** A paper: a file of the store, or by its digest alone one that is kept elsewhere. */
export const paper = z.strictObject({
  /** The material of the procedure that this paper is. */
  material: id,
  digest,
  file: fileReference.exactOptional(),
  kind: z.enum(['original', 'copy', 'electronic', 'eLicence']),
  suppliedBy: z.enum(['applicant', 'agent', 'office', 'sharedData']),
  /** What the procedure takes in place of the material, and not the material itself. */
  instead: z.literal(true).exactOptional(),
});
export type Paper = z.output<typeof paper>;

/** A document of the office by reference (a written notice, a certificate of service). */
export const documentReference = z.strictObject({
  number: text(80),
  digest,
  file: fileReference.exactOptional(),
});
export type DocumentReference = z.output<typeof documentReference>;

const keptPersonal = {
  reference: id,
  digest,
  /** Where a parent handed its fields on: the name of each field here, and the one under which it is kept. */
  fields: z.record(id, id).exactOptional(),
};
/** Where personal fields are kept, and a digest of them: all that log and runs know of them. */
export const personalReference = z.strictObject({
  ...keptPersonal,
  /** Further places, where a parent handed on fields that its steps recorded. */
  others: z.array(z.strictObject(keptPersonal)).exactOptional(),
});
export type PersonalReference = z.output<typeof personalReference>;

/** What a transition rests on, as the log keeps it: see `Basis`. */
export const basis = z.union([
  z.strictObject({ code: z.enum(basisCodes), text: text(200).optional() }),
  z.strictObject({ text: text(200) }),
]);

export const reason = z.strictObject({ text: text(), basis: text(200).optional() });
export type Reason = z.output<typeof reason>;

/**
 * Freely shaped but storable JSON, for a form's answers and a step's outcome: their own schemas are the procedure's.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Place = readonly (string | number)[];
interface Unstorable {
  readonly path: Place;
  readonly params: { readonly code: IssueCode; readonly [name: string]: unknown };
}
/** The first place that cannot be kept, and why. */
function unstorable(value: unknown, path: Place = []): Unstorable | undefined {
  const found = (code: IssueCode, more: Readonly<Record<string, unknown>> = {}): Unstorable => ({
    path,
    params: { code, ...more },
  });
  if (path.length > 12) return found('tooBig', { maximum: 12, inclusive: true, of: 'levels' });
  if (value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : found('notStorable');
  if (typeof value === 'string') {
    if (value.length > 20_000)
      return found('tooBig', { maximum: 20_000, inclusive: true, of: 'characters', size: value.length });
    return storable(value) ? undefined : found('notStorable');
  }
  if (typeof value !== 'object') return found('wrongType', { expected: 'JSON' });
  const parts: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((each, index) => [index, each] as const)
    : Object.entries(value);
  for (const [key, each] of parts) {
    if (typeof key === 'string' && !storable(key)) return found('notStorable');
    const inside = unstorable(each, [...path, key]);
    if (inside) return inside;
  }
  return undefined;
}
export const json = z.custom<Json>().superRefine((value, context) => {
  const fault = unstorable(value);
  if (fault) context.addIssue({ code: 'custom', params: fault.params, path: [...fault.path] });
});
