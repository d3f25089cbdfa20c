import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';
import { dueToTell, materialTitle, tell, type Told } from '../../tell.ts';

export const noticeGiven = (
  { data }: EventOf<'noticeGiven'>,
  state: CaseState,
  environment: Environment,
): readonly Told[] =>
  tell('noticeGiven', {
    ...dueToTell(state, environment, 'correction'),
    defects: data.defects.map(({ item, defect }) => ({ item: materialTitle(environment, item), defect })),
  });
