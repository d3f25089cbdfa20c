import type { Noun } from '../schema/noun.ts';
import { acts } from './acts.ts';
import { addAttribution } from './attribution.ts';
import { addCaseForm } from './form.ts';
import { addCaseLinks } from './links.ts';
import { addCaseLists } from './lists.ts';
import { addContinuePermit } from './continue-permit.ts';
import { addMessages } from './messages.ts';
import { addCaseParts } from './parts.ts';
import { addModes } from './modes.ts';
import { permissions } from './permissions.ts';
import { addCaseQueries } from './queries.ts';
import { addProgress } from './progress.ts';
import { addRating } from './rating.ts';
import { addSupply } from './supply.ts';
import { addCase } from './type.ts';

/** The case (办件). */
export const caseNoun: Noun = {
  permissions,
  acts,
  parts: [
    addCase,
    addCaseParts,
    addCaseForm,
    addProgress,
    addMessages,
    addAttribution,
    addCaseQueries,
    addCaseLists,
    addCaseLinks,
    addModes,
    addContinuePermit,
    addSupply,
    addRating,
  ],
};
