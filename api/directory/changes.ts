import { dayOf } from '../../domain/calendar/day.ts';
import { defined } from '../../domain/defined.ts';
import {
  declareRelation,
  endAbsence,
  endPost,
  endRelation,
  enterAbsence,
  giveDelegation,
  givePost,
  removePerson,
  revokeDelegation,
  setPerson,
  setUnit,
  transferPerson,
} from '../../domain/directory/acts.ts';
import { digestOf } from '../../domain/log/chain.ts';
import { id, telephone, text } from '../../domain/values.ts';
import { Refused, refusalOf } from '../../domain/refusal.ts';
import { parsed } from '../act/act.ts';
import { isTheirParty, ownParty } from '../case/visibility.ts';
import { NotPermitted } from '../error/errors.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { Kit } from '../schema/kit.ts';
import { changeAdder } from './changing.ts';

const idAt = (field: string, value: string): string => parsed(id, value, [field]);
const optionalId = (field: string, value: string | null | undefined) =>
  value == null ? undefined : idAt(field, value);
const title = text(200);

/** Somebody else than who asks: nobody gives a post to themselves. @throws Refused `directory.notTheirs` */
function another({ person: own }: Viewer, person: string): string {
  if (person !== own) return person;
  throw new Refused('directory.notTheirs', { kind: 'post' });
}

/** What administrators change: units, people and posts. */
function addAdministration({ enums }: Kit, add: ReturnType<typeof changeAdder>): void {
  add(
    'setUnit',
    '设置单位: adds a unit, or changes it to what is said here. What is left out it no longer has.',
    t => ({
      unit: t.id({ required: true }),
      title: t.string({ required: true }),
      kind: t.field({ type: enums.unitKind, required: true }),
      parent: t.id({ description: 'The unit above.' }),
      role: t.id({ description: 'The part that it plays in procedures.' }),
      region: t.id({ description: 'The area that it serves, such as a code of 行政区划.' }),
      level: t.field({ type: enums.unitLevel }),
      calendar: t.id({ description: 'The calendar of the cases that it leads.' }),
      telephone: t.string({ description: 'Where the public calls it (咨询电话).' }),
    }),
    ({ unit, title: named, kind, parent, role, region, level: height, calendar, telephone: called }) =>
      setUnit({
        id: idAt('unit', unit),
        title: parsed(title, named, ['title']),
        kind,
        ...defined({
          parent: optionalId('parent', parent),
          role: optionalId('role', role),
          region: optionalId('region', region),
          level: height ?? undefined,
          calendar: optionalId('calendar', calendar),
          telephone: called == null ? undefined : parsed(telephone, called, ['telephone']),
        }),
      }),
  );
  add(
    'setPerson',
    '设置人员: adds a person, or changes name and unit.',
    t => ({ person: t.id({ required: true }), name: t.string({ required: true }), unit: t.id() }),
    ({ person, name, unit }) =>
      setPerson({
        id: idAt('person', person),
        name: parsed(title, name, ['name']),
        ...defined({ unit: optionalId('unit', unit) }),
      }),
  );
  add(
    'removePerson',
    '人员离职: the person leaves with all that they held, and signs in no more. What they did stays.',
    t => ({ person: t.id({ required: true }) }),
    ({ person }) => removePerson(idAt('person', person)),
  );
  add(
    'givePost',
    '任职: gives a person a post in a unit, from a day on.',
    t => ({
      person: t.id({ required: true }),
      unit: t.id({ required: true }),
      post: t.field({ type: enums.post, required: true }),
      from: t.field({ type: 'Date', description: 'The first day; today if not said.' }),
      to: t.field({ type: 'Date', description: 'The last day; without one it stays.' }),
    }),
    ({ person, unit, post: given, from, to }, viewer) =>
      (directory, now) =>
        givePost({
          person: another(viewer, idAt('person', person)),
          unit: idAt('unit', unit),
          post: given,
          from: from ?? dayOf(now),
          ...defined({ to: to ?? undefined }),
        })(directory, now),
  );
  add(
    'endPost',
    '免职: ends a post of a person in a unit.',
    t => ({
      person: t.id({ required: true }),
      unit: t.id({ required: true }),
      post: t.field({ type: enums.post, required: true }),
      to: t.field({ type: 'Date', description: 'The last day; yesterday if not said, so that it ends at once.' }),
    }),
    ({ person, unit, post: ended, to }) =>
      (directory, now) =>
        endPost({ person, unit, post: ended, to: to ?? dayOf(now) - 1 })(directory, now),
  );
  add(
    'transferPerson',
    '调任: a person goes to another unit. The posts in the former one end the day before.',
    t => ({
      person: t.id({ required: true }),
      from: t.id({ required: true, description: 'The unit that they leave.' }),
      unit: t.id({ required: true, description: 'The unit that they go to.' }),
      post: t.field({ type: enums.post, required: true, description: 'Their post there.' }),
      on: t.field({ type: 'Date', description: 'The first day there; today if not said.' }),
    }),
    ({ person, from, unit, post: there, on }, viewer) =>
      (directory, now) =>
        transferPerson({
          person: another(viewer, person),
          from,
          unit: idAt('unit', unit),
          post: there,
          on: on ?? dayOf(now),
        })(directory, now),
  );
}

/** What people change of themselves: absences, relations, delegations. */
function addOwnChanges({ enums }: Kit, add: ReturnType<typeof changeAdder>): void {
  add(
    'enterAbsence',
    '登记外出: somebody is away. One enters it of oneself; a head, or an administrator, of others.',
    t => ({
      person: t.id({ description: 'Who is away; without it whoever asks.' }),
      from: t.field({ type: 'DateTime', description: 'Now if not said.' }),
      to: t.field({ type: 'DateTime', required: true }),
      deputy: t.id({ description: 'Who has their posts meanwhile.' }),
    }),
    ({ person, from, to, deputy }, viewer) =>
      (directory, now) =>
        enterAbsence(
          {
            person: optionalId('person', person) ?? viewer.person,
            from: from ?? now,
            to,
            ...defined({ deputy: optionalId('deputy', deputy) }),
          },
          viewer,
        )(directory, now),
  );
  add(
    'endAbsence',
    '销假: somebody is back, or the next absence is called off. What comes later stays.',
    t => ({
      person: t.id({ description: 'Who is back; without it whoever asks.' }),
      at: t.field({ type: 'DateTime', description: 'Since when; now if not said.' }),
    }),
    ({ person, at }, viewer) => endAbsence(person ?? viewer.person, at ?? undefined, viewer),
  );
  add(
    'declareRelation',
    '申报回避关系: one declares to be kin of somebody, or to have an interest.',
    t => ({
      subject: t.id({ required: true, description: 'The person or party.' }),
      kind: t.field({ type: enums.relationKind, required: true }),
      from: t.field({ type: 'Date', description: 'Today if not said.' }),
      to: t.field({ type: 'Date', description: 'The last day; without one it stays.' }),
    }),
    ({ subject, kind: tie, from, to }, viewer) =>
      (directory, now) =>
        declareRelation({
          person: viewer.person,
          subject: idAt('subject', subject),
          kind: tie,
          from: from ?? dayOf(now),
          ...defined({ to: to ?? undefined }),
        })(directory, now),
  );
  add(
    'endRelation',
    '解除回避关系: what somebody declared ends, by a head of theirs or an administrator.',
    t => ({
      person: t.id({ required: true, description: 'Who declared it.' }),
      subject: t.id({ required: true }),
      kind: t.field({ type: enums.relationKind, required: true }),
      to: t.field({ type: 'Date', description: 'The last day; yesterday if not said.' }),
    }),
    ({ person, subject, kind: tie, to }, viewer) =>
      (directory, now) =>
        endRelation({ person, subject, kind: tie, to: to ?? dayOf(now) - 1 }, viewer)(directory, now),
  );
  add(
    'giveDelegation',
    '委托帮办代办: an applicant lets an agent act for them, or for an organisation that they represent.',
    t => ({
      agent: t.id({ required: true }),
      party: t.id({ description: 'Who gives it, of `me { parties }`; without it the party that whoever asks is.' }),
      from: t.field({ type: 'DateTime', description: 'Now if not said.' }),
      to: t.field({ type: 'DateTime', description: 'Until when; without it until it is revoked.' }),
    }),
    ({ commandId, agent, party, from, to }, viewer) =>
      (directory, now) =>
        giveDelegation({
          id: digestOf(`delegation ${viewer.person} ${commandId}`).slice(0, 24),
          agent: idAt('agent', agent),
          applicant: giverOf(viewer, party ?? undefined),
          from: from ?? now,
          ...defined({ to: to ?? undefined }),
        })(directory, now),
  );
  add(
    'revokeDelegation',
    '撤销委托: whoever gave a delegation takes it back.',
    t => ({ delegation: t.id({ required: true }) }),
    ({ delegation }, { person, parties = [] }) => revokeDelegation(delegation, [person, ...parties]),
  );
}

/** The party that gives a delegation: one whom the caller represents, or themselves. */
function giverOf(viewer: Viewer, party: string | undefined): string {
  if (party === undefined) return ownParty(viewer);
  if (isTheirParty(viewer, party)) return party;
  throw new NotPermitted(refusalOf('request.forThemselves', {}));
}

/** 组织机构变更: every mutation makes a version of the directory, with its reason. */
export function addDirectoryChanges(kit: Kit): void {
  const add = changeAdder(kit.builder);
  addAdministration(kit, add);
  addOwnChanges(kit, add);
}
