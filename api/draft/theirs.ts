import { type Draft, readDraft } from '../../db/drafts/drafts.ts';
import type { Context } from '../schema/context.ts';

/** For whom the caller may file: themselves and whom they represent, or whoever delegated to the agent. */
export async function partiesOf({ viewer, loaders }: Context): Promise<readonly string[]> {
  if (viewer?.role === 'agent') return await loaders.delegators();
  return viewer?.role === 'applicant' ? [viewer.person, ...(viewer.parties ?? [])] : [];
}

/** A draft of a party for whom the caller acts; of another one nothing is said. */
export async function draftOfTheirs(context: Context, id: string): Promise<Draft | undefined> {
  const draft = await readDraft(context.db, id);
  return draft && (await partiesOf(context)).includes(draft.applicant) ? draft : undefined;
}
