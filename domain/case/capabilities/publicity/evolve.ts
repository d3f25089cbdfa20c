import { stopClocks } from '../../clocks.ts';
import { when, type EventOf } from '../../event.ts';
import { undecided, type CaseState } from '../../state.ts';

/** Before the decision what was granted early is public; what comes later is published then. */
export const publish = (state: CaseState, event: EventOf<'published'>): CaseState => ({
  ...stopClocks(state, ({ kind }) => kind === 'publicity', when(event)),
  published: !undecided(state),
});
