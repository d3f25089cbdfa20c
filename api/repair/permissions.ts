import type { PermissionTable, Rule } from '../schema/rule.ts';
import { all, connectionRows } from '../schema/who.ts';

const administrator: Rule = { who: ['administrator'] };

export const permissions: PermissionTable = {
  Query: all(administrator, 'deadLetters incidents repairs'),
  Mutation: all(
    administrator,
    'sendDeadLetterAgain refuseDeadLetter startLostRun takeEventsFromHistory startFromLog callAgain',
  ),
  Incident: all(administrator, 'kind caseId case key since seenAt detail repairs'),
  ...connectionRows('Incident', administrator),
  Repair: all(administrator, 'at by repair caseId key found reason'),
  DeadLetter: all(administrator, 'key caseId procedure role askedAt deadAt attempts reason'),
};
