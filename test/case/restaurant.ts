import type { Json } from '../../domain/case/values.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { VirtualCase } from '../support/virtual-case.ts';

const form: Json = { name: '老街面馆', seats: 40, hasSignboard: true, sellsTobacco: true };

/** A restaurant's application, received at a local time; by default every paper is there. */
export function restaurant(time: string, { papers = ['layoutPlan', 'safetyRules', 'signboardSketch'], modes = [], form: answers = form }: { papers?: readonly string[]; modes?: readonly string[]; form?: Json } = {}): VirtualCase {
  const virtual = new VirtualCase(restaurantOpening);
  virtual.receive(time, restaurantOpening.id, answers, papers, modes);
  return virtual;
}
