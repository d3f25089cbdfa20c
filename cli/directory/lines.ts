import type { Repin } from '../../db/directory/repins.ts';
import type { DirectoryVersion, StoredChange } from '../../db/directory/versions.ts';
import { formatDay, formatInstant } from '../../domain/calendar/day.ts';
import type { DirectoryChange, RecordKind } from '../../domain/directory/changes.ts';
import { countsOf } from '../../domain/directory/faults.ts';

type Told = Pick<StoredChange, 'kind'> & { readonly before?: object; readonly after?: object };

/** At most so many records of a kind are told one by one. */
const most = 20;

/** What a version does: how many records of each kind, and the first of them one by one. Names are left out. */
export function changeLines(changes: readonly DirectoryChange[]): readonly string[] {
  if (changes.length === 0) return ['All of this stands in the directory already.'];
  return Object.entries(countsOf(changes)).flatMap(([kind, count]) => {
    const ours = changes.filter(each => each.kind === kind);
    const rest = count > most ? [`    and ${count - most} more`] : [];
    return [`  ${titles[kind as RecordKind]}: ${count}`, ...ours.slice(0, most).map(changeLine), ...rest];
  });
}

const titles: Readonly<Record<RecordKind, string>> = {
  unit: 'units',
  person: 'people',
  post: 'posts',
  absence: 'absences',
  relation: 'relations',
  delegation: 'delegations',
};

/** A record before and after: `-` is gone, `+` is new, `~` is another than it was. */
function changeLine({ kind, before, after }: Told): string {
  if (!before) return `    + ${recordText(kind, after!)}`;
  if (!after) return `    - ${recordText(kind, before)}`;
  return `    ~ ${recordText(kind, before)} -> ${recordText(kind, after)}`;
}

const recordText = (kind: RecordKind, record: object): string =>
  Object.entries(record)
    .filter(([field, value]) => field !== 'name' && value !== undefined && value !== null)
    .map(([field, value]) => `${field} ${valueText(kind, field, value)}`)
    .join(', ');

function valueText(kind: RecordKind, field: string, value: unknown): string {
  if (typeof value !== 'number') return String(value);
  if (field !== 'from' && field !== 'to' && field !== 'revokedAt') return String(value);
  return kind === 'post' || kind === 'relation' ? formatDay(value) : formatInstant(value);
}

export const versionLine = ({ version, at, by, reason }: DirectoryVersion): string =>
  `version ${version}  ${formatInstant(at)}  ${by}: ${reason}`;

/** How far a version has come to the open cases whose roles it moves. */
export const repinLine = ({ version, cases, repinned, skipped, refused, failed, open, finishedAt }: Repin): string =>
  `version ${version} names other units in ${cases} open cases: ${repinned} re-pinned, ${skipped} skipped, ` +
  `${refused} refused, ${failed} failed, ${open} to come${finishedAt === undefined ? '' : '; done'}`;

/** A version with all that it did. */
export const versionLines = (version: DirectoryVersion): readonly string[] => [
  versionLine(version),
  ...version.changes.slice(0, most).map(changeLine),
  ...(version.changes.length > most ? [`    and ${version.changes.length - most} more`] : []),
];
