import { z } from 'zod';
import { parseDay, parseInstant } from '../calendar/day.ts';
import { id, text } from '../values.ts';
import { unitLevels, type Directory } from './directory.ts';
import { posts } from './posts.ts';

const parsed = <T>(parse: (read: string) => T, expected: string) =>
  z.string().transform((read, context) => {
    try {
      return parse(read);
    } catch {
      context.addIssue(`found ${JSON.stringify(read)}, expected ${expected}`);
      return z.NEVER;
    }
  });
const day = parsed(parseDay, 'a date that exists, such as 2026-01-31');
const instant = parsed(parseInstant, 'an instant, such as 2026-01-31T09:00+08:00');

const file = z.strictObject({
  units: z.array(
    z.strictObject({
      id,
      title: text(200),
      kind: z.enum(['department', 'window', 'serviceAuthority', 'supervisionOffice', 'government']),
      parent: id.exactOptional(),
      role: id.exactOptional(),
      region: id.exactOptional(),
      level: z.enum(unitLevels).exactOptional(),
      calendar: id.exactOptional(),
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
 * @throws Error with every place that does not fit and every name that leads nowhere. Names of people are never quoted.
 */
export function directoryFrom(json: unknown): DirectoryFile {
  const read = file.safeParse(json);
  const faults = read.success
    ? loose(read.data)
    : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  if (!read.success || faults.length > 0)
    throw new Error(`The directory does not fit:\n${faults.map(each => `- ${each}`).join('\n')}`);
  return read.data;
}

/** What names something that is not there, or stands there twice. */
function loose({ units, people, holdings, absences, relations = [], removed }: DirectoryFile): readonly string[] {
  const faults: string[] = [];
  const once = (what: string, ids: readonly string[]): ReadonlySet<string> => {
    for (const each of new Set(ids.filter((one, index) => ids.indexOf(one) !== index)))
      faults.push(`${what}: "${each}" stands there twice`);
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
    if (named !== undefined && !ids.has(named))
      faults.push(`${where}: found "${named}", expected an id of the same file`);
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
    if (to !== undefined && to < from) faults.push(`holdings.${index}: ends before it begins`);
  });
  absences.forEach(({ person, deputy, from, to }, index) => {
    known(`absences.${index}.person`, personIds, person);
    known(`absences.${index}.deputy`, personIds, deputy);
    if (to <= from) faults.push(`absences.${index}: ends before it begins`);
  });
  relations.forEach(({ person, from, to }, index) => {
    known(`relations.${index}.person`, personIds, person);
    if (to !== undefined && to < from) faults.push(`relations.${index}: ends before it begins`);
  });
  once(
    'relations',
    relations.map(each => `${each.person} ${each.subject} ${each.kind} ${each.from}`),
  );
  for (const each of removed) if (personIds.has(each)) faults.push(`removed: "${each}" stands among the people too`);
  return faults;
}
