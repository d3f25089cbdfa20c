import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { stepOf, type CaseState } from '../../state.ts';
import { tell, textsOf, type Told } from '../../tell.ts';

const titleOf = (state: CaseState, id: string, { procedure }: Environment): string =>
  procedure.steps[stepOf(state, id)?.step ?? '']?.title ?? id;

export const objected = ({ data }: EventOf<'objected'>, state: CaseState, environment: Environment): readonly Told[] =>
  tell('objected', { step: titleOf(state, data.step, environment), reason: data.reason.text });

/** Both are told what was found of an objection. */
export function objectionAnswered(
  { data }: EventOf<'answered'>,
  state: CaseState,
  environment: Environment,
): readonly Told[] {
  const objection = stepOf(state, data.step)?.objection;
  if (!objection?.ruling) return [];
  const { isUpheld, reasons } = objection.ruling;
  const told = { step: titleOf(state, data.step, environment), isUpheld, reasons: textsOf(reasons) };
  const { by } = objection;
  return [...tell('objectionAnswered', told), ...(by === undefined ? [] : tell('objectionAnswered', told, by))];
}
