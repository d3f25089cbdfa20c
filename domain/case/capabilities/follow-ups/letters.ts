import { defined } from '../../../defined.ts';
import type { Letter } from '../../../log/letter.ts';
import type { Json } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { Environment } from '../../environment.ts';
import type { CaseEvent } from '../../event.ts';
import { runFlow } from '../../open-steps.ts';
import type { CaseState } from '../../state.ts';

/** The beginning of the case in which another one goes on: the same applicant, papers and personal fields. */
export function lettersOf(event: CaseEvent, state: CaseState, environment: Environment): readonly Letter[] {
  if (event.type !== 'followUpOpened') return [];
  const { case: to, why } = event.data;
  const { procedure, calendar, calendars, applicant, channel, papers, modes, personal, units, directory } = state;
  const application: Omit<CommandOf<'receive'>, 'type' | 'case' | 'number'> = {
    procedure,
    calendar,
    applicant,
    channel,
    form: why === 'reopened' ? formReopened(state, environment) : state.form,
    papers: [...papers],
    modes: [...modes],
    follows: { case: state.case, why },
    ...defined({ calendars, personal, units, directory }),
  };
  return [{ to, procedure, begins: true, payload: application, ...defined({ personal: personal?.reference }) }];
}

function formReopened(state: CaseState, environment: Environment): Json {
  const { closing } = runFlow(state, environment);
  return closing?.closing === 'reopened' ? (closing.form as Json) : state.form;
}
