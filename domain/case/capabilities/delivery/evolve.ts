import { stopClocks } from '../../clocks.ts';
import { when, type EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';
import { clockOfPermit, isToHandOver } from '../early-grants/early.ts';

export function deliver(state: CaseState, event: EventOf<'delivered'>): CaseState {
  const at = when(event);
  const { permits: some } = event.data;
  const isHandedOver = (permit: string): boolean => some?.includes(permit) ?? true;
  const clocks = new Set(some?.map(permit => clockOfPermit('delivery', permit)));
  const delivered: CaseState = {
    ...stopClocks(state, ({ clock, kind }) => (some ? clocks.has(clock) : kind === 'delivery'), at),
    permits: state.permits.map(each =>
      isToHandOver(each) && isHandedOver(each.permit) ? { ...each, deliveredAt: at } : each,
    ),
  };
  return some ? delivered : { ...delivered, status: 'delivered', deliveredAt: at };
}
