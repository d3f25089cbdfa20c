import type { PermissionTable } from '../schema/rule.ts';
import { all, connectionRows, officialsOrNull, signedIn } from '../schema/who.ts';

export const permissions: PermissionTable = {
  ...connectionRows('Event', signedIn),
  Event: all(
    signedIn,
    'id seq type text at on askedAt noticedAt actor basis step clock instrument reasons documents calendar annuls ' +
      'recomputed',
  ),
  RecomputedClock: all(signedIn, 'clock dueBefore dueBeforeOn due dueOn'),
  Actor: { ...all(signedIn, 'role unit onBehalfOf'), person: officialsOrNull },
};
