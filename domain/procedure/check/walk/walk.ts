import { compileCalendar, type Calendar } from '../../../calendar/calendar.ts';
import { cn } from '../../../calendar/published.ts';
import type { AnyProcedure } from '../../language/definition.ts';
import type { Facts } from '../../runtime/state.ts';
import { anyone, stepOf, walkPath, type Chosen, type Deviation, type Path } from './path.ts';
import { poisoned } from './forbid-nondeterminism.ts';
import { samplesOf } from './sample.ts';
import { combinations } from './combinations.ts';
import { formsOf } from './variation.ts';

/** All that walking a procedure showed. */
export interface Walk {
  readonly procedure: AnyProcedure;
  readonly calendar: Calendar;
  readonly paths: readonly Path[];
  /** Every path was walked; otherwise those with the fewest answers off the good way. */
  readonly exhausted: boolean;
  /** Steps whose outcome schema allows nothing that could be tried. */
  readonly unsampled: readonly string[];
}

const mostDeviations = 4;
/** Beside the good ways. */
const mostPaths = 600;
const mostFacts = 96;

/**
 * Runs the flow in virtual time over the example varied in what is finite, in each mode that it reads, with a sample of
 * every outcome: first the good way, then with one, two … four answers off it.
 */
export function walk(procedure: AnyProcedure): Walk {
  const calendar = compileCalendar(cn);
  const samples = new Map(
    Object.entries(procedure.steps).map(([name, step]) => [name, samplesOf(step.outcome)] as const),
  );
  const unsampled = [...samples].filter(([, all]) => all.length === 0).map(([name]) => name);
  if (unsampled.length > 0) return { procedure, calendar, paths: [], exhausted: false, unsampled };
  const forms = formsOf(procedure);
  const go = (facts: Facts, deviations: readonly Deviation[]): Path =>
    walkPath(procedure, calendar, samples, facts, deviations);
  const walkChosen = (facts: Facts, chosen: Chosen): Path => {
    const path = walkPath(procedure, calendar, samples, facts, [], chosen);
    const off = path.log.flatMap(({ id }, at) => {
      const sample = chosen.get(stepOf(id)) ?? 0;
      return sample === 0 ? [] : [{ at, id, sample }];
    });
    return { ...path, deviations: off };
  };
  return poisoned(() => {
    const paths: Path[] = [];
    let level: Path[] = factsOf(procedure, forms, go).map(facts => go(facts, []));
    const good = level.length;
    let exhausted = true;
    for (let count = 0; level.length > 0; count += 1) {
      paths.push(...level);
      if (count === mostDeviations) {
        exhausted &&= level.every(path => path.alternatives.length === 0);
        break;
      }
      const next: Path[] = [];
      for (const path of interleaved(level)) {
        if (paths.length - good + next.length >= mostPaths) {
          exhausted = false;
          break;
        }
        next.push(go(path.facts, path.deviations));
      }
      level = next;
    }
    if (!exhausted) paths.push(...pairwiseWays(paths.slice(0, good), samples, walkChosen));
    return { procedure, calendar, paths, exhausted, unsampled };
  });
}

/** How many of the good ways the answers are varied on where there are too many ways for all. */
const mostVaried = 12;

/**
 * Where there are more ways than can be walked: ways in which every two answers of any two steps meet, on the form and
 * in the modes of a good way each. So nothing is missed that hangs on two answers, however deep the flow.
 */
function pairwiseWays(
  goodWays: readonly Path[],
  samples: ReadonlyMap<string, readonly unknown[]>,
  go: (facts: Facts, chosen: Chosen) => Path,
): readonly Path[] {
  const names = [...samples.keys()];
  const places = names.map(name => samples.get(name)!.map((_, place) => place));
  const facts = goodWays.slice(0, mostVaried).map(path => path.facts);
  return combinations([facts, ...places], 0)
    .map(([of, ...row]) => go(of as Facts, new Map(names.map((name, index) => [name, row[index] as number]))))
    .filter(path => path.deviations.length > 0);
}

/**
 * The next answers off the way of all paths, one of each path in turn: no form is left out when the paths become too
 * many.
 */
function* interleaved(
  level: readonly Path[],
): Generator<{ readonly facts: Facts; readonly deviations: readonly Deviation[] }> {
  const longest = Math.max(...level.map(path => path.alternatives.length));
  for (let index = 0; index < longest; index += 1) {
    for (const { facts, deviations, alternatives } of level) {
      const alternative = alternatives[index];
      if (alternative) yield { facts, deviations: [...deviations, alternative] };
    }
  }
}

/** The forms in the modes that the flow reads, with and without deferred materials: all of these, or every two. */
function factsOf(
  procedure: AnyProcedure,
  forms: readonly unknown[],
  go: (facts: Facts, deviations: readonly Deviation[]) => Path,
): readonly Facts[] {
  const read = new Set<string>(procedure.modes.commitment ? ['commitment'] : []);
  const watching = (on: boolean): Record<string, boolean> => {
    const modes = {};
    for (const mode of Object.keys(procedure.modes)) {
      Object.defineProperty(modes, mode, {
        enumerable: true,
        get: () => (mode === 'commitment' || read.add(mode), on),
      });
    }
    return modes;
  };
  for (const form of forms)
    for (const on of [false, true]) go({ applicant: anyone, form, modes: watching(on), deferred: [] }, []);
  const deferrable = Object.entries(procedure.materials)
    .filter(([, material]) => material.kind === 'deferred')
    .map(([name]) => name);
  const switched = [...read];
  const deferrals = deferrable.length > 0 ? [[], deferrable] : [[]];
  const rows = combinations([forms, deferrals, ...switched.map(() => [false, true])], mostFacts);
  return rows.map(([form, deferred, ...on]) => ({
    applicant: anyone,
    form,
    modes: Object.fromEntries(switched.map((mode, index) => [mode, on[index] as boolean])),
    deferred: deferred as readonly string[],
  }));
}
