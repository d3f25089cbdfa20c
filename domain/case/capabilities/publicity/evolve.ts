import { isNamed, stopClocks } from '../../clocks.ts';
import { when, type EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';

export const publish = (state: CaseState, event: EventOf<'published'>): CaseState => ({
  ...stopClocks(state, isNamed('publicity'), when(event)),
  published: true,
});
