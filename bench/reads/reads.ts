import { countBounded, readBounded } from '../../db/bounded-list.ts';
import { readCaseByNumber } from '../../db/cases/cases.ts';
import { readDeskCounts } from '../../db/cases/desk-counts.ts';
import { caseList, type CaseFilter, type CaseOrder, listCases } from '../../db/cases/list-cases.ts';
import { dueSoon, overdue, undated } from '../../db/cases/list-clocks.ts';
import { publicNotices } from '../../db/cases/list-notices.ts';
import { listOwnCases } from '../../db/cases/list-own-cases.ts';
import { inbox, type InboxFilter } from '../../db/cases/list-steps.ts';
import type { Db } from '../../db/client.ts';
import { type InstrumentFilter, listInstruments, toAnswerList } from '../../db/instruments/list.ts';
import type { PageRequest } from '../../db/page.ts';
import { atTheWindow } from '../../domain/case/desks.ts';
import { colours, statuses } from '../../domain/case/vocabulary.ts';
import type { Largest } from './people.ts';

export type Read = readonly [name: string, run: (db: Db, page?: PageRequest) => Promise<unknown>];
const dayMs = 86_400_000;

/** What the figures of a run stand beside. */
export const anchor = ({ number }: Largest): Read => ['one case by number', db => readCaseByNumber(db, number)];

/** The filters of a list of cases, each alone and some together. */
function caseFilters(of: Largest, now: number): readonly (readonly [string, CaseFilter])[] {
  return [
    ['', {}],
    ['open', { closed: false }],
    ['closed', { closed: true }],
    ...colours.map(colour => [colour, { colours: [colour] }] as const),
    ['red or dark red', { colours: ['red', 'darkRed'] }],
    ...statuses.map(status => [status, { statuses: [status] }] as const),
    ['every status', { statuses }],
    ['procedure', { procedure: of.procedure }],
    ['rare procedure', { procedure: of.rarest }],
    ['rare procedure, open', { procedure: of.rarest, closed: false }],
    ['posted', { channel: 'post' }],
    ['tolerant', { acceptance: 'tolerant' }],
    ['mode', { mode: 'fastLane' }],
    ['received last year', { received: { from: now - 400 * dayMs, before: now - 390 * dayMs } }],
    ['due this week', { due: { from: now, before: now + 7 * dayMs } }],
    ['number', { number: of.number }],
    ['number begins', { number: of.number.slice(0, -2) }],
    ['applicant', { applicants: [of.applicant] }],
    ['handler', { handler: of.person }],
  ];
}

/** Every list, with each of its filters and orders. */
export function readsOf(of: Largest, now: number): readonly Read[] {
  const ofDesk = (desk: string, name: string, order: CaseOrder): Read[] =>
    caseFilters(of, now).map(([filter, asked]) => [
      `${name} by ${order}: ${filter}`,
      (db, page) => listCases(db, { ...asked, order, ...(desk !== '' && { desk }) }, page ?? {}),
    ]);
  return [
    ['myCases', (db, page) => listOwnCases(db, [of.applicant], {}, page ?? {})],
    ['myCases closed', (db, page) => listOwnCases(db, [of.applicant], { closed: true }, page ?? {})],
    [
      'windowCases',
      (db, page) =>
        listCases(db, { desk: 'service-window', order: 'due', statuses: [...atTheWindow], orActs: true }, page ?? {}),
    ],
    ...(['received', 'due', 'breach'] as const).flatMap(order => [
      ...ofDesk(of.unit, 'unit', order),
      ...ofDesk('service-window', 'window', order),
      ...ofDesk('', 'all', order),
    ]),
    ...(['due', 'opened'] as const).flatMap(order =>
      stepFilters(of).map(([name, filter]): Read => [
        `inbox by ${order}: ${name}`,
        (db, page) => inbox(db, of.inbox, { ...filter, order }, page ?? {}),
      ]),
    ),
    ...clockReads(of, now),
    ...instrumentFilters(of).map(([name, filter]): Read => [
      `instruments: ${name}`,
      (db, page) => listInstruments(db, filter, page ?? {}),
    ]),
    ['to answer', (db, page) => readBounded(db, toAnswerList(of.addressed), page ?? {})],
    ['public notices', (db, page) => publicNotices(db, page ?? {})],
    ['counts by tab', db => readDeskCounts(db, of.unit)],
  ];
}

const stepFilters = (of: Largest): readonly (readonly [string, InboxFilter])[] => [
  ['all', {}],
  ['ready', { states: ['ready'] }],
  ['proposed', { states: ['proposed'] }],
  ['red', { states: ['ready'], colours: ['red', 'darkRed'] }],
  ['yellow', { states: ['ready'], colours: ['yellow'] }],
  ['rare procedure', { states: ['ready'], procedure: of.rarest }],
  ['claimed', { claimedBy: of.person }],
  ['to confirm', { confirmableBy: { person: 'nobody', stages: ['confirm', 'review', 'approve'], notOf: ['nobody'] } }],
];

const clockReads = (of: Largest, now: number): readonly Read[] => {
  const soon = now + 2 * dayMs;
  return [
    ['dueSoon', (db, page) => dueSoon(db, soon, {}, page ?? {})],
    ['dueSoon of a unit', (db, page) => dueSoon(db, soon, { unit: of.clocks }, page ?? {})],
    ['dueSoon of a kind', (db, page) => dueSoon(db, soon, { unit: of.clocks, kinds: ['statutory'] }, page ?? {})],
    ['dueSoon yellow', (db, page) => dueSoon(db, soon, { colours: ['yellow'] }, page ?? {})],
    ['dueSoon rare procedure', (db, page) => dueSoon(db, soon, { procedure: of.rarest }, page ?? {})],
    ['red', (db, page) => overdue(db, {}, page ?? {})],
    ['red of a unit', (db, page) => overdue(db, { unit: of.clocks }, page ?? {})],
    ['red of a kind', (db, page) => overdue(db, { kinds: ['publicity'] }, page ?? {})],
    ['undated', (db, page) => undated(db, {}, page ?? {})],
    ['undated of a unit', (db, page) => undated(db, { unit: of.clocks }, page ?? {})],
  ];
};

const instrumentFilters = (of: Largest): readonly (readonly [string, InstrumentFilter])[] => [
  ['all', {}],
  ['open', { open: true }],
  ['level', { levels: ['L4'] }],
  ['draft', { states: ['draft'] }],
  ['closed', { states: ['closed'] }],
  ['authority', { authority: of.authority }],
  ['authority, level', { authority: of.authority, levels: ['L1'] }],
  ['authority, open', { authority: of.authority, open: true }],
  ['unit', { unit: of.addressed }],
  ['unit and authority', { unit: of.addressed, authority: of.authority }],
];

/** How many a list has: a read of its own, which may look at as many entries as are counted. */
export const countsOf = (of: Largest): readonly Read[] =>
  (
    [
      ['count of a unit', { desk: of.unit }],
      ['count of open cases', { desk: of.unit, closed: false }],
      ['count of all', {}],
    ] as const
  ).map(([name, filter]) => [name, async db => countBounded(db, await caseList(db, filter))]);
