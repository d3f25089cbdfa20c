import { randomUUID } from 'node:crypto';
import { Argument, type Command } from 'commander';
import { dayOf, type Instant } from '../../domain/calendar/day.ts';
import { defined } from '../../domain/defined.ts';
import * as acts from '../../domain/directory/acts.ts';
import type { Absence } from '../../domain/directory/directory.ts';
import { change, type Days, firstDay, instant, lastDay, name, of, option } from './change.ts';

const relationKind = (): Argument => new Argument('<kind>').choices(['kin', 'interest']);
/** Whoever has the terminal acts as an administrator. */
const asking = (by: string) => ({ person: by, role: 'administrator' });

/** Absences, relations and delegations. */
export const personalChanges: readonly Command[] = [
  change<Omit<Absence, 'person' | 'from'> & { readonly from?: Instant }>(
    'enter-absence',
    '登记外出: somebody is away; a deputy has their posts meanwhile.',
    'directory enter-absence p-9 --to 2027-05-10T00:00 --deputy p-10',
    [of('person')],
    [
      option('--from <instant>', 'now if not said', instant),
      option('--to <instant>', 'until when', instant).makeOptionMandatory(),
      option('--deputy <person>', 'who has their posts', name),
    ],
    ({ names: [person], options: { from, to, deputy } }, by) =>
      (directory, now) =>
        acts.enterAbsence({ person: person!, from: from ?? now, to, ...defined({ deputy }) }, asking(by))(
          directory,
          now,
        ),
  ),
  change<{ readonly at?: Instant }>(
    'end-absence',
    '销假: somebody is back, or the next absence is called off.',
    'directory end-absence p-9',
    [of('person')],
    [option('--at <instant>', 'since when; now if not said', instant)],
    ({ names: [person], options: { at } }, by) => acts.endAbsence(person!, at, asking(by)),
  ),
  change<Days>(
    'declare-relation',
    '申报回避关系: a person is kin (kin) of a person or party, or has an interest in it (interest).',
    'directory declare-relation p-9 p-applicant kin',
    [of('person'), of('subject', 'the other person, or the party'), relationKind()],
    [firstDay(), lastDay()],
    ({ names: [person, subject, kind], options: { from, to } }) =>
      (directory, now) =>
        acts.declareRelation({
          person: person!,
          subject: subject!,
          kind: kind as 'kin' | 'interest',
          from: from ?? dayOf(now),
          ...defined({ to }),
        })(directory, now),
  ),
  change<Days>(
    'end-relation',
    '解除回避关系: what a person declared ends; at once, if no last day is said.',
    'directory end-relation p-9 p-applicant kin --to 2027-03-31',
    [of('person'), of('subject'), relationKind()],
    [lastDay()],
    ({ names: [person, subject, kind], options: { to } }, by) =>
      (directory, now) =>
        acts.endRelation(
          { person: person!, subject: subject!, kind: kind as 'kin' | 'interest', to: to ?? dayOf(now) - 1 },
          asking(by),
        )(directory, now),
  ),
  change<{ readonly from?: Instant; readonly to?: Instant }>(
    'give-delegation',
    '委托帮办代办: an applicant lets an agent act for them.',
    'directory give-delegation p-applicant p-agent --to 2028-01-01T00:00',
    [of('applicant', 'the person or the party'), of('agent')],
    [
      option('--from <instant>', 'now if not said', instant),
      option('--to <instant>', 'until when; without it until it is revoked', instant),
    ],
    ({ names: [applicant, agent], options: { from, to } }) => {
      const delegation = { id: randomUUID().replaceAll('-', '').slice(0, 24), applicant: applicant!, agent: agent! };
      return (directory, now) =>
        acts.giveDelegation({ ...delegation, from: from ?? now, ...defined({ to }) })(directory, now);
    },
  ),
  change<object>(
    'revoke-delegation',
    '撤销委托: a delegation ends at once.',
    'directory revoke-delegation 0123456789abcdef01234567',
    [of('delegation', 'its id, which give-delegation told')],
    [],
    ({ names: [delegation] }) =>
      (directory, now) =>
        acts.revokeDelegation(
          delegation!,
          (directory.delegations ?? []).map(each => each.applicant),
        )(directory, now),
  ),
];
