import { Argument, type Command, Option } from 'commander';
import { type Day, dayOf } from '../../domain/calendar/day.ts';
import { defined } from '../../domain/defined.ts';
import * as acts from '../../domain/directory/acts.ts';
import { type Person, type Unit, unitKinds, unitLevels } from '../../domain/directory/directory.ts';
import { type Post, posts } from '../../domain/directory/posts.ts';
import { change, day, type Days, firstDay, lastDay, name, number, of, option, titled } from './change.ts';

const post = (): Argument => new Argument('<post>').choices([...posts]);

/** Units, people and posts. */
export const officeChanges: readonly Command[] = [
  change<Omit<Unit, 'id'>>(
    'set-unit',
    '设置单位: adds a unit, or changes it to what is said here. What is left out it no longer has.',
    'directory set-unit archive --title 档案馆 --kind department --parent district-government',
    [of('unit')],
    [
      option('--title <text>', 'its name', titled).makeOptionMandatory(),
      new Option('--kind <kind>').choices([...unitKinds]).makeOptionMandatory(),
      option('--parent <unit>', 'the unit above', name),
      option('--role <role>', 'the part that it plays in procedures', name),
      option('--region <region>', 'the area that it serves', name),
      new Option('--level <level>').choices([...unitLevels]),
      option('--calendar <calendar>', 'the calendar of the cases that it leads', name),
      option('--telephone <number>', 'where the public calls it', number),
    ],
    ({ names: [unit], options: { title, kind, parent, role, region, level, calendar, telephone } }) =>
      acts.setUnit({ id: unit!, title, kind, ...defined({ parent, role, region, level, calendar, telephone }) }),
  ),
  change<Omit<Person, 'id'>>(
    'set-person',
    '设置人员: adds a person, or changes name and unit.',
    'directory set-person p-9 --name 张三 --unit archive',
    [of('person')],
    [option('--name <text>', 'their name', titled).makeOptionMandatory(), option('--unit <unit>', 'their unit', name)],
    ({ names: [person], options: { name: called, unit } }) =>
      acts.setPerson({ id: person!, name: called, ...defined({ unit }) }),
  ),
  change<object>(
    'remove-person',
    '人员离职: the person leaves with all that they held.',
    'directory remove-person p-9 --reason 离职',
    [of('person')],
    [],
    ({ names }) => acts.removePerson(names[0]!),
  ),
  change<Days>(
    'give-post',
    '任职: gives a person a post in a unit.',
    'directory give-post p-9 archive handler --from 2027-03-01',
    [of('person'), of('unit'), post()],
    [firstDay(), lastDay()],
    ({ names: [person, unit, given], options: { from, to } }) =>
      (directory, now) =>
        acts.givePost({
          person: person!,
          unit: unit!,
          post: given as Post,
          from: from ?? dayOf(now),
          ...defined({ to }),
        })(directory, now),
  ),
  change<Days>(
    'end-post',
    '免职: ends a post of a person in a unit; at once, if no last day is said.',
    'directory end-post p-9 archive handler --to 2027-03-31',
    [of('person'), of('unit'), post()],
    [lastDay()],
    ({ names: [person, unit, ended], options: { to } }) =>
      (directory, now) =>
        acts.endPost({ person: person!, unit: unit!, post: ended as Post, to: to ?? dayOf(now) - 1 })(directory, now),
  ),
  change<{ readonly on?: Day }>(
    'transfer',
    '调任: a person goes from one unit to another. The posts in the former one end the day before.',
    'directory transfer p-9 archive tobacco handler --on 2027-04-01',
    [of('person'), of('from', 'the unit that they leave'), of('unit', 'the unit that they go to'), post()],
    [option('--on <day>', 'the first day there; today if not said', day)],
    ({ names: [person, from, unit, there], options: { on } }) =>
      (directory, now) =>
        acts.transferPerson({ person: person!, from: from!, unit: unit!, post: there as Post, on: on ?? dayOf(now) })(
          directory,
          now,
        ),
  ),
];
