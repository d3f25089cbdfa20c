import { z } from 'zod';
import { holds, type Condition } from './condition.ts';
import { isMarkedBy } from './schema.ts';

/** Marks the schemas of amounts; a schema made from a marked one inherits it (`get`, not `has`). */
const amounts = z.registry<{ readonly fen: true }>();

const marked = <S extends z.ZodType>(schema: S): S => {
  amounts.add(schema, { fen: true });
  return schema;
};

/** An amount of money in fen (分), 0 to 90 trillion yuan: whole, and exact wherever it goes. */
export const money = (): z.ZodInt => marked(z.int().min(0).clone());

/** One of these amounts in fen. */
export const oneOf = (amounts: readonly number[]): z.ZodLiteral<number> => marked(z.literal([...amounts]).clone());

/** An amount in fen, and when it is charged; of several the first that holds. */
export interface Charge<C extends Condition | undefined = Condition | undefined> {
  readonly when?: C;
  readonly amount: number;
}

/** What is charged with this form. */
export const chargeOf = (charges: readonly Charge[], form: unknown): Charge | undefined =>
  charges.find(({ when }) => holds(when, form));

/** Whether a schema is an amount, be it optional, nullable, described or with a default. */
export const isMoney = (schema: z.core.$ZodType): boolean => isMarkedBy(amounts, schema);
