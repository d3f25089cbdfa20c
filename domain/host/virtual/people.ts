import { supervisionOffice, unifiedWindow } from '../../directory/directory.ts';
import type { StepDefinition } from '../../procedure/procedure.ts';
import type { Actor } from '../../values.ts';

/**
 * People of a made-up office. Who they are follows from the unit alone, so that no directory is needed; the ids are
 * those of the demonstration's directory.
 */
export const applicant: Actor = { person: 'p-applicant', role: 'applicant' };

/** Acts for the applicant (帮办代办). */
export const agent: Actor = { person: 'p-agent', role: 'agent', onBehalfOf: applicant.person };

/** Receives and accepts at the unified window (综合窗口). */
export const clerk: Actor = { person: `p-${unifiedWindow}-officer`, role: 'window-clerk', unit: unifiedWindow };

/** Handles cases in a unit; the second of two officers is `officer(unit, 'officer-2')`. */
export const officer = (unit: string, suffix = 'officer'): Actor => ({
  person: `p-${unit}-${suffix}`,
  role: 'officer',
  unit,
});

/** Leads a unit: extends limits, suspends cases, answers instruments. */
export const head = (unit: string): Actor => ({ person: `p-${unit}-principal`, role: 'unit-head', unit });

/** The others whom a step needs beside who proposes its answer: a second one, or who reviews (审核) and approves (批准). */
export function othersFor(
  { people, trio }: Pick<StepDefinition, 'people' | 'trio'>,
  { unit = '', ...first }: Actor,
): readonly Actor[] {
  if (people === 1) return [];
  if (!trio) return [{ ...first, unit, person: `${first.person}-2` }];
  return [
    { ...officer(unit, 'section-head'), post: 'section-head' },
    { ...head(unit), post: 'principal' },
  ];
}

/** Supervises (督查); by default in the supervision office. */
export const supervisor = (unit: string = supervisionOffice): Actor => ({
  person: `p-${unit}-section-head`,
  role: 'supervisor',
  unit,
});
