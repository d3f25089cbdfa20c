import type { Json, Reason } from '../../../values.ts';

/** The conditions in the answer of a department, or in those of the parties of a conference. */
export function conditionsIn(value: Json): readonly Reason[] {
  const { answer, conditions, answers } = (value ?? {}) as {
    readonly answer?: Json;
    readonly conditions?: readonly Reason[];
    readonly answers?: Readonly<Record<string, Json>>;
  };
  if (answer === 'agreeWithConditions') return conditions ?? [];
  return typeof answers === 'object' ? Object.values(answers).flatMap(conditionsIn) : [];
}
