import { formatInstant } from '../../domain/calendar/day.ts';
import type { Json } from '../../domain/values.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { clerk, officer, VirtualCase } from '../support/virtual-case.ts';

const form: Json = { name: '老街面馆', seats: 40, hasSignboard: true, sellsTobacco: true };

/** A restaurant's application, received at a local time; by default every paper is there. */
export function restaurant(
  time: string,
  {
    papers = ['layoutPlan', 'safetyRules', 'signboardSketch'],
    modes = [],
    form: answers = form,
  }: { papers?: readonly string[]; modes?: readonly string[]; form?: Json } = {},
): VirtualCase {
  const virtual = new VirtualCase(restaurantOpening);
  virtual.receive(time, restaurantOpening.id, answers, papers, modes);
  return virtual;
}

export const local = (instant: number | undefined): string =>
  instant === undefined ? 'undated' : formatInstant(instant).slice(0, 16);
export const agree = { answer: 'agree' };
export const agreedBy = (step: string) =>
  ({
    type: 'answer',
    step,
    answer: agree,
    ...(step.startsWith('fire') && { together: 'p-fire-rescue-officer-2' }),
  }) as const;

/** Received on Wednesday 24 March 2027 at 10:00 and accepted at 11:00. */
export const accepted = (modes: readonly string[] = []): VirtualCase => {
  const one = restaurant('2027-03-24T10:00', { modes });
  one.act('2027-03-24T11:00', clerk, { type: 'accept' });
  return one;
};
/** The licence agreed at 14:00 of the same day: signboard, fire and tobacco are open side by side. */
export const inParallel = (modes: readonly string[] = []): VirtualCase => {
  const one = accepted(modes);
  one.act('2027-03-24T14:00', officer('market-regulation'), agreedBy('licence'));
  return one;
};
