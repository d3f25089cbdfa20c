import type { AnyProcedure } from '../language/definition.ts';
import { assigned } from '../language/step.ts';
import type { DefinitionIssue } from './issue.ts';

type Say = (at: string, message: string) => void;

/** `a, b or c`; what to write where there is none. */
export const choiceOf = (names: readonly string[]): string =>
  names.length === 0 ? 'none is declared' : `expected ${names.join(', ')}`;

/**
 * Whatever a definition names is declared. The compiler refuses most of it too; a file is loaded without it, and what
 * is named and is not there would do nothing.
 */
export function issuesInReferences(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const faults: DefinitionIssue[] = [];
  const say: Say = (at, message) => void faults.push({ rule: 'reference', at, message });
  namesInSteps(procedure, say);
  namesInMaterials(procedure, say);
  const { policies, permits } = procedure;
  for (const each of policies.tacitApproval?.grants ?? [])
    if (!Object.hasOwn(permits, each))
      say('policies.tacitApproval.grants', `${each} is no permit; ${choiceOf(Object.keys(permits))}`);
  return faults;
}

function namesInSteps({ steps, special, milestones, materials }: AnyProcedure, say: Say): void {
  const demand = (at: string, name: string, of: object, what: string): void => {
    if (!Object.hasOwn(of, name)) say(at, `${name} is no ${what}; ${choiceOf(Object.keys(of))}`);
  };
  for (const [name, step] of Object.entries(steps)) {
    const at = `steps.${name}`;
    for (const each of step.mayPauseFor) demand(`${at}.mayPauseFor`, each, special, 'special procedure of the list');
    if (step.special !== undefined) demand(`${at}.special`, step.special, special, 'special procedure of the list');
    if (step.until !== undefined) demand(`${at}.until`, step.until, milestones, 'milestone');
    for (const each of step.gives ?? []) demand(`${at}.gives`, each, materials, 'material');
    clocksOf(at, step, say);
    if (step.kind === 'conference') partiesOf(at, step, say);
  }
}

/** What an office does has one clock: its share, a milestone, or a special procedure as a whole. */
const clocked = new Set(['approval', 'task', 'decision', 'conference']);
function clocksOf(at: string, step: AnyProcedure['steps'][string], say: Say): void {
  if (!clocked.has(step.kind)) return;
  const { within = step.withinBy, until, special } = step;
  const found = Object.entries({ within, until, special }).filter(([, clock]) => clock !== undefined);
  if (found.length === 1) return;
  const names = found.map(([name]) => name).join(' and ');
  say(at, `has ${names === '' ? 'no clock' : `two clocks, ${names}`}; write one of within, until and special`);
}

function partiesOf(at: string, { of = [], by }: AnyProcedure['steps'][string], say: Say): void {
  const twice = of.filter((each, index) => of.indexOf(each) !== index);
  if (twice.length > 0) say(`${at}.of`, `names ${twice.join(', ')} twice; each party answers once`);
  if (by === assigned) say(`${at}.chair`, 'is assigned, and nobody names it; write the unit or role that invites');
}

function namesInMaterials({ materials, modes, steps }: AnyProcedure, say: Say): void {
  for (const [name, { kind, before }] of Object.entries(materials)) {
    const at = `materials.${name}`;
    if (kind === 'deferred' && modes.deferredSupplement === undefined)
      say(
        at,
        'is deferred, and the mode deferredSupplement is not offered: nobody could accept without it; ' +
          'write modes: { deferredSupplement: { basis } }',
      );
    if (before !== undefined && !Object.hasOwn(steps, before))
      say(`${at}.before`, `${before} is no step; name the event before which it is supplied`);
  }
}
