import { defined } from '../../../defined.ts';
import type { Instant } from '../../../calendar/day.ts';
import { viewOf } from '../../case-view.ts';
import type { Environment } from '../../environment.ts';
import type { Dated } from '../../notice-params.ts';
import type { CaseState } from '../../state.ts';
import type { Told } from '../../tell.ts';
import type { ClockView } from '../../view.ts';

/** A clock of a log's event with its due before and after, where these were known. */
export interface Moved {
  readonly clock: string;
  readonly dueBefore?: Instant | undefined;
  readonly due?: Instant | undefined;
}

/**
 * Whom a change of dates is told to: the applicant of the case's clocks and of their own, each unit of those that it
 * holds. One message for each calendar version, by which its dates are counted.
 */
export function tellMoved(
  moved: readonly Moved[],
  state: CaseState,
  environment: Environment,
  told: (clocks: readonly Dated[], to: string | undefined, calendar: string) => readonly Told[],
): readonly Told[] {
  const view = viewOf(state, environment);
  const changes = moved.flatMap(({ clock: name, dueBefore, due }) => {
    const clock = view.clocks.find(each => each.clock === name);
    return clock && due !== undefined && due !== dueBefore ? [{ clock, dueBefore, due }] : [];
  });
  const tellOf = (isTheirs: (clock: ClockView) => boolean, to?: string): readonly Told[] => {
    const theirs = changes.filter(({ clock }) => isTheirs(clock));
    return [...new Set(theirs.map(({ clock }) => clock.calendar))].flatMap(calendar =>
      told(theirs.filter(each => each.clock.calendar === calendar).map(datedOf), to, calendar),
    );
  };
  const units = [...new Set(changes.flatMap(({ clock }) => clock.unit ?? []))];
  return [
    ...tellOf(clock => clock.unit === undefined || clock.step === undefined),
    ...units.flatMap(unit => tellOf(clock => clock.unit === unit, unit)),
  ];
}

const datedOf = ({
  clock: { clock, kind, of, provisional, projected },
  ...dues
}: Pick<Dated, 'due' | 'dueBefore'> & { readonly clock: ClockView }): Dated => ({
  clock: { clock, kind, ...defined({ of }) },
  ...dues,
  projected,
  ...defined({ provisional }),
});
