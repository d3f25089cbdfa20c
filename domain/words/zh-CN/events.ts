import type { Role } from '../../values.ts';
import { roleTitles } from './titles.ts';

/** Who acted, where no unit did. */
export const actors: Readonly<Record<Role, string>> = { ...roleTitles, engine: '系统' };
