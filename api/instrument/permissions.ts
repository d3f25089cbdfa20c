import type { PermissionTable } from '../schema/rule.ts';
import { all, connectionRows, officials, ofOneUnit, ofUnit, overseers, signedIn } from '../schema/who.ts';

export const permissions: PermissionTable = {
  Query: { supervision: { who: overseers }, toAnswer: ofUnit },
  Supervision: all({ who: overseers }, 'instruments redCases'),
  ...connectionRows('Instrument', signedIn, 'counted'),
  Instrument: all(
    { who: officials },
    'id instrument case level clock unit calendar number title authority addressees basis content why state openedAt ' +
      'noticedAt signedBy servedAt replyDue replyDueOn talkAt reply conclusion closedAt',
  ),
  Addressee: {
    ...all({ who: officials }, 'post unit person standsInFor'),
    name: { who: [...ofOneUnit, 'supervisor'], orNull: true },
  },
};
