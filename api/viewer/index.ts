import type { Noun } from '../schema/noun.ts';
import { all, everyone, signedIn } from '../schema/who.ts';
import { addViewer } from './type.ts';

/** Whoever asks (当前用户). */
export const viewer: Noun = {
  permissions: {
    Query: { me: everyone },
    Viewer: all(signedIn, 'id person role unit post standsInFor name actsFor absences relations delegations'),
  },
  parts: [addViewer],
};
