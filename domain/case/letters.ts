import { defined } from '../defined.ts';
import type { Letter } from '../log/letter.ts';
import * as children from './capabilities/children/letters.ts';
import * as followUps from './capabilities/follow-ups/letters.ts';
import * as forwarding from './capabilities/forwarding/letters.ts';
import * as permits from './capabilities/permits/letters.ts';
import type { Environment } from './environment.ts';
import type { CaseEvent } from './event.ts';
import type { CaseState } from './state.ts';

/**
 * What an event writes to other cases, as part of the same transition: the one source that a city of cases and the
 * database go by. What is written at the 24:00 of a day says so: it arrives on that day. (P31, T17)
 */
export const lettersOf = (
  before: CaseState | undefined,
  event: CaseEvent,
  after: CaseState,
  environment: Environment,
): readonly Letter[] =>
  [
    ...children.lettersOf(before, event, after, environment),
    ...followUps.lettersOf(event, after, environment),
    ...forwarding.lettersOf(before, event, after),
    ...permits.lettersOf(before, after),
  ].map(letter => ({ ...letter, payload: { ...letter.payload, ...defined({ on: event.on }) } }));
