import type { Draft } from '../../db/drafts/drafts.ts';

export interface DraftObjects {
  Draft: Draft;
}
