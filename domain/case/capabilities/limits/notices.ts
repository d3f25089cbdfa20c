import { defined } from '../../../defined.ts';
import { viewOf } from '../../case-view.ts';
import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import type { NoticeParams } from '../../notice-params.ts';
import type { CaseState } from '../../state.ts';
import { dueToTell, tell, type Told } from '../../tell.ts';
import type { ClockView } from '../../view.ts';

export const extended = ({ data }: EventOf<'extended'>, state: CaseState, environment: Environment): readonly Told[] =>
  tell('extended', {
    clock: { clock: data.clock, kind: data.clock === 'promise' ? 'promise' : 'statutory' },
    by: data.by,
    reason: data.reason.text,
    ...dueToTell(state, environment, data.clock),
  });

/**
 * What an amended calendar moved: the applicant is told of the case's clocks and of their own, each unit of those that
 * it holds.
 */
export function recomputed(
  { data }: EventOf<'recomputed'>,
  state: CaseState,
  environment: Environment,
): readonly Told[] {
  const view = viewOf(state, environment);
  const changes = data.clocks.flatMap(({ clock: name, dueBefore, due }) => {
    const clock = view.clocks.find(each => each.clock === name);
    return clock && due !== undefined && due !== dueBefore ? [{ clock, dueBefore, due }] : [];
  });
  const clocksOf = (isTheirs: (clock: ClockView) => boolean): NoticeParams['recomputed']['clocks'] =>
    changes
      .filter(({ clock }) => isTheirs(clock))
      .map(({ clock: { clock, kind, of, provisional }, ...dues }) => ({
        clock: { clock, kind, ...defined({ of }) },
        ...dues,
        ...defined({ provisional }),
      }));
  const { calendar } = data;
  const theirs = clocksOf(clock => clock.unit === undefined || clock.step === undefined);
  const units = [...new Set(changes.flatMap(({ clock }) => clock.unit ?? []))];
  return [
    ...(theirs.length === 0 ? [] : tell('recomputed', { calendar, clocks: theirs })),
    ...units.flatMap(unit => tell('recomputed', { calendar, clocks: clocksOf(clock => clock.unit === unit) }, unit)),
  ];
}
