import type { FoldsFor, RulesFor } from '../../capability.ts';
import { enclosed } from '../../document-builders.ts';
import { tell } from '../../tell.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  deliver: { by: 'people', whenEnded: 'refuse', whenSuspended: 'refuse', guard: guard.deliver, decide: decide.deliver },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  delivered: {
    evolve: evolve.deliver,
    isConsequence: false,
    opensSteps: false,
    documents: event => [enclosed(event, 'deliveryReceipt', event.data.receipt)],
    notices: () => tell('delivered', {}),
  },
};
