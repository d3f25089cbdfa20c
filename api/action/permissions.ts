import type { PermissionTable } from '../schema/rule.ts';
import { all, signedIn } from '../schema/who.ts';

export const permissions: PermissionTable = {
  Case: all(signedIn, 'actions'),
  Step: all(signedIn, 'actions'),
  Action: all(signedIn, 'mutation title isPossible refusal about answers inputSchema'),
  ActionSubject: all(signedIn, 'name value'),
  ActionAnswer: all(signedIn, 'answer title'),
  ActionRefusal: all(signedIn, 'reason message basis details'),
};
