import { defined } from '../../../defined.ts';
import { viewOf } from '../../case-view.ts';
import { clockName } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import type { NoticeParams } from '../../notice-params.ts';
import type { CaseState } from '../../state.ts';
import { tell, type Told } from '../../tell.ts';

export const suspended = ({ data: { ground, reason, notice } }: EventOf<'suspended'>): readonly Told[] =>
  tell('suspended', { ground, reason: reason.text, notice: notice.number });

export const resumed = ({ data }: EventOf<'resumed'>, state: CaseState, environment: Environment): readonly Told[] =>
  tell('resumed', { reason: data.reason.text, clocks: duesAgain(state, environment) });

/** While the case was suspended nobody could say when its limits end; now the applicant is told. */
function duesAgain(state: CaseState, environment: Environment): NoticeParams['resumed']['clocks'] {
  const mainKinds: ReadonlySet<string> = new Set(['acceptance', 'promise', 'statutory']);
  const { clocks } = viewOf(state, environment);
  return state.clocks.flatMap(clock => {
    if (!mainKinds.has(clock.kind) || clock.stoppedAt !== undefined) return [];
    const view = clocks.find(each => each.clock === clock.clock);
    const name = clockName(clock, state, environment.procedure);
    if (view?.due === undefined) return [];
    const { due, projected, provisional } = view;
    return [{ clock: name, due, projected, ...defined({ provisional }) }];
  });
}
