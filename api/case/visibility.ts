import type { KnownCase } from './objects.ts';
import { isOfficial } from '../../domain/case/refusals.ts';
import type { StepView } from '../../domain/case/view.ts';
import { isAtTheWindow, windowIn } from '../../domain/case/desks.ts';
import { districtGovernment } from '../../domain/directory/directory.ts';
import type { Viewer } from '../viewer/viewer.ts';

/** Whether somebody is that applicant, or represents them. */
export const isTheirParty = ({ person, parties = [] }: Viewer, applicant: string): boolean =>
  person === applicant || parties.includes(applicant);

/** The party that somebody is themselves, or the only one that they represent. */
export function ownParty({ person, parties = [] }: Viewer): string {
  const [only, ...others] = parties;
  return parties.includes(person) || only === undefined || others.length > 0 ? person : only;
}

/**
 * Whether the viewer may see the case at all. Asked wherever a case is reached from outside (by id, by number, by a
 * list, by a mutation); what is then read of it the permission table says.
 * @param delegators the applicants for whom the viewer may act as an agent, now
 */
export function sees(viewer: Viewer, record: KnownCase, delegators: readonly string[]): boolean {
  const { view, units } = record;
  if (view.filedBy !== undefined && view.filedBy === viewer.unit) return true;
  switch (viewer.role) {
    case 'applicant':
      return isTheirParty(viewer, view.applicant);
    case 'agent':
      return delegators.includes(view.applicant);
    case 'officer':
    case 'unit-head':
      // The head of the government may extend the joint limit of any case (行政许可法 42).
      if (viewer.role === 'unit-head' && viewer.unit === districtGovernment) return true;
      return (
        viewer.unit !== undefined &&
        (units.includes(viewer.unit) || view.instruments.some(each => each.unit === viewer.unit))
      );
    case 'window-clerk':
      return (
        // 异地代收: whoever received for this place may follow it.
        (viewer.unit !== undefined && view.receivedFor === viewer.unit) ||
        (viewer.unit === windowIn(view) &&
          // What was filed there is done there for who has no account.
          (isAtTheWindow(view) || view.missing.length > 0 || view.channel !== 'online')) ||
        view.instruments.some(each => each.unit === viewer.unit)
      );
    case 'supervisor':
    case 'administrator':
    case 'observer':
      return true;
  }
}

/**
 * Whether the viewer may read what was said in a step, and why it was asked. Before the decision an applicant sees how
 * far each department is, not its opinion: an opinion is no decision yet. What is asked of the applicants themselves
 * they see at once.
 */
export const seesWithin = (viewer: Viewer | undefined, { view }: KnownCase, step: StepView): boolean =>
  (viewer?.role !== 'applicant' && viewer?.role !== 'agent') ||
  view.decidedAt !== undefined ||
  step.kind === 'applicant' ||
  // What others object to their application they answer.
  step.objection !== undefined;

export type PersonalView = 'plain' | 'masked' | 'none';

/**
 * How much of the personal data of a case that the viewer sees is shown: plain only to whoever handles it, and to the
 * party itself.
 */
export function personalView(viewer: Viewer | undefined, record: KnownCase): PersonalView {
  // Whoever is complained about is not told by whom.
  if (viewer && isOfficial(viewer.role) && record.view.about?.includes(viewer.person)) return 'none';
  switch (viewer?.role) {
    case 'applicant':
      return isTheirParty(viewer, record.view.applicant) ? 'plain' : 'none';
    // An agent reaches only cases of those who delegated.
    case 'agent':
      return 'plain';
    // Another window sees what it is addressed about, and not who asked.
    case 'window-clerk':
      return viewer.unit === windowIn(record.view) ? 'plain' : 'masked';
    case 'officer':
    case 'unit-head':
      return viewer.unit !== undefined && (record.units.includes(viewer.unit) || record.view.filedBy === viewer.unit)
        ? 'plain'
        : 'masked';
    case 'observer':
      return 'masked';
    case 'supervisor':
    case 'administrator':
    case undefined:
      return 'none';
  }
}
