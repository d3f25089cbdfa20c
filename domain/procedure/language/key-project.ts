import type { AnyProcedure } from './definition.ts';
import { holds } from './condition.ts';

/**
 * The paper that shows a key project: the required material that is asked under the condition of the fast lane. What
 * the applicant alone says puts nobody ahead of others: the window looks at the paper, or shared data bring it.
 */
export const keyProjectPaper = ({ modes: { fastLane }, materials }: AnyProcedure): string | undefined => {
  const condition = JSON.stringify(fastLane?.keyProject);
  return Object.keys(materials).find(
    name => materials[name]!.kind === 'required' && JSON.stringify(materials[name]!.when) === condition,
  );
};

/** Whether the form is of a key project, and its paper is there. */
export const isKeyProject = (
  procedure: AnyProcedure,
  form: unknown,
  papers: readonly { readonly material: string }[],
): boolean => {
  const { fastLane } = procedure.modes;
  if (fastLane?.keyProject === undefined || !holds(fastLane.keyProject, form)) return false;
  const shows = keyProjectPaper(procedure);
  return shows === undefined || papers.some(({ material }) => material === shows);
};
