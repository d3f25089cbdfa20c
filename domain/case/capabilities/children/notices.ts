import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { stepOf, type CaseState } from '../../state.ts';
import { dueToTell, tell, type Told } from '../../tell.ts';
import { draftOf } from './state.ts';

/** The applicant is asked to complete and file each draft, by when. */
export const opened = (
  { data }: EventOf<'childrenOpened'>,
  state: CaseState,
  environment: Environment,
): readonly Told[] =>
  data.children.flatMap(({ step: id }) => {
    if (!draftOf(state, id)) return [];
    const step = environment.procedure.steps[stepOf(state, id)!.step]!.title;
    return tell('draftOpened', { step, ...dueToTell(state, environment, `step:${id}`) });
  });
