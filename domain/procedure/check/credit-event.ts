import { z } from 'zod';
import type { CreditEvent } from '../language/credit.ts';

/** What a register of credit takes. */
export const creditEventSchema = () =>
  z.strictObject({
    party: z.string(),
    case: z.string(),
    number: z.string(),
    procedure: z.string(),
    mode: z.enum(['tolerant', 'commitment']),
    event: z.enum(['kept', 'broken']),
  } satisfies { readonly [F in keyof CreditEvent]: z.ZodType<CreditEvent[F]> });
