import { comparisonCalendar } from '../check/compare.ts';
import { poisoned } from '../check/walk/forbid-nondeterminism.ts';
import { anyone, stepOf, walkPath } from '../check/walk/path.ts';
import { samplesOf } from '../check/walk/sample.ts';
import type { AnyProcedure } from '../language/definition.ts';
import type { Form } from './answered-form.ts';

/** What is asked of whom, and granted, where everybody agrees and nobody is late. */
export interface GoodWay {
  readonly steps: ReadonlySet<string>;
  /** Permits that are granted, or the result with which the case is settled. */
  readonly permits: readonly string[];
  readonly results: readonly string[];
}

const firstSamples = new WeakMap<AnyProcedure, ReadonlyMap<string, readonly unknown[]>>();

function samplesFor(procedure: AnyProcedure): ReadonlyMap<string, readonly unknown[]> {
  const known =
    firstSamples.get(procedure) ??
    new Map(Object.entries(procedure.steps).map(([name, { outcome }]) => [name, samplesOf(outcome)]));
  firstSamples.set(procedure, known);
  return known;
}

/** Walks the good way of a form, by the flow itself. */
export function goodWayOf(procedure: AnyProcedure, form: Form, modes: readonly string[] = []): GoodWay {
  const chosen = Object.fromEntries(modes.map(mode => [mode, true]));
  const facts = { applicant: anyone, form, modes: chosen, deferred: [] };
  const { asked, run } = poisoned(() => walkPath(procedure, comparisonCalendar(), samplesFor(procedure), facts, []));
  const ending = run?.ending;
  return {
    steps: new Set([...asked.keys()].map(stepOf)),
    permits: ending?.end === 'granted' ? ending.permits : [],
    results: ending?.end === 'settled' ? [ending.result] : [],
  };
}
