import { z } from 'zod';

/** The shape of one command: its type, and what it carries. Nothing else may stand in it. */
export const commandShape = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });
