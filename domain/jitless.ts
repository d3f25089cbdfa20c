import { z } from 'zod';

/**
 * Imported first where code may not be made from text, as in the workflow sandbox: zod then interprets its schemas.
 * Where its modules are shared and frozen, zod can configure itself no more; a first object makes it do so now.
 */
z.config({ jitless: true });
z.strictObject({ text: z.string() }).safeParse({ text: '' });
/** The patterns of zod's formats (a date, an address of mail): zod resets one before it tests a text by it. */
export const zodPatterns = z.regexes;
