import { defined } from '../../domain/defined.ts';
import type { FileReference, Paper } from '../../domain/values.ts';

/** What names a file that was uploaded, or the digest of what is kept elsewhere. `fillFiles` looks the file up. */
interface Named {
  readonly digest?: string | null | undefined;
  readonly file?: string | FileReference | null | undefined;
}
/** A paper as it is given; one of a draft has its file looked up already. */
export type GivenPaper = Omit<Paper, 'instead' | 'digest' | 'file'> &
  Named & { readonly instead?: boolean | null | undefined };
export type GivenDocument = Named & { readonly number: string };

/** A paper as commands have it, but for its file: what is not in place of a material says nothing of it. */
export const paperFrom = ({ instead, digest, file, ...paper }: GivenPaper): Paper =>
  ({
    ...paper,
    ...(instead && { instead: true }),
    ...defined({ digest: digest ?? undefined, file: file ?? undefined }),
  }) as Paper;

export const papersFrom = (given: readonly GivenPaper[] | null | undefined): Paper[] => (given ?? []).map(paperFrom);

/** A document as commands have it, but for its file. */
export const documentFrom = ({ number, digest, file }: GivenDocument) => ({
  number,
  ...defined({ digest: digest ?? undefined, file: file ?? undefined }),
});
