/** The properties of `T` whose value may be undefined or null become optional, without either. */
export type Defined<T> = {
  [K in keyof T as undefined extends T[K] ? never : null extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : null extends T[K] ? K : never]?: NonNullable<T[K]>;
};

/**
 * The same object without the properties that are undefined or null: an optional property is absent, never undefined;
 * null is how GraphQL and PostgreSQL say so.
 */
export function defined<T extends object>(value: T): Defined<T> {
  const result: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) if (each !== undefined && each !== null) result[name] = each;
  return result as Defined<T>;
}
