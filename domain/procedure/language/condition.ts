import type { Limit } from '../../clock/limit.ts';

/** A field of the form has one of these values. Conditions are data, so that guide, form and walk can read them. */
interface Is<Field extends string = string, Value extends Finite = Finite> {
  readonly field: Field;
  readonly values: readonly Value[];
}
/** A number of the form, against a threshold. */
interface AtLeast<Field extends string = string> {
  readonly field: Field;
  readonly atLeast: number;
}
interface Below<Field extends string = string> {
  readonly field: Field;
  readonly below: number;
}
interface Above<Field extends string = string> {
  readonly field: Field;
  readonly above: number;
}
interface AtMost<Field extends string = string> {
  readonly field: Field;
  readonly atMost: number;
}
/** A date of the form lies before a day. */
interface Before<Field extends string = string> {
  readonly field: Field;
  readonly before: string;
}
interface Not<C> {
  readonly not: C;
}
interface Either<C> {
  readonly either: readonly C[];
}
interface Both<C> {
  readonly both: readonly C[];
}
/** What a condition says of one field. */
type OfField = Is | AtLeast | Below | Above | AtMost | Before;
/** When a step or a material is asked. */
export type Condition = OfField | Not<Condition> | Either<Condition> | Both<Condition>;
export type Finite = string | number | boolean;

/**
 * `is('hasSignboard')`: the field is true; `is('kind', 'social', 'industrial')`: it has one of the values. Finite
 * fields only.
 */
export function is<const Field extends string>(field: Field): Is<Field, true>;
export function is<const Field extends string, const Value extends Finite>(
  field: Field,
  ...values: readonly [Value, ...Value[]]
): Is<Field, Value>;
export function is(field: string, ...values: readonly Finite[]): Is {
  return Object.freeze({ field, values: values.length === 0 ? [true] : values });
}
/** The number is this or more. */
export const atLeast = <const Field extends string>(field: Field, threshold: number): AtLeast<Field> =>
  Object.freeze({ field, atLeast: threshold });
/** The number is less than this. */
export const below = <const Field extends string>(field: Field, threshold: number): Below<Field> =>
  Object.freeze({ field, below: threshold });
/** The number is more than this (超过). */
export const above = <const Field extends string>(field: Field, threshold: number): Above<Field> =>
  Object.freeze({ field, above: threshold });
/** The number is this or less (不超过). */
export const atMost = <const Field extends string>(field: Field, threshold: number): AtMost<Field> =>
  Object.freeze({ field, atMost: threshold });
/** The date lies before this day (`YYYY-MM-DD`). */
export const before = <const Field extends string>(field: Field, day: string): Before<Field> =>
  Object.freeze({ field, before: day });
export const not = <const C extends Condition>(condition: C): Not<C> => Object.freeze({ not: condition });
type Several = readonly [Condition, Condition, ...Condition[]];
/** One of them holds. */
export const either = <const C extends Several>(...conditions: C): Either<C[number]> =>
  Object.freeze({ either: conditions });
/** All of them hold. */
export const both = <const C extends Several>(...conditions: C): Both<C[number]> => Object.freeze({ both: conditions });

const fieldOf = (form: unknown, field: string): unknown =>
  (form as Readonly<Record<string, unknown>> | undefined)?.[field];

/** Whether a condition holds for a form. A number or a date that is left out is neither below nor above anything. */
export function holds(condition: Condition | undefined, form: unknown): boolean {
  if (condition === undefined) return true;
  if ('not' in condition) return !holds(condition.not, form);
  if ('either' in condition) return condition.either.some(each => holds(each, form));
  if ('both' in condition) return condition.both.every(each => holds(each, form));
  const found = fieldOf(form, condition.field);
  if ('values' in condition) return condition.values.some(value => value === found);
  if ('before' in condition) return typeof found === 'string' && found < condition.before;
  if (typeof found !== 'number') return false;
  const { at, isAfter, isUnder } = thresholdOf(condition);
  return (isAfter ? found <= at : found < at) === isUnder;
}

/**
 * Where a condition on a number cuts: before the threshold, or after it so that the threshold lies under the cut. It
 * holds under the cut or from it on.
 */
export interface Threshold {
  readonly at: number;
  readonly isAfter: boolean;
  readonly isUnder: boolean;
}
export function thresholdOf(condition: AtLeast | Below | Above | AtMost): Threshold {
  if ('atLeast' in condition) return { at: condition.atLeast, isAfter: false, isUnder: false };
  if ('below' in condition) return { at: condition.below, isAfter: false, isUnder: true };
  if ('above' in condition) return { at: condition.above, isAfter: true, isUnder: false };
  return { at: condition.atMost, isAfter: true, isUnder: true };
}

/** What a condition says of each field that it looks at. */
export function fieldsIn(condition: Condition | undefined): readonly OfField[] {
  if (condition === undefined) return [];
  if ('not' in condition) return fieldsIn(condition.not);
  if ('either' in condition) return condition.either.flatMap(fieldsIn);
  if ('both' in condition) return condition.both.flatMap(fieldsIn);
  return [condition];
}

/** A condition in short, for the guide: `hasSignboard`, `kind = a | b`, `area >= 300`. */
export function formatCondition(condition: Condition): string {
  if ('not' in condition) return `not (${formatCondition(condition.not)})`;
  if ('either' in condition) return condition.either.map(each => `(${formatCondition(each)})`).join(' or ');
  if ('both' in condition) return condition.both.map(each => `(${formatCondition(each)})`).join(' and ');
  const { field } = condition;
  if ('atLeast' in condition) return `${field} >= ${condition.atLeast}`;
  if ('below' in condition) return `${field} < ${condition.below}`;
  if ('above' in condition) return `${field} > ${condition.above}`;
  if ('atMost' in condition) return `${field} <= ${condition.atMost}`;
  if ('before' in condition) return `${field} < ${condition.before}`;
  const [only, ...others] = condition.values;
  return only === true && others.length === 0 ? field : `${field} = ${condition.values.join(' | ')}`;
}

/** A limit by a finite field of the form: one for every value of it, or it does not compile. */
export interface Per<
  Field extends string = string,
  Table extends Readonly<Record<string, Limit>> = Readonly<Record<string, Limit>>,
> {
  readonly per: Field;
  readonly table: Table;
}
export const per = <const Field extends string, const Table extends Readonly<Record<string, Limit>>>(
  field: Field,
  table: Table,
): Per<Field, Table> => Object.freeze({ per: field, table });

/** Due on the date that the form states (`YYYY-MM-DD`). */
export interface OnDate<Field extends string = string> {
  readonly onDate: Field;
}
export const onDate = <const Field extends string>(field: Field): OnDate<Field> => Object.freeze({ onDate: field });

/** A limit as declared: fixed, by a field of the form, or a date in the form. */
export type AnyLimit = Limit | Per | OnDate;

export const isPlain = (limit: AnyLimit): limit is Limit => 'unit' in limit;

/** The limit that holds for one form; `undefined` where the form lacks the field that decides it. */
export function resolveLimit(limit: AnyLimit | undefined, form: unknown): Limit | undefined {
  if (limit === undefined || isPlain(limit)) return limit;
  if ('per' in limit) return limit.table[String(fieldOf(form, limit.per))];
  const date = fieldOf(form, limit.onDate);
  return typeof date === 'string' ? { unit: 'DATE', date } : undefined;
}

/* What a form allows: conditions on its finite fields, tables with every value of one, dates among its texts. */
type FiniteOf<T> = [T] extends [boolean]
  ? T
  : [T] extends [string]
    ? string extends T
      ? never
      : T
    : [T] extends [number]
      ? number extends T
        ? never
        : T
      : never;
type FiniteFields<Form> = {
  [F in keyof Form & string]-?: [FiniteOf<Exclude<Form[F], undefined>>] extends [never] ? never : F;
}[keyof Form & string];
type Key<T> = T extends Finite ? `${T}` : never;
type NumberFields<Form> = {
  [F in keyof Form & string]-?: [Exclude<Form[F], undefined>] extends [number] ? F : never;
}[keyof Form & string];
type TextFields<Form> = {
  [F in keyof Form & string]-?: [Exclude<Form[F], undefined>] extends [string] ? F : never;
}[keyof Form & string];
/** A form that is not inferred yet allows none, or a material without a condition would be taken for one with it. */
export type ConditionOn<Form> = [Form] extends [never] ? never : FieldOn<Form> | Joined<Form>;
type FieldOn<Form> =
  | { [F in FiniteFields<Form>]: Is<F, Exclude<Form[F], undefined> & Finite> }[FiniteFields<Form>]
  | { [F in NumberFields<Form>]: AtLeast<F> | Below<F> | Above<F> | AtMost<F> }[NumberFields<Form>]
  | { [F in TextFields<Form>]: Before<F> }[TextFields<Form>];
type Joined<Form> = Not<ConditionOn<Form>> | Either<ConditionOn<Form>> | Both<ConditionOn<Form>>;
export type PerOn<Form> = {
  [F in FiniteFields<Form>]: Per<F, Readonly<Record<Key<Form[F]>, Limit>>>;
}[FiniteFields<Form>];
export type OnDateOn<Form> = { [F in keyof Form & string]-?: Form[F] extends string ? OnDate<F> : never }[keyof Form &
  string];
export type LimitOn<Form> = Limit | PerOn<Form> | OnDateOn<Form>;
