import type { Noun } from '../schema/noun.ts';
import { addExtension } from './extension.ts';
import { addGuide } from './guide.ts';
import { permissions } from './permissions.ts';
import { addProcedureQueries } from './queries.ts';
import { addStartCase, addStarts } from './start-mutations.ts';
import { addProcedure } from './type.ts';

/** The procedure (事项), and filing under it. */
export const procedure: Noun = {
  permissions,
  parts: [addProcedure, addExtension, addGuide, addProcedureQueries, addStartCase, addStarts],
};
