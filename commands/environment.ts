import type { Environment } from '../domain/case/environment.ts';
import { Refused } from '../domain/refusal.ts';
import type { CommandContext } from './context.ts';

/**
 * What a case of this workflow type is decided and folded with.
 * @throws Refused `procedure.unknown` when this build does not have the procedure.
 */
export function environmentOf(
  { procedures, calendars }: Pick<CommandContext, 'procedures' | 'calendars'>,
  workflowType: string,
): Environment {
  const procedure = procedures.get(workflowType);
  if (!procedure) throw new Refused('procedure.unknown', { found: workflowType, expected: [...procedures.keys()] });
  return {
    procedure,
    calendar(version) {
      const calendar = calendars.get(version);
      if (!calendar) throw new Refused('calendar.unknown', { found: version, expected: calendars.known() });
      return calendar;
    },
  };
}
