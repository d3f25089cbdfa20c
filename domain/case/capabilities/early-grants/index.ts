import type { FoldsFor } from '../../capability.ts';
import { numberDocuments } from '../../document-builders.ts';
import { tell, textsOf } from '../../tell.ts';
import * as evolve from './evolve.ts';
import type { events } from './schema.ts';

export const folds: FoldsFor<typeof events> = {
  grantedEarly: {
    evolve: evolve.grantEarly,
    isConsequence: true,
    opensSteps: false,
    documents: (event, state) =>
      numberDocuments(
        event,
        state,
        event.data.permits.map(permit => ({ kind: 'grant', permit })),
      ),
    notices: ({ data }, _state, { procedure }) =>
      tell('grantedEarly', {
        permits: data.permits.map(permit => procedure.permits[permit]?.title ?? permit),
        conditions: textsOf(Object.values(data.conditions ?? {}).flat()),
      }),
  },
};
