import type { Limit } from '../../clock/limit.ts';

/** Asked only when a field of the form has one of these values. Data, so that guide, form and walk can read it. */
export interface Condition<Field extends string = string, Value extends Finite = Finite> {
  readonly field: Field;
  readonly values: readonly Value[];
}
export type Finite = string | number | boolean;

/**
 * `is('hasSignboard')`: the field is true; `is('kind', 'social', 'industrial')`: it has one of the values. Finite
 * fields only.
 */
export function is<const Field extends string>(field: Field): Condition<Field, true>;
export function is<const Field extends string, const Value extends Finite>(
  field: Field,
  ...values: readonly [Value, ...Value[]]
): Condition<Field, Value>;
export function is(field: string, ...values: readonly Finite[]): Condition {
  return Object.freeze({ field, values: values.length === 0 ? [true] : values });
}

const fieldOf = (form: unknown, field: string): unknown =>
  (form as Readonly<Record<string, unknown>> | undefined)?.[field];

export const holds = (condition: Condition | undefined, form: unknown): boolean =>
  condition === undefined || condition.values.some(value => value === fieldOf(form, condition.field));

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
export type ConditionOn<Form> = {
  [F in FiniteFields<Form>]: Condition<F, Exclude<Form[F], undefined> & Finite>;
}[FiniteFields<Form>];
export type PerOn<Form> = {
  [F in FiniteFields<Form>]: Per<F, Readonly<Record<Key<Form[F]>, Limit>>>;
}[FiniteFields<Form>];
export type OnDateOn<Form> = { [F in keyof Form & string]-?: Form[F] extends string ? OnDate<F> : never }[keyof Form &
  string];
export type LimitOn<Form> = Limit | PerOn<Form> | OnDateOn<Form>;
