import { isTheirParty, ownParty } from '../case/visibility.ts';
import { refusalOf } from '../../domain/refusal.ts';
import type { Context } from '../schema/context.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { InvalidInput, NotPermitted, RefusedByCase } from '../error/errors.ts';
import type { StartInput } from './start-input.ts';

/**
 * For whom is filed: oneself or whom one represents; whoever delegated to the agent; whom the window names. They stand
 * in the register, or it is a repeat of what was filed before.
 */
export async function applicantOf(
  context: Context,
  viewer: Viewer,
  { onBehalfOf }: StartInput,
  isRepeat: boolean,
): Promise<string> {
  const applicant = await namedApplicant(context, viewer, onBehalfOf ?? undefined);
  if (isRepeat || (await context.loaders.party.load(applicant))) return applicant;
  throw new RefusedByCase(refusalOf('applicant.unknown', {}));
}

export async function namedApplicant(
  { loaders }: Context,
  viewer: Viewer,
  onBehalfOf: string | undefined,
): Promise<string> {
  if (viewer.role === 'applicant') {
    if (onBehalfOf === undefined) return ownParty(viewer);
    if (isTheirParty(viewer, onBehalfOf)) return onBehalfOf;
    throw new NotPermitted(refusalOf('request.forThemselves', {}));
  }
  if (onBehalfOf === undefined)
    throw new InvalidInput([{ path: ['onBehalfOf'], code: 'missing', params: { expected: 'applicant' } }]);
  if (viewer.role !== 'agent' || (await loaders.delegators()).includes(onBehalfOf)) return onBehalfOf;
  throw new NotPermitted(refusalOf('request.noDelegation', {}, 'rule.agency'));
}
