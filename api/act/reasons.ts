import type { Reason } from '../../domain/values.ts';
import { defined } from '../../domain/defined.ts';

/** A reason as commands have it: GraphQL says null where they say absent. */
export const reasonFrom = ({
  text,
  basis,
}: {
  readonly text: string;
  readonly basis?: string | null | undefined;
}): Reason => ({ text, ...defined({ basis }) });
