import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import { defined } from '../../domain/defined.ts';
import {
  type DirectoryChange,
  type RecordKind,
  recordKinds,
  subjectsOf,
  withChanges,
} from '../../domain/directory/changes.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { faultsOfChange } from '../../domain/directory/faults.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { digestOf } from '../../domain/log/chain.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Db, Tx } from '../client.ts';
import { instant, integer, json, nullable, text, textOf, texts } from '../column.ts';
import { takeLock } from '../locks.ts';
import { rowOf, rowsOf } from '../rows.ts';
import { sealingDirectory } from '../seals/seals.ts';
import type { StoredRecord } from '../schema.ts';
import { readWholeDirectory } from './directory.ts';
import { writeRecords } from './write-records.ts';

/** What a version did to one record, as it is kept: people without their names. */
export interface StoredChange {
  readonly kind: RecordKind;
  readonly subjects: readonly string[];
  readonly before?: StoredRecord;
  readonly after?: StoredRecord;
}

/** A change of the directory, and what it did. */
export interface DirectoryVersion {
  readonly version: number;
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
  readonly changes: readonly StoredChange[];
}

/** Who changes the directory, and why. */
export interface DirectoryAct {
  readonly by: string;
  readonly reason: string;
  /** The caller's idempotency key, and what is asked by it: the same again is the same change. */
  readonly key?: string;
  readonly asked?: object;
}

/** What a version made of the directory: what follows from it is written in the same transaction. */
export interface Followed {
  readonly version: number;
  readonly before: Directory;
  readonly after: Directory;
}

/**
 * Changes the directory: a version with its reason, in one transaction. What is to change is asked of the directory as
 * it then is, which nobody else changes meanwhile.
 * @throws Refused `directory.same`, `directory.unfit`, `command.differs`, and what `changesOf` refuses
 */
export async function changeDirectory(
  db: Db,
  act: DirectoryAct,
  changesOf: (directory: Directory, now: Instant) => readonly DirectoryChange[],
  follow: (tx: Tx, followed: Followed) => Promise<void> = () => Promise.resolve(),
): Promise<DirectoryVersion> {
  const version = await db.transaction().execute(async tx => {
    await lockDirectory(tx);
    const earlier = await versionOfKey(tx, act);
    if (earlier !== undefined) return earlier;
    const before = await readWholeDirectory(tx);
    const { now } = (await rowOf(
      tx,
      { now: instant },
      sql`select date_trunc('milliseconds', clock_timestamp())::timestamptz(3) as now`,
    ))!;
    const changes = changesOf(before, now);
    if (changes.length === 0) throw new Refused('directory.same', {});
    const after = withChanges(before, changes);
    const faults = faultsOfChange(before, after, changes, now);
    if (faults.length > 0) throw new Refused('directory.unfit', { faults });
    const version = await writeVersion(tx, act, changes);
    await follow(tx, { version, before, after });
    return version;
  });
  return (await readDirectoryVersions(db, { version }))[0]!;
}

export const lockDirectory = async (tx: Tx): Promise<void> =>
  void (await sql`select ${takeLock('directory')}`.execute(tx));

const digestOfAsked = (asked: object | undefined): string => digestOf(canonicalJson(asked ?? null));

async function versionOfKey(tx: Tx, { key, asked }: DirectoryAct): Promise<number | undefined> {
  if (key === undefined) return undefined;
  const earlier = await tx
    .selectFrom('directory_version')
    .select(['version', 'digest'])
    .where('key', '=', key)
    .executeTakeFirst();
  if (earlier && earlier.digest !== digestOfAsked(asked))
    throw new Refused('command.differs', { used: 'directory', found: String(earlier.version) });
  return earlier?.version;
}

/** Writes a version and brings the tables to it. The lock of the directory is held. */
export async function writeVersion(
  tx: Tx,
  { by, reason, key, asked }: DirectoryAct,
  changes: readonly DirectoryChange[],
): Promise<number> {
  const ordered = changes.toSorted((a, b) => recordKinds.indexOf(a.kind) - recordKinds.indexOf(b.kind));
  const writing = sql`
    insert into directory_version (version, by, reason, key, digest)
    select coalesce(max(version), 0) + 1, ${by}, ${reason}, ${key ?? null}::text,
      ${key === undefined ? null : digestOfAsked(asked)}::text from directory_version
    returning version`;
  const { version } = (await rowOf(tx, { version: integer }, writing))!;
  const rows = ordered.map((change, position) => ({
    version,
    position,
    kind: change.kind,
    subjects: subjectsOf(change),
    before: change.before && storedOf(change.kind, change.before),
    after: change.after && storedOf(change.kind, change.after),
  }));
  await sql`insert into directory_change
    select * from json_populate_recordset(null::directory_change, ${JSON.stringify(rows)}::json)`.execute(tx);
  await sql`select ${sealingDirectory} from directory_version where version = ${version}`.execute(tx);
  await writeRecords(tx, version, ordered);
  return version;
}

/** Names are personal data: they stand in the person's row alone, where they can be erased. */
function storedOf(kind: RecordKind, record: object): object {
  if (kind !== 'person') return record;
  const { name: _name, ...rest } = record as { readonly name: string };
  return rest;
}

const versionShape = { version: integer, at: instant, by: text, reason: text };
const changeShape = {
  version: integer,
  kind: textOf<RecordKind>(),
  subjects: texts,
  before: nullable(json<StoredRecord>()),
  after: nullable(json<StoredRecord>()),
};

export interface WhichVersions {
  readonly version?: number;
  /** Those that changed something of this unit or person. */
  readonly subject?: string;
  /** Those before this one. */
  readonly before?: number;
  readonly limit?: number;
}

/** Versions of the directory with what they did, the latest first; of a subject only what was done to it. */
export async function readDirectoryVersions(
  db: Db,
  { version, subject, before, limit = 50 }: WhichVersions = {},
): Promise<readonly DirectoryVersion[]> {
  const ofSubject = subject === undefined ? sql`true` : sql`c.subjects @> array[${subject}::text]`;
  const reading = sql`
    select v.version, v.written_at as at, v.by, v.reason from directory_version v
    where ${version === undefined ? sql`true` : sql`v.version = ${version}`}
      and ${before === undefined ? sql`true` : sql`v.version < ${before}`}
      and ${
        subject === undefined
          ? sql`true`
          : sql`exists (select from directory_change c
        where c.version = v.version and ${ofSubject})`
      }
    order by v.version desc limit ${limit}`;
  const versions = await rowsOf(db, versionShape, reading);
  const changes = await rowsOf(
    db,
    changeShape,
    sql`select c.version, c.kind, c.subjects, c.before, c.after from directory_change c
      where c.version = any(${versions.map(each => each.version)}::int[]) and ${ofSubject}
      order by c.version, c.position`,
  );
  return versions.map(each => ({
    ...each,
    changes: changes
      .filter(change => change.version === each.version)
      .map(({ kind, subjects, before: was, after }) => ({
        kind,
        subjects,
        ...defined({ before: was ?? undefined, after: after ?? undefined }),
      })),
  }));
}
