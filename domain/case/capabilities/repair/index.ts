import { none, type FoldsFor } from '../../capability.ts';
import type { events } from './schema.ts';

export const folds: FoldsFor<typeof events> = {
  repaired: { evolve: state => state, isConsequence: false, opensSteps: false, documents: none, notices: none },
};
