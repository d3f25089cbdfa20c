import { z } from 'zod';

/** The fields by which lists name their branches. */
export const listKeys = z.registry<{ readonly key: string }>();

/**
 * A list in a form whose items name branches of `each`: at most `max`, refused at the boundary when a key repeats. The
 * key becomes an id: letters, digits, `.-_`, no personal data.
 */
export const listBy = <I extends z.ZodObject, const K extends keyof z.output<I> & string>(
  item: I,
  key: K,
  max: number,
) => {
  const list = z
    .array(item)
    .max(max)
    .superRefine((items, context) => {
      const keys = items.map(each => String((each as Readonly<Record<string, unknown>>)[key]));
      keys.forEach((each, index) => {
        if (!/^[\p{L}\p{N}._-]{1,64}$/u.test(each))
          context.addIssue({
            code: 'custom',
            path: [index, key],
            message: 'expected 1 to 64 letters, digits or . - _',
          });
        if (keys.indexOf(each) !== index)
          context.addIssue({
            code: 'custom',
            path: [index, key],
            message: `${each} occurs twice; expected a different one for each item`,
          });
      });
    });
  listKeys.add(list, { key });
  return list;
};
