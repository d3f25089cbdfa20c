import { z } from 'zod';

/** Imported first where code may not be made from text, as in the workflow sandbox: zod then interprets its schemas. */
z.config({ jitless: true });
