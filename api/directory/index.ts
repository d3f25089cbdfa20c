import type { Noun } from '../schema/noun.ts';
import { all, everyone } from '../schema/who.ts';
import { addUnit } from './type.ts';

/** Units, posts and roles (组织机构). */
export const directory: Noun = {
  permissions: { Unit: all(everyone, 'unit title kind') },
  parts: [addUnit],
};
