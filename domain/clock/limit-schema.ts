import { z } from 'zod';
import { isWholeMinutes } from './limit.ts';

const byDays = z.strictObject({ unit: z.enum(['WD', 'ND', 'MONTH', 'HALF_DAY']), n: z.int().min(1).max(3650) });
const byHours = z.strictObject({
  unit: z.enum(['WH', 'NH']),
  n: z.number().max(3650).refine(isWholeMinutes, 'hours above 0 that are whole minutes'),
});
const counted = z.discriminatedUnion('unit', [byDays, byHours]);

/** A limit as the log keeps it, in its own unit: working days stay working days. */
export const limit = z.discriminatedUnion('unit', [
  byDays,
  byHours,
  z.strictObject({ unit: z.literal('EARLIER_OF'), of: z.tuple([counted, counted]).readonly() }),
  z.strictObject({ unit: z.literal('DATE'), date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
]);
