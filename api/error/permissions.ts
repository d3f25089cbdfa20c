import type { PermissionTable, Rule } from '../schema/rule.ts';
import { all, everyone, signedIn } from '../schema/who.ts';

const error = (fields = ''): Readonly<Record<string, Rule>> => all(everyone, `message code ${fields}`);

export const permissions: PermissionTable = {
  Accepted: all(signedIn, 'case commandId'),
  Issue: all(everyone, 'path code message expected details'),
  Detail: all(everyone, 'name values'),
  Error: error(),
  Unauthenticated: error(),
  NotPermitted: error(),
  NotFound: error(),
  DevelopmentOnly: error(),
  AskAgain: error('commandId'),
  SameIdOtherContent: error('commandId'),
  InvalidInput: error('issues'),
  Refused: error('reason basis found accepted details'),
};
