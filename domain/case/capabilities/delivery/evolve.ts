import { isNamed, stopClocks } from '../../clocks.ts';
import { when, type EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';

export const deliver = (state: CaseState, event: EventOf<'delivered'>): CaseState => ({
  ...stopClocks(state, isNamed('delivery'), when(event)),
  status: 'delivered',
  deliveredAt: when(event),
});
