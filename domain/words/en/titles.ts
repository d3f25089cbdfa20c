import type { ClockName } from '../../case/view.ts';
import type { ClockKind, SuspensionGround } from '../../case/vocabulary.ts';

const clockKindTitles: Readonly<Record<ClockKind, string>> = {
  acceptance: 'Acceptance',
  correction: 'Correction',
  held: 'Held',
  promise: 'Promised limit',
  statutory: 'Statutory limit',
  step: 'Limit of the step',
  special: 'Special procedure',
  tolerance: 'Missing papers',
  verify: 'Check of the commitment',
  delivery: 'Delivery',
  publicity: 'Publication',
  milestone: 'Milestone',
  urging: 'Urging',
  renewal: 'Decision on renewal',
};

export const suspensionGroundTitles: Readonly<Record<SuspensionGround, string>> = {
  byLaw: 'as the law provides',
  forceMajeure: 'force majeure',
};

/** What a clock is called: as the procedure calls what it is of, else by its kind. */
export function clockTitle({ clock, kind, of }: ClockName): string {
  if (kind === 'special') return `Special procedure: ${of ?? clock}`;
  if (kind === 'tolerance') return `Missing paper: ${of ?? clock}`;
  return of ?? (kind === 'step' || kind === 'verify' || kind === 'milestone' ? clock : clockKindTitles[kind]);
}

const holidayTitles: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
};

/** A holiday by the name that its notice gives it; a name of its own, such as that of a jubilee, stays as it is. */
export const holidayTitle = (name: string): string =>
  name
    .split('、')
    .map(each => holidayTitles[each] ?? each)
    .join(' and ');
