import { compareLimits } from '../../../clock/limit.ts';
import { Refused } from '../../../refusal.ts';
import { due } from '../../clocks.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { clockOf } from '../../state.ts';
import { mostOfTolerance, nameOf, ofApplicant, requireWithin } from './guard.ts';

type Extend = CommandOf<'extend'>;

export function extend(draft: DecisionBuilder, command: Extend): void {
  if (command.clock === 'promise' || command.clock === 'statutory') extendOffice(draft, command, command.clock);
  else extendApplicant(draft, command);
}

function extendOffice(draft: DecisionBuilder, { by, reason }: Extend, name: 'promise' | 'statutory'): void {
  const { state, environment } = draft;
  const { atMost, basis: text } = environment.procedure.limits.extension!;
  const basis = { text };
  const longer = compareLimits(by, atMost);
  if (longer === undefined || longer > 0)
    throw new Refused('extension.tooLong', { found: by, expected: atMost }, basis);
  if (name === 'promise') requireWithin(draft, clockOf(state, name)!, by, 'statutory', basis);
  draft.record('extended', { clock: name, by, reason }, { basis });
}

function extendApplicant(draft: DecisionBuilder, { clock: kind, material, by, reason }: Extend): void {
  const { state, environment } = draft;
  const name = nameOf(kind, material);
  const clock = clockOf(state, name)!;
  // A limit of another unit is refused where the whole limit is made.
  due(environment, { ...clock, extensions: [...clock.extensions, by] });
  if (kind === 'tolerance') requireWithin(draft, clock, by, mostOfTolerance(draft), ofApplicant);
  draft.record('extended', { clock: name, by, reason }, { basis: ofApplicant });
}
