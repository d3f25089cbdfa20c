import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';
import { decisionToTell, dueToTell, tell, type Told } from '../../tell.ts';

export const received = (_event: EventOf<'received'>, state: CaseState, environment: Environment): readonly Told[] =>
  tell('received', {
    ...dueToTell(state, environment, 'acceptance'),
    awaitsAcceptance: environment.procedure.intake.by === 'application',
  });

export const foundNotRequired = ({ data }: EventOf<'foundNotRequired'>): readonly Told[] =>
  tell('foundNotRequired', { reason: data.reason.text });

export const acceptanceRefused = ({ data }: EventOf<'acceptanceRefused'>): readonly Told[] =>
  tell('acceptanceRefused', { reason: data.reason.text, rightOrgan: data.rightOrgan });

export const accepted = (_event: EventOf<'accepted'>, state: CaseState, environment: Environment): readonly Told[] =>
  tell('accepted', decisionToTell(state, environment));
