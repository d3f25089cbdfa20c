import { z } from 'zod';

/** The shape of one command: its type, and what it carries. Nothing else may stand in it. */
export const commandShape = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

/** The day (YYYY-MM-DD) at whose 24:00 the event happened that wrote a command to another case. (T17) */
export const onDayShape = () => ({ on: z.iso.date().exactOptional() });

/** The shape of a command that one case writes to another. */
export const letterShape = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  commandShape(type, { ...shape, ...onDayShape() });
