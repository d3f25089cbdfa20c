import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import type { NoticeParams } from '../../notice-params.ts';
import { outcomeOf, type CaseState } from '../../state.ts';
import { tell, textsOf, type Told } from '../../tell.ts';
import type { Reason } from '../../../values.ts';

/**
 * The conditions of a grant, and each permit that was refused beside those granted: with its reasons, as a denial is
 * told.
 */
export const granted = ({ data }: EventOf<'granted'>, state: CaseState, { procedure }: Environment): readonly Told[] =>
  tell('granted', {
    item: procedure.kind,
    conditions: conditionsOf(state, procedure),
    refused: Object.entries(data.refused).map(([permit, reasons]) => ({
      permit: procedure.permits[permit]?.title ?? permit,
      reasons: textsOf(reasons),
    })),
  });

const conditionsOf = (state: CaseState, procedure: Environment['procedure']): NoticeParams['granted']['conditions'] =>
  state.steps.flatMap(({ id, step }) => {
    const answer = outcomeOf(state, id) as
      | { readonly answer?: string; readonly conditions?: readonly Reason[] }
      | undefined;
    return answer?.answer === 'agreeWithConditions' && answer.conditions
      ? [{ step: procedure.steps[step]?.title ?? step, reasons: textsOf(answer.conditions) }]
      : [];
  });

export const denied = ({ data }: EventOf<'denied'>, _state: CaseState, { procedure }: Environment): readonly Told[] =>
  tell('denied', { item: procedure.kind, reasons: textsOf(data.reasons) });

export const settled = ({ data }: EventOf<'settled'>, _state: CaseState, { procedure }: Environment): readonly Told[] =>
  tell('settled', { result: procedure.results[data.result] ?? data.result, reasons: textsOf(data.reasons) });

export const revoked = ({ data }: EventOf<'revoked'>, _state: CaseState, { procedure }: Environment): readonly Told[] =>
  tell('revoked', { item: procedure.kind, reasons: textsOf(data.reasons) });

export const terminated = ({ data }: EventOf<'terminated'>): readonly Told[] =>
  tell('terminated', { reasons: textsOf(data.reasons) });
