import type { Noun } from '../schema/noun.ts';
import { addExplain } from './explain.ts';
import { addLines } from './lines.ts';
import { permissions } from './permissions.ts';
import { addPreview } from './preview.ts';

/** The explained and the previewed deadline (时限说明、时限预览). */
export const deadline: Noun = { permissions, parts: [addLines, addExplain, addPreview] };
