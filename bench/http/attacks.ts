import type { Attack } from './attacks/attack.ts';
import { bodies } from './attacks/bodies.ts';
import { connectionAttacks } from './attacks/connections.ts';
import { documents } from './attacks/documents.ts';
import { signIns } from './attacks/tokens.ts';
import type { Target } from './target.ts';

/** All attacks. What is allowed, and only expensive, is in `attacks/largest.ts`. */
export const attacks = (wrong: Target['wrong']): readonly Attack[] => [
  ...bodies,
  ...documents,
  ...signIns(wrong),
  ...connectionAttacks,
];
