import type { Paper } from '../../domain/values.ts';

/** A paper as it is given. */
export type GivenPaper = Omit<Paper, 'instead'> & { readonly instead?: boolean | null | undefined };

/** A paper as commands have it: what is not in place of a material says nothing of it. */
export const paperFrom = ({ instead, ...paper }: GivenPaper): Paper => ({
  ...paper,
  ...(instead && { instead: true }),
});

export const papersFrom = (given: readonly GivenPaper[] | null | undefined): Paper[] => (given ?? []).map(paperFrom);
