import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { CalendarFile } from '../../domain/calendar/file.ts';
import { defined } from '../../domain/defined.ts';
import type { Actor } from '../../domain/values.ts';
import type { Db } from '../client.ts';
import { instant, integer } from '../column.ts';
import { rowOf, rowsOf } from '../rows.ts';
import { tables } from '../schema.ts';
import { iso } from '../values.ts';
import { lockRegister, putInForce } from './calendars.ts';
import { checkedVersions, refuseKeyOfAnother, standingOf } from './publication-checks.ts';
import { giveUpEarlier, reachStragglers, writeCommands } from './publication-commands.ts';

/** How far a publication has come: cases by what became of them. */
export interface Publication {
  /**
   * The version that was published; those of the calendars that lie on it came with it, and stand in `versions` too.
   */
  readonly version: string;
  readonly versions: readonly string[];
  readonly actor: Actor;
  /** Cases a second, all processes together. */
  readonly rate: number;
  readonly publishedAt: Instant;
  readonly finishedAt?: Instant;
  readonly cases: number;
  readonly recomputed: number;
  /** Closed before it reached them. */
  readonly skipped: number;
  /** Refused by the case for another reason. */
  readonly refused: number;
  /** Set aside as dead letters. */
  readonly failed: number;
  readonly open: number;
}

/** Cases a second, where nothing is said, and at most. */
export const usualRate = 20;
export const fastestRate = 200;

export interface Publishing {
  readonly file: CalendarFile;
  readonly actor: Actor;
  /** The caller's idempotency key. */
  readonly key: string;
  readonly rate: number;
}

/**
 * Puts a version in force, with a new version of every calendar that lies on it, and writes the command of every open
 * case on them, in one transaction: a tick that ends somebody's right waits from then on until its case has counted
 * anew. The same file again changes nothing and tells how far its publication is.
 * @throws Refused `calendar.inForce` (it was shipped so), `calendar.versionExists`, `calendar.superseded`,
 * `calendar.publishing`, `calendar.takesYears`, `command.differs`, and what `versionsOf` refuses
 */
export async function publishVersion(db: Db, { file, actor, key, rate }: Publishing): Promise<Publication> {
  await db.transaction().execute(async tx => {
    await lockRegister(tx);
    if ((await standingOf(tx, file)) === 'published') return;
    await refuseKeyOfAnother(tx, key);
    const list = await checkedVersions(tx, file);
    const clock = sql`select date_trunc('milliseconds', clock_timestamp())::timestamptz(3) as at`;
    const { at } = (await rowOf(tx, { at: instant }, clock))!;
    await putInForce(tx, list, at);
    await tx
      .insertInto('publication')
      .values({
        version: file.version,
        versions: list.map(each => each.data.version),
        key,
        actor: JSON.stringify(actor),
        rate,
        published_at: iso(at),
      })
      .execute();
    await giveUpEarlier(tx, file.version);
    for (let after = ''; ;) {
      const written = await writeCommands(tx, sql`${iso(at)}::timestamptz`, after);
      if (written.length === 0) return;
      after = written.at(-1)!;
    }
  });
  await reachStragglers(db);
  return (await readPublication(db, file.version))!;
}

const count = (condition: string): RawBuilder<number> =>
  sql<number>`(count(k.key) filter (where ${sql.raw(condition)}))::int`;
const skipped = "k.answer->'refused'->>'code' in ('case.ended', 'calendar.same')";

const { version, versions, actor, rate, published_at: publishedAt, finished_at: finishedAt } = tables.publication;
const publicationShape = {
  version,
  versions,
  actor,
  rate,
  publishedAt,
  finishedAt,
  cases: integer,
  recomputed: integer,
  skipped: integer,
  refused: integer,
  failed: integer,
  open: integer,
};

/** The publications, the latest first; only this one's, where a version is given. */
export async function readPublications(
  db: Db,
  { version, limit = 100 }: { readonly version?: string; readonly limit?: number } = {},
): Promise<readonly Publication[]> {
  const reading = sql`
    select p.version, p.versions, p.actor, p.rate, p.published_at as "publishedAt", p.finished_at as "finishedAt",
      count(k.key)::int as cases,
      ${count("k.answer->>'accepted' = 'true'")} as recomputed, ${count(skipped)} as skipped,
      ${count(`k.answer->>'accepted' = 'false' and not (${skipped})`)} as refused,
        ${count('k.answer is null and k.dead_at is not null')} as failed,
      ${count('k.answer is null and k.dead_at is null')} as open
    from publication p left join command k on k.publication = p.version where
      ${version === undefined ? sql`true` : sql`p.version = ${version}`}
    group by p.version order by p.published_at desc limit ${limit}`;
  return (await rowsOf(db, publicationShape, reading)).map(({ finishedAt, ...row }) => ({
    ...row,
    ...defined({ finishedAt: finishedAt ?? undefined }),
  }));
}

export const readPublication = async (db: Db, version: string): Promise<Publication | undefined> =>
  (await readPublications(db, { version }))[0];
