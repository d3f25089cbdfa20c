import type { z } from 'zod';
import { formatLimit, type Limit } from '../../clock/limit.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { limitsFor } from '../language/limits-for.ts';
import { fold } from '../runtime/flow.ts';
import type { Run } from '../runtime/run.ts';
import type { Facts } from '../runtime/state.ts';
import { placesOf, shapeOf } from '../language/schema.ts';
import { assigned } from '../language/step.ts';
import { isUnit } from '../language/texts.ts';
import { endMinuteOf, minuteOf } from './limits.ts';
import { changes, stepOf, type Path } from './walk/path.ts';
import { type LateWay, lateWayOf, timingOf } from './ways.ts';
import { poisoned } from './walk/forbid-nondeterminism.ts';
import { walk, type Walk } from './walk/walk.ts';
import type { DefinitionIssue } from './issue.ts';
import { rolesOf } from './directory.ts';
import { issuesInForwarding } from './forwarding.ts';
import { issuesInModeWays } from './mode-ways.ts';

/**
 * The rules that only running the flow can tell, by walking it: nothing unreachable, no wait without a clock, a way no
 * longer than the promise, no step that depends on the form unsaid, no throw, the same questions when run again.
 */
export function check(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const found = known.get(procedure) ?? issuesOnWalks(procedure);
  known.set(procedure, found);
  return found;
}
/** A definition is frozen: what was found once is found again, and a walk takes long. */
const known = new WeakMap<AnyProcedure, readonly DefinitionIssue[]>();

function issuesOnWalks(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const walked = walk(procedure);
  if (walked.unsampled.length > 0) {
    return walked.unsampled.map(step => ({
      rule: 'sample',
      at: `steps.${step}`,
      message: 'no answer could be made up that its schema takes; use enums, plain texts and numbers',
    }));
  }
  // What breaks on its way comes to nothing else: that it is never asked or granted follows, and is not told again.
  const isBroken = walked.paths.some(path => path.deviations.length === 0 && path.fault !== undefined);
  const units = typedUnits(walked);
  const changed = changing(walked);
  const onTheWay = faultsOnTheWay(walked).filter(fault => !isOfUnit(fault, units));
  const faults = [
    ...onTheWay,
    ...units,
    ...issuesInModeWays(walked),
    ...issuesInForwarding(walked),
    ...changed,
    // A flow that keeps something between its runs asks now this and now that.
    ...(changed.length > 0 ? [] : unsaidConditions(walked)),
    ...(isBroken || changed.length > 0 ? [] : unreached(walked)),
  ];
  return [...new Map(faults.map(fault => [`${fault.rule} ${fault.at} ${fault.message}`, fault])).values()];
}

/** A step that goes to whatever somebody typed breaks by some of it: told once, with what to write. */
const isOfUnit = ({ rule, message }: DefinitionIssue, units: readonly DefinitionIssue[]): boolean =>
  rule === 'throws' && units.some(({ at }) => message.startsWith(`${at.slice('steps.'.length)} is assigned to `));

const way = (path: Path): string => {
  const off = path.deviations.map(({ at, id }) => `${id} = ${JSON.stringify(path.log[at]?.value)}`).join(', ');
  return off === '' ? 'on the good way' : `when ${off}`;
};

function faultsOnTheWay({ procedure, paths }: Walk): readonly DefinitionIssue[] {
  const faults = new Map<string, DefinitionIssue>();
  // Paths come with the fewest answers off the good way first: the first that shows a fault explains it best.
  const add = (key: string, fault: DefinitionIssue): void => void (faults.has(key) || faults.set(key, fault));
  const timed = new Set<string>();
  for (const path of paths) {
    if (path.fault && path.fault !== changes)
      add(causeOf(path.fault), { rule: 'throws', at: 'run', message: `${path.fault} (${way(path)})` });
    if (path.clockless)
      add(`clock ${path.clockless}`, {
        rule: 'clock',
        at: `steps.${path.clockless}`,
        message: `can be waited for while nothing ticks (${way(path)}): give it a limit or something beside it`,
      });
    const { promised } = limitsFor(procedure, path.facts.form);
    // Rounds are not in the promise: what is asked again follows from an answer.
    if (!promised || faults.has('longer') || [...path.asked.keys()].some(id => id.includes('#'))) continue;
    // Many paths differ in what is answered, and not in what is asked when.
    const timing = timingOf(path, promised);
    if (timed.has(timing)) continue;
    timed.add(timing);
    const late = lateWayOf(procedure, path, promised);
    if (late)
      add('longer', {
        rule: 'way',
        at: 'limits.promised',
        message:
          `the steps take longer than the promise of ${formatLimit(promised)}: ` +
          `${orderOf(path)} (${way(path)})${lateText(late, promised)}`,
      });
  }
  return [...faults.values()];
}

/** The steps before the decision: what is asked at one time side by side, what comes after it behind an arrow. */
function orderOf({ asked }: Path): string {
  const early = [...asked].filter(([, { decided }]) => !decided);
  const groups = Map.groupBy(early, ([, { after }]) => after);
  return Array.from(groups.values(), group => group.map(([id]) => id).join(', ')).join(' → ');
}

/** What a fault is of: a text that is too short and one that is too long have one cause. */
const causeOf = (fault: string): string => fault.replace(/\(Too (?:small|big):[^)]*\)+/u, '');

/**
 * A unit is named by a field that can hold nothing else, or is declared: a text that anybody types may be no unit at
 * all, and a name that the flow alone knows is resolved and pinned by nobody.
 */
function typedUnits({ procedure, paths }: Walk): readonly DefinitionIssue[] {
  const found = new Set<string>();
  const undeclared = new Map<string, string>();
  const roles = new Set(rolesOf(procedure));
  for (const { asked, facts, log } of paths) {
    const assignedNow = [...asked.values()].filter(({ open }) => procedure.steps[open.step]?.by === assigned);
    if (assignedNow.length === 0) continue;
    const places = [
      ...placesOf(procedure.form, facts.form),
      ...log.flatMap(({ id, value }) => placesOf(procedure.steps[stepOf(id)]!.outcome, value)),
    ];
    const typed = new Set(places.filter(({ schema }) => isTyped(schema)).map(({ value }) => value));
    const named = new Set(places.filter(({ schema }) => isUnit(schema)).map(({ value }) => value));
    for (const { open } of assignedNow)
      if (typed.has(open.by)) found.add(open.step);
      else if (!named.has(open.by) && !roles.has(open.by!)) undeclared.set(open.step, open.by!);
  }
  const issue = (step: string, message: string): DefinitionIssue => ({ rule: 'unit', at: `steps.${step}`, message });
  return [
    ...Array.from(found, step =>
      issue(step, 'is assigned to a text that may be no unit; declare the field that names it as unit()'),
    ),
    ...Array.from(undeclared, ([step, by]) =>
      issue(
        step,
        `is assigned to ${JSON.stringify(by)}, which only the flow knows; name it by a unit() field, or in the ` +
          '`by` or `of` of a step',
      ),
    ),
  ];
}
const isTyped = (schema: z.core.$ZodType): boolean => shapeOf(schema).type === 'string' && !isUnit(schema);

function lateText({ anchor, decided, due }: LateWay, promised: Limit): string {
  if (anchor === undefined || decided === undefined || due === undefined) return '';
  const text = `; begun ${minuteOf(anchor)} they end ${endMinuteOf(decided)}, after ${endMinuteOf(due)}`;
  return `${text}, on which ${formatLimit(promised)} is due`;
}

const told = ({ cameTo, ending, closing }: Run): string => JSON.stringify([cameTo, ending, closing]);

/** Run again over its own log, a flow has to come to the same questions and the same end. */
function changing({ procedure, paths }: Walk): readonly DefinitionIssue[] {
  return poisoned(() =>
    paths.slice(0, 300).flatMap(path => {
      const fault = {
        rule: 'state',
        at: 'run',
        message:
          `run again over the same log it does not ask what it asked before (${way(path)}): it keeps state ` +
          'between runs',
      };
      if (path.fault === changes) return [fault];
      if (path.fault || !path.run) return [];
      try {
        // Twice: what a flow keeps may be the same after every second run.
        const again = [1, 2].map(() => told(fold(procedure, path.facts, path.log)));
        if (again.every(each => each === told(path.run!))) return [];
      } catch {
        /* diverged: told below */
      }
      return [fault];
    }),
  ).slice(0, 1);
}

/** On the good way, two forms in the same modes come to the same steps, save those that say when they are asked. */
function unsaidConditions({ procedure, paths }: Walk): readonly DefinitionIssue[] {
  const groups = Map.groupBy(
    // Rules that decide a case as it comes in (秒批秒办, 即来即办) go by the form: whoever they leave over is asked anyway.
    paths.filter(path => path.deviations.length === 0 && !path.fault && path.run && !isDecidedAtOnce(path.facts)),
    ({ facts }) => JSON.stringify([facts.modes, facts.deferred]),
  );
  const found = new Set<string>();
  for (const group of groups.values()) {
    const sets = group.map(path => new Set(path.run!.cameTo.filter(each => each.key === '').map(each => each.step)));
    for (const step of new Set(sets.flatMap(each => [...each]))) {
      if (!procedure.steps[step]?.when && sets.some(each => !each.has(step))) found.add(step);
    }
  }
  return Array.from(found, step => ({
    rule: 'when',
    at: `steps.${step}`,
    message: 'is asked for some forms and not for others; say so by `when`, which the guide can read',
  }));
}

const isDecidedAtOnce = ({ modes }: Facts): boolean => modes['instantAuto'] === true || modes['onTheSpot'] === true;

const asked =
  'ask it, or leave it out; if the flow looks at a number or a text first, say so by `when`, or give an example that ' +
  'comes to it';

function unreached({ procedure, paths, exhausted }: Walk): readonly DefinitionIssue[] {
  const steps = new Set(paths.flatMap(path => Array.from(path.asked.values(), each => each.open.step)));
  const milestones = new Set(paths.flatMap(path => [...(path.run?.reached ?? [])]));
  const permits = new Set<string>();
  const results = new Set<string>();
  for (const { run } of paths) {
    run?.early.forEach((_, permit) => permits.add(permit));
    if (run?.ending?.end === 'granted') run.ending.permits.forEach(permit => permits.add(permit));
    if (run?.ending?.end === 'settled') results.add(run.ending.result);
  }
  const missing = (
    names: object,
    reached: ReadonlySet<string>,
    part: string,
    message: string,
    todo: string,
  ): readonly DefinitionIssue[] =>
    Object.keys(names)
      .filter(name => !reached.has(name))
      .map(name => ({
        rule: 'unreached',
        at: `${part}.${name}`,
        message: exhausted ? `${message}; ${todo}` : notOn(message),
      }));
  // What was not walked is not known: on the ways that were, every two answers met.
  const notOn = (message: string): string =>
    `${message}, on ${paths.length} ways in which every two answers meet; there are more: if one of those comes to ` +
    'it, give an example that does, or ask less of one flow';
  return [
    ...missing(procedure.steps, steps, 'steps', 'is never asked, whatever the form and the answers', asked),
    ...missing(procedure.permits, permits, 'permits', 'is never granted', 'grant it, or leave it out'),
    ...missing(procedure.results, results, 'results', 'is never given', 'settle with it, or leave it out'),
    ...missing(
      procedure.milestones,
      milestones,
      'milestones',
      'is never reached',
      "say reached('…') in the flow, or leave it out",
    ),
  ];
}
