import type { FoldsFor, RulesFor } from '../../capability.ts';
import { numbered } from '../../document-builders.ts';
import { tell, textsOf } from '../../tell.ts';
import * as decide from './decide.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

export const rules = {
  answerFromAbove: { by: 'case', whenEnded: 'refuse', whenSuspended: 'allow', decide: decide.answerFromAbove },
} as const satisfies RulesFor<typeof commands>;

export const folds: FoldsFor<typeof events> = {
  sentUp: {
    evolve: evolve.sendUp,
    isConsequence: true,
    opensSteps: false,
    documents: numbered('forwarding'),
    notices: ({ data }) => tell('forwardedUp', { to: data.title }),
  },
  answeredFromAbove: {
    evolve: evolve.answer,
    isConsequence: true,
    opensSteps: false,
    documents: numbered('upperDecision'),
    notices: ({ data }, state, { procedure }) =>
      tell('answeredFromAbove', {
        by: state.sentUp?.title ?? '',
        number: data.number,
        end: data.end,
        permits: data.permits.map(({ permit }) => procedure.permits[permit]?.title ?? permit),
        reasons: textsOf([...data.reasons, ...Object.values(data.refused).flat()]),
      }),
  },
};
