import { type Draft, readDraft } from '../../db/drafts/drafts.ts';
import { isOfficial } from '../../domain/case/refusals.ts';
import { windowIn } from '../../domain/case/desks.ts';
import { visibleCase } from '../case/load-visible-case.ts';
import type { Context } from '../schema/context.ts';

/** For whom the caller may file: themselves and whom they represent, or whoever delegated to the agent. */
export async function partiesOf({ viewer, loaders }: Context): Promise<readonly string[]> {
  if (viewer?.role === 'agent') return await loaders.delegators();
  return viewer?.role === 'applicant' ? [viewer.person, ...(viewer.parties ?? [])] : [];
}

/**
 * A draft of a party for whom the caller acts; of another one nothing is said. The draft of a child of a case that was
 * filed at the window, or by a unit, is completed there too: its party may have no account.
 */
export async function draftOfTheirs(context: Context, id: string): Promise<Draft | undefined> {
  const draft = await readDraft(context.db, id);
  if (!draft) return undefined;
  const isTheirs = (await partiesOf(context)).includes(draft.applicant);
  return isTheirs || (draft.parent !== null && (await filesFor(context, draft.parent))) ? draft : undefined;
}

/** Whether the caller does for the party of a case what is the party's to do, in the unit that filed it. */
export async function filesFor(context: Context, caseId: string): Promise<boolean> {
  const { viewer } = context;
  const view = (await visibleCase(context, caseId))?.view;
  if (!viewer || !view || !isOfficial(viewer.role)) return false;
  if (view.filedBy !== undefined && view.filedBy === viewer.unit) return true;
  return view.channel !== 'online' && viewer.role === 'window-clerk' && viewer.unit === windowIn(view);
}
