import { defined } from '../../../defined.ts';
import { viewOf } from '../../case-view.ts';
import { clockName } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import type { NoticeParams } from '../../notice-params.ts';
import { clockOf, type CaseState } from '../../state.ts';
import { dueToTell, tell, type Told } from '../../tell.ts';
import type { ClockView } from '../../view.ts';

export const extended = ({ data }: EventOf<'extended'>, state: CaseState, environment: Environment): readonly Told[] =>
  tell('extended', {
    clock: clockName(clockOf(state, data.clock)!, state, environment.procedure),
    by: data.by,
    reason: data.reason.text,
    ...dueToTell(state, environment, data.clock),
  });

type Dated = NoticeParams['recomputed']['clocks'][number];
const datedOf = ({
  clock: { clock, kind, of, provisional },
  ...dues
}: Pick<Dated, 'due' | 'dueBefore'> & { readonly clock: ClockView }): Dated => ({
  clock: { clock, kind, ...defined({ of }) },
  ...dues,
  ...defined({ provisional }),
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
  // One message for each calendar: it names the one by which its dates are counted.
  const tellOf = (isTheirs: (clock: ClockView) => boolean, to?: string): readonly Told[] => {
    const told = changes.filter(({ clock }) => isTheirs(clock));
    return [...new Set(told.map(({ clock }) => clock.calendar))].flatMap(calendar =>
      tell(
        'recomputed',
        {
          ...(data.reason === 'CALENDAR' && { calendar }),
          clocks: told.filter(each => each.clock.calendar === calendar).map(datedOf),
        },
        to,
      ),
    );
  };
  const units = [...new Set(changes.flatMap(({ clock }) => clock.unit ?? []))];
  return [
    ...tellOf(clock => clock.unit === undefined || clock.step === undefined),
    ...units.flatMap(unit => tellOf(clock => clock.unit === unit, unit)),
  ];
}
