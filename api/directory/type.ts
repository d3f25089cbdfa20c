import { dayOf, formatDay, formatInstant } from '../../domain/calendar/day.ts';
import { holdingsOf } from '../../db/directory/of-person.ts';
import type { Holding } from '../../domain/directory/directory.ts';
import { posts } from '../../domain/directory/posts.ts';
import type { StoredRecord } from '../../db/schema.ts';
import type { RecordKind } from '../../domain/directory/changes.ts';
import type { Kit } from '../schema/kit.ts';

export function addUnit({ builder, enums }: Kit): void {
  builder.node('Unit', {
    description: 'A unit of the organisation tree (单位).',
    id: { resolve: unit => unit.id },
    loadOne: async (id, { loaders }) => {
      const unit = (await loaders.units()).find(each => each.id === id);
      return unit ? { ...unit } : null;
    },
    fields: t => ({
      unit: t.id({ resolve: unit => unit.id }),
      title: t.exposeString('title', {}),
      kind: t.field({ type: enums.unitKind, resolve: unit => unit.kind }),
      parent: t.id({ nullable: true, description: 'The unit above.', resolve: unit => unit.parent ?? null }),
      role: t.id({
        nullable: true,
        description: 'The part that it plays in procedures.',
        resolve: unit => unit.role ?? null,
      }),
      region: t.string({
        nullable: true,
        description: 'The area that it serves.',
        resolve: unit => unit.region ?? null,
      }),
      level: t.field({ type: enums.unitLevel, nullable: true, resolve: unit => unit.level ?? null }),
      calendar: t.id({
        nullable: true,
        description: 'The calendar of the cases that it leads; null where it has that of the unit above.',
        resolve: unit => unit.calendar ?? null,
      }),
      telephone: t.string({
        nullable: true,
        description: 'Where the public calls it (咨询电话).',
        resolve: unit => unit.telephone ?? null,
      }),
    }),
  });
}

const holdingNow = (holdings: readonly Holding[]): Holding[] => {
  const today = dayOf(Date.now());
  return holdings
    .filter(each => each.from <= today && (each.to === undefined || today <= each.to))
    .toSorted((a, b) => posts.indexOf(b.post) - posts.indexOf(a.post) || (a.person < b.person ? -1 : 1));
};

/** What stands in the directory of people, and the versions that brought it there. */
export function addRecords({ builder, enums }: Kit): void {
  builder.objectType('Holding', {
    description: 'A post that somebody holds in a unit (任职).',
    fields: t => ({
      person: t.exposeID('person', {}),
      unit: t.exposeID('unit', {}),
      name: t.string({
        nullable: true,
        description: 'Name of the person (姓名); null where the directory no longer has them.',
        resolve: (held, _args, { loaders }) => loaders.personName.load(held.person),
      }),
      post: t.field({ type: enums.post, resolve: held => held.post }),
      from: t.field({ type: 'Date', resolve: held => held.from }),
      to: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day; null where it stays.',
        resolve: held => held.to ?? null,
      }),
    }),
  });
  builder.objectField('Unit', 'people', t =>
    t.field({
      type: ['Holding'],
      nullable: true,
      complexity: { field: 1, multiplier: 20 },
      description: 'Who holds a post in it now (在岗人员), the highest post first; null but for officials.',
      resolve: async (unit, _args, { db }) => holdingNow(await holdingsOf(db, unit.id)),
    }),
  );
  builder.objectType('Absence', {
    description: 'Somebody is away (外出).',
    fields: t => ({
      person: t.exposeID('person', {}),
      from: t.field({ type: 'DateTime', resolve: absence => absence.from }),
      to: t.field({ type: 'DateTime', resolve: absence => absence.to }),
      deputy: t.id({
        nullable: true,
        description: 'Who has their posts meanwhile.',
        resolve: absence => absence.deputy ?? null,
      }),
    }),
  });
  builder.objectType('Relation', {
    description: 'What an official declared of somebody (回避关系).',
    fields: t => ({
      subject: t.exposeID('subject', {}),
      kind: t.field({ type: enums.relationKind, resolve: relation => relation.kind }),
      from: t.field({ type: 'Date', resolve: relation => relation.from }),
      to: t.field({ type: 'Date', nullable: true, resolve: relation => relation.to ?? null }),
    }),
  });
  builder.objectType('Delegation', {
    description: 'An agent may act for an applicant (委托帮办代办).',
    fields: t => ({
      delegation: t.id({ resolve: each => each.id }),
      agent: t.exposeID('agent', {}),
      applicant: t.exposeID('applicant', {}),
      from: t.field({ type: 'DateTime', resolve: each => each.from }),
      to: t.field({ type: 'DateTime', nullable: true, resolve: each => each.to ?? null }),
      revokedAt: t.field({ type: 'DateTime', nullable: true, resolve: each => each.revokedAt ?? null }),
    }),
  });
}

export function addVersions({ builder, enums }: Kit): void {
  builder.objectType('Repinning', {
    description: 'A version by which roles stand for other units, on its way to the open cases (机构变更落实进度).',
    fields: t => ({
      version: t.exposeInt('version', {}),
      at: t.field({ type: 'DateTime', resolve: repin => repin.publishedAt }),
      finishedAt: t.field({ type: 'DateTime', nullable: true, resolve: repin => repin.finishedAt ?? null }),
      rate: t.exposeInt('rate', { description: 'Cases a second at most.' }),
      cases: t.exposeInt('cases', { description: 'Open cases of procedures whose roles it moves.' }),
      repinned: t.exposeInt('repinned', { description: 'Those that stand by it.' }),
      skipped: t.exposeInt('skipped', { description: 'Ended before it reached them, or stand by a later version.' }),
      refused: t.exposeInt('refused', {}),
      failed: t.exposeInt('failed', { description: 'Set aside as dead letters.' }),
      open: t.exposeInt('open', { description: 'Still to come.' }),
    }),
  });
  builder.objectType('DirectoryVersion', {
    description: 'A change of the directory (组织机构变更): nobody can change it afterwards.',
    fields: t => ({
      version: t.exposeInt('version', {}),
      at: t.field({ type: 'DateTime', resolve: version => version.at }),
      by: t.exposeID('by', { description: 'The person who made it; "terminal" where nobody was named.' }),
      reason: t.exposeString('reason', {}),
      changes: t.field({ type: ['DirectoryChange'], resolve: version => [...version.changes] }),
    }),
  });
  builder.objectType('DirectoryChange', {
    description: 'What a version did to one record.',
    fields: t => ({
      kind: t.field({ type: enums.recordKind, resolve: change => change.kind }),
      subjects: t.idList({
        description: 'The units and people that it is about.',
        resolve: ({ subjects }) => [...subjects],
      }),
      before: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The record before; null where it is new. Names of people are left out.',
        resolve: ({ kind, before }) => before && shownOf(kind, before),
      }),
      after: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The record afterwards; null where it is gone.',
        resolve: ({ kind, after }) => after && shownOf(kind, after),
      }),
    }),
  });
}

/** A record with its days and instants as the API writes them. */
const shownOf = (kind: RecordKind, record: StoredRecord): StoredRecord =>
  Object.fromEntries(
    Object.entries(record).map(([field, value]) => [
      field,
      typeof value !== 'number'
        ? value
        : kind === 'post' || kind === 'relation'
          ? formatDay(value)
          : formatInstant(value),
    ]),
  );
