import type { Wanted } from '../../../bin/compose/issuer/people.ts';
import { administrator, agent, applicant, clerk, lead, observer, other, supervisor, tobacco } from '../office.ts';

/** Whoever asks, by the letters of the table. */
export const callers: Readonly<Record<string, Wanted | undefined>> = {
  n: undefined,
  a: applicant,
  g: agent,
  w: clerk,
  o: lead,
  h: { as: 'unit-head' },
  s: supervisor,
  d: administrator,
  b: observer,
  x: other,
  t: tobacco,
};
export type Caller = keyof typeof callers;
