import { z } from 'zod';
import { isMarkedBy } from './schema.ts';

/** Marks the schemas of amounts; a schema made from a marked one inherits it (`get`, not `has`). */
const amounts = z.registry<{ readonly fen: true }>();

const marked = <S extends z.ZodType>(schema: S): S => {
  amounts.add(schema, { fen: true });
  return schema;
};

/** An amount of money in fen (分), 0 to 90 trillion yuan: whole, and exact wherever it goes. */
export const money = (): z.ZodInt => marked(z.int().min(0).clone());

/** Exactly this amount in fen. */
export const exactly = (fen: number): z.ZodLiteral<number> => marked(z.literal(fen).clone());

/** Whether a schema is an amount, be it optional, nullable, described or with a default. */
export const isMoney = (schema: z.core.$ZodType): boolean => isMarkedBy(amounts, schema);
