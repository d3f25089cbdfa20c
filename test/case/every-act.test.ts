import { describe, expect, test } from 'vitest';
import { rules, type PeoplesCommand } from '../../domain/case/capabilities/index.ts';
import { Refused } from '../../domain/refusal.ts';
import { agree, applicant, type VirtualCase } from '../../domain/testing.ts';
import type { Actor } from '../../domain/values.ts';
import { acts, type Situation } from './acts-table.ts';
import { restaurant } from './restaurant.ts';
import { flood, lead } from './suspending.ts';
import { long } from '../support/tags.ts';

type Type = PeoplesCommand['type'];
const rows = Object.entries(acts) as [Type, (typeof acts)[Type]][];
const form = { hasSignboard: false, sellsTobacco: false };
const received = () => restaurant('2027-03-24T10:00', { form });
const states = {
  received,
  inReview: () => received().accept(),
  granted: () => received().accept().answer('licence', agree).answer('fire', agree),
  withdrawn: () => received().act(applicant, { type: 'withdraw' }),
  suspended: () => received().accept().act(lead, flood),
} satisfies Readonly<Record<Situation, () => VirtualCase>>;

const kept = new Map<Situation, { readonly one: VirtualCase; readonly events: number }>();
/** A case in that state: the same one until an act is taken there, since a refused one leaves it as it was. */
function caseIn(state: Situation): VirtualCase {
  const known = kept.get(state);
  if (known && known.one.events.length === known.events) return known.one;
  const one = states[state]();
  kept.set(state, { one, events: one.events.length });
  return one;
}

/** The code by which an act is refused; what is refused leaves the log as it was. */
function refusedBy(one: VirtualCase, by: Actor, command: PeoplesCommand, key?: string): string {
  const before = one.events.length;
  try {
    one.act(by, command, key);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (one.events.length !== before) throw new Error(`${command.type} was refused and is on record.`);
    return error.code;
  }
}

describe('every act that people ask for', () => {
  test.each(rows)('%s is refused where the state, or what it is about, is another', (_, row) => {
    const one = caseIn(row.wrongIn);
    expect(refusedBy(one, row.by, row.command)).toBe(row.refused);
  });

  test.each(rows)('%s of a case that has ended is refused, unless it outlives its case', (type, row) => {
    const code = refusedBy(caseIn('withdrawn'), row.by, row.command);
    expect(code === 'case.ended').toBe(rules[type].whenEnded === 'refuse');
  });

  const ofOffice = rows.filter(([type]) => rules[type].whenSuspended === 'refuse');
  test.each(ofOffice)('%s of a suspended case waits until it is resumed', (_, row) => {
    expect(refusedBy(caseIn('suspended'), row.by, row.command)).toBe('case.suspended');
  });

  test.each(rows)('%s is refused to an observer, and leaves the case as it was', (_, row) => {
    for (const state of ['received', 'inReview', 'granted'] as const)
      expect(refusedBy(caseIn(state), { person: 'p-observer', role: 'observer' }, row.command)).not.toBe('accepted');
  });

  test.each(rows)('%s is refused to an official whose own case it is (回避)', (_, row) => {
    const self = { ...row.by, person: applicant.person };
    const isOfficial = row.by.role !== 'applicant';
    const code = refusedBy(caseIn('inReview'), self, row.command);
    expect(code === 'actor.interested').toBe(isOfficial);
  });

  test.each(rows)(
    '%s with a field that it does not have, or with 10 MB in it, is refused by its shape',
    long,
    (_, row) => {
      const odd = { ...row.command, unheardOf: 'x'.repeat(10_000_000) } as unknown as PeoplesCommand;
      expect(refusedBy(caseIn('inReview'), row.by, odd)).toMatch(/^(command\.invalid|case\.suspended)$/);
    },
  );

  test.each(rows)('%s that is asked twice under one key happens once', (_, row) => {
    const done = (['received', 'inReview', 'granted'] as const)
      .map(caseIn)
      .filter(one => refusedBy(one, row.by, row.command, 'key') === 'accepted');
    const events = done.map(one => one.events.length);
    expect(done.map(one => one.act(row.by, row.command, 'key').events.length)).toEqual(events);
  });
});
