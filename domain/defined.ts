/** The properties of `T` whose value may be undefined become optional, without undefined. */
export type Defined<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without the properties that are undefined: an optional property is absent, never undefined. */
export function defined<T extends object>(value: T): Defined<T> {
  const result: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) if (each !== undefined) result[name] = each;
  return result as Defined<T>;
}
