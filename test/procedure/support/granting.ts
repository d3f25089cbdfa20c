import { all } from '../../../domain/procedure.ts';
import { head } from './throw-away.ts';

export function* granting({
  grant,
}: {
  grant(this: void, permit: 'licence'): { end: 'granted'; permits: readonly 'licence'[] };
}) {
  yield* all({});
  return grant('licence');
}

/** What a definition has that its test does not ask about. */
export const base = { ...head, run: granting };
