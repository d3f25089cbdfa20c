import { outlineOf, type Outline } from '../check/walk/outline.ts';
import type { AnyProcedure } from '../language/definition.ts';

const known = new WeakMap<AnyProcedure, Outline>();

/** The outline of a procedure, walked once: a walk takes up to a second, and everybody may ask for a guide. */
export function outlineFor(procedure: AnyProcedure): Outline {
  const outline = known.get(procedure) ?? outlineOf(procedure);
  known.set(procedure, outline);
  return outline;
}
