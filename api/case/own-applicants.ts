import type { Context } from '../schema/context.ts';

/** The applicants whose cases somebody sees as theirs. */
export async function ownApplicants({ viewer, loaders }: Context): Promise<readonly string[]> {
  if (viewer?.role === 'agent') return loaders.delegators();
  return viewer ? [...new Set([viewer.person, ...(viewer.parties ?? [])])] : [];
}
