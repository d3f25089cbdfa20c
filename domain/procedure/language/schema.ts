import { z } from 'zod';

/** The parts of a schema's definition that are read here: zod's own, of which it exports no type. */
interface Shape {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly options?: readonly z.core.$ZodType[];
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly out?: z.core.$ZodType;
  readonly items?: readonly z.core.$ZodType[];
  readonly catchall?: z.core.$ZodType;
  readonly coerce?: boolean;
  readonly transform?: unknown;
}
export const shapeOf = (schema: z.core.$ZodType): Shape => schema._zod.def as unknown as Shape;

/** Whether a schema, or what it makes optional, nullable or gives a default, stands in a register. */
export function isMarkedBy(register: z.core.$ZodRegistry<object>, schema: z.core.$ZodType): boolean {
  if (register.get(schema) !== undefined) return true;
  const { innerType } = shapeOf(schema);
  return innerType !== undefined && isMarkedBy(register, innerType);
}

/** The schemas directly inside a schema. */
export function partsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { shape, options, element, innerType, items, in: before, out } = shapeOf(schema);
  return [
    ...Object.values(shape ?? {}),
    ...(options ?? []),
    ...(items ?? []),
    ...[element, innerType, before, out].filter(each => each !== undefined),
  ];
}

/** Whether a schema, or one at any depth inside it, is such. One that holds itself is looked at once. */
export function holdsInside(
  schema: z.core.$ZodType,
  is: (schema: z.core.$ZodType) => boolean,
  seen = new Set<z.core.$ZodType>(),
): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  return is(schema) || partsOf(schema).some(each => holdsInside(each, is, seen));
}

const isOpen = (schema: z.core.$ZodType): boolean => {
  const { shape, catchall } = shapeOf(schema);
  return shape !== undefined && catchall === undefined;
};

/**
 * The same schema, which takes no field beside those that it names, at any depth: what nobody reads is not kept, and
 * whoever sends it is told.
 */
export function strictly<S extends z.ZodType>(schema: S): S {
  if (!holdsInside(schema, isOpen)) return schema;
  const { shape, catchall, element, innerType, options } = shapeOf(schema);
  const inside = (each: z.core.$ZodType): z.ZodType => strictly(each as z.ZodType);
  const parts = {
    ...(shape && {
      shape: Object.fromEntries(Object.entries(shape).map(([field, each]) => [field, inside(each)])),
      catchall: catchall ?? z.never(),
    }),
    ...(element && { element: inside(element) }),
    ...(innerType && { innerType: inside(innerType) }),
    ...(options && { options: options.map(inside) }),
  };
  return schema.clone({ ...schema.def, ...parts } as never, { parent: true });
}

/** A value inside another, with the schema of its place. */
interface Place {
  readonly path: readonly string[];
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
}

/** Every place of a value that its schema names: of objects, lists and alternatives, at any depth. */
export function placesOf(schema: z.core.$ZodType, value: unknown, path: readonly string[] = []): readonly Place[] {
  const { shape, options, element, innerType, in: before } = shapeOf(schema);
  const own: Place = { path, schema, value };
  if (innerType ?? before) return [own, ...placesOf((innerType ?? before)!, value, path)];
  if (options) return [own, ...options.flatMap(option => placesOf(option, value, path))];
  if (element && Array.isArray(value))
    return [own, ...value.flatMap((each, index) => placesOf(element, each, [...path, String(index)]))];
  if (shape && typeof value === 'object' && value !== null)
    return [
      own,
      ...Object.entries(shape).flatMap(([name, field]) =>
        placesOf(field, (value as Readonly<Record<string, unknown>>)[name], [...path, name]),
      ),
    ];
  return [own];
}
