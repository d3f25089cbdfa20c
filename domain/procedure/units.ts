import { unifiedWindow } from '../directory/directory.ts';
import type { AnyProcedure } from './language/definition.ts';
import { assigned } from './language/step.ts';

/**
 * The units that a case of a procedure may come to: the lead, the window, those of its steps, and those of the cases
 * that it opens. Undefined where its flow assigns steps: then it may be any.
 */
export function unitsOf({ lead, steps }: AnyProcedure): readonly string[] | undefined {
  const ofSteps = Object.values(steps).flatMap(({ by }) => by ?? []);
  const ofChildren = Object.values(steps).map(({ child }) => (child ? unitsOf(child) : []));
  if (ofSteps.includes(assigned) || ofChildren.includes(undefined)) return undefined;
  return [
    ...new Set([
      lead,
      unifiedWindow,
      ...ofSteps.filter(by => by !== 'lead'),
      ...ofChildren.flatMap(each => each ?? []),
    ]),
  ];
}
