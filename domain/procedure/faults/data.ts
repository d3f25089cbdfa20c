import type { AnyProcedure } from '../definition.ts';
import type { Fault } from './fault.ts';

/** Every rule that the definition's data break, without running the flow. */
export function faultsInData(_procedure: AnyProcedure): readonly Fault[] {
  return [];
}
