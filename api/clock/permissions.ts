import type { PermissionTable } from '../schema/rule.ts';
import { all, connectionRows, everyone, ofUnit, signedIn } from '../schema/who.ts';

export const permissions: PermissionTable = {
  Query: all(ofUnit, 'dueSoon undated red'),
  ...connectionRows('Clock', signedIn, 'counted'),
  Clock: all(
    signedIn,
    'id clock case kind title unit step limit counting anchor due dueOn projected provisional calendar state colour ' +
      'asOf elapsed remaining stoppedAt verdict breachedAt noticedAt pauses extensions explainDeadline',
  ),
  Pause: all(signedIn, 'from to until why'),
  Limit: all(everyone, 'unit n date of text'),
};
