import { z } from 'zod';
import { parseDay, parseInstant } from '../calendar/day.ts';
import { id, telephone, text } from '../values.ts';
import { issuesOf } from '../issue.ts';
import { Refused } from '../refusal.ts';
import { unitKinds, unitLevels, type Directory } from './directory.ts';
import type { DirectoryFault } from './faults.ts';
import { posts } from './posts.ts';

const parsed = <T>(parse: (read: string) => T, expected: 'existingDate' | 'instant') =>
  z.string().transform((read, context) => {
    try {
      return parse(read);
    } catch {
      context.addIssue({ code: 'custom', params: { code: 'badFormat', expected } });
      return z.NEVER;
    }
  });
const day = parsed(parseDay, 'existingDate');
const instant = parsed(parseInstant, 'instant');

const file = z.strictObject({
  units: z.array(
    z.strictObject({
      id,
      title: text(200),
      kind: z.enum(unitKinds),
      parent: id.exactOptional(),
      role: id.exactOptional(),
      region: id.exactOptional(),
      level: z.enum(unitLevels).exactOptional(),
      calendar: id.exactOptional(),
      telephone: telephone.exactOptional(),
    }),
  ),
  people: z.array(z.strictObject({ id, name: text(200), unit: id.exactOptional() })),
  holdings: z.array(z.strictObject({ person: id, unit: id, post: z.enum(posts), from: day, to: day.exactOptional() })),
  absences: z.array(z.strictObject({ person: id, from: instant, to: instant, deputy: id.exactOptional() })).default([]),
  relations: z
    .array(
      z.strictObject({
        person: id,
        subject: id,
        kind: z.enum(['kin', 'interest']),
        from: day,
        to: day.exactOptional(),
      }),
    )
    .default([]),
  removed: z.array(id).default([]),
});

/** A directory as it was handed over, and who left: their ids stay in the log, but they sign in no more. */
export interface DirectoryFile extends Directory {
  readonly removed: readonly string[];
}

/**
 * Reads a directory from JSON: the fields of `Directory`, days as `2026-01-31`, instants as `2026-01-31T09:00+08:00`,
 * and `removed`.
 * @throws Refused `directory.unfit` with every place that does not fit and every name that leads nowhere. Names of
 * people are never quoted.
 */
export function directoryFrom(json: unknown): DirectoryFile {
  const read = file.safeParse(json);
  if (!read.success)
    throw new Refused('directory.unfit', {
      faults: issuesOf(read.error, json).map(issue => ({ code: 'issue', issue })),
    });
  const faults = faultsIn(read.data);
  if (faults.length > 0) throw new Refused('directory.unfit', { faults });
  return read.data;
}

/** What names something that is not there, or stands there twice. */
function faultsIn({
  units,
  people,
  holdings,
  absences,
  relations = [],
  removed,
}: DirectoryFile): readonly DirectoryFault[] {
  const faults: DirectoryFault[] = [];
  const once = (what: string, ids: readonly string[]): ReadonlySet<string> => {
    for (const each of new Set(ids.filter((one, index) => ids.indexOf(one) !== index)))
      faults.push({ code: 'twice', at: what, found: each });
    return new Set(ids);
  };
  const unitIds = once(
    'units',
    units.map(each => each.id),
  );
  const personIds = once(
    'people',
    people.map(each => each.id),
  );
  once(
    'holdings',
    holdings.map(each => `${each.unit} ${each.post} ${each.person} ${each.from}`),
  );
  once(
    'absences',
    absences.map(each => `${each.person} ${each.from}`),
  );
  const known = (where: string, ids: ReadonlySet<string>, named: string | undefined): void => {
    if (named !== undefined && !ids.has(named)) faults.push({ code: 'notInFile', at: where, found: named });
  };
  units.forEach((each, index) => {
    known(`units.${index}.parent`, unitIds, each.parent);
  });
  people.forEach((each, index) => {
    known(`people.${index}.unit`, unitIds, each.unit);
  });
  holdings.forEach(({ person, unit, from, to }, index) => {
    known(`holdings.${index}.person`, personIds, person);
    known(`holdings.${index}.unit`, unitIds, unit);
    if (to !== undefined && to < from) faults.push({ code: 'endsBeforeItBegins', at: `holdings.${index}` });
  });
  absences.forEach(({ person, deputy, from, to }, index) => {
    known(`absences.${index}.person`, personIds, person);
    known(`absences.${index}.deputy`, personIds, deputy);
    if (to <= from) faults.push({ code: 'endsBeforeItBegins', at: `absences.${index}` });
  });
  relations.forEach(({ person, from, to }, index) => {
    known(`relations.${index}.person`, personIds, person);
    if (to !== undefined && to < from) faults.push({ code: 'endsBeforeItBegins', at: `relations.${index}` });
  });
  once(
    'relations',
    relations.map(each => `${each.person} ${each.subject} ${each.kind} ${each.from}`),
  );
  for (const each of removed) if (personIds.has(each)) faults.push({ code: 'stillThere', at: 'removed', found: each });
  return faults;
}
