import type { PermissionTable, Rule } from '../schema/rule.ts';
import { all } from '../schema/who.ts';

const administrator: Rule = { who: ['administrator'] };

export const permissions: PermissionTable = {
  Query: { schedules: administrator },
  Mutation: { fireSchedule: administrator },
  Schedule: all(administrator, 'schedule every zone firedOn nextOn failure'),
};
