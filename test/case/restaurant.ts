import { formatInstant } from '../../domain/calendar/day.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { agree, caseOf, type Application, type CaseOf, type CaseOptions } from '../../domain/testing.ts';

type Restaurant = CaseOf<typeof restaurantOpening>;

/** A restaurant's application, received at a local time; by default it sells tobacco too, and every paper is there. */
export const restaurant = (
  time: string,
  { form, ...others }: Omit<Application<typeof restaurantOpening>, 'at'> = {},
  options: CaseOptions = {},
): Restaurant =>
  caseOf(restaurantOpening, options).receive({ ...others, form: { sellsTobacco: true, ...form }, at: time });

export const local = (instant: number | undefined): string =>
  instant === undefined ? 'undated' : formatInstant(instant).slice(0, 16);
export const agreedBy = (step: string) => ({ type: 'answer', step, answer: agree }) as const;

/** Received on Wednesday 24 March 2027 at 10:00 and accepted at 11:00. */
export const accepted = (modes: readonly string[] = []): Restaurant =>
  restaurant('2027-03-24T10:00', { modes }).at('2027-03-24T11:00').accept();
/** The licence agreed at 14:00 of the same day: signboard, fire and tobacco are open side by side. */
export const inParallel = (modes: readonly string[] = []): Restaurant =>
  accepted(modes).at('2027-03-24T14:00').answer('licence', agree);
