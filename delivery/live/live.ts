import type { Db } from '../../db/client.ts';
import { feedChannel, lastPosition, readChanges } from '../../db/feed/feed.ts';
import { workOnNotice } from '../../db/work-on-notice.ts';
import { type Reader, Readers, TooFarBehind } from './readers.ts';
import { RecentChanges } from './recent-changes.ts';
import { changeOf, type Topic } from './topics.ts';

/** Milliseconds after which the feed is looked at though nobody told of anything: a connection may die in silence. */
const lookMs = 1_000;
/** Positions that a reader may lie behind: about 300 bytes of memory each, once for all readers. */
const mostBehind = 10_000;
const pageSize = 500;
/** So many positions apart readers whom nothing concerns are told how far they are. */
const markEvery = 1_000;

export interface LiveOptions {
  readonly db: Db;
  /** Told of what fails; it is tried again. */
  readonly onError: (error: unknown) => void;
  readonly lookMs?: number;
  readonly mostBehind?: number;
}

/** What changes, for those who follow it: read once for all of them, on one connection that listens. */
export interface Live {
  /**
   * Opens a place in the changes, at a position or at the last one.
   * @throws TooFarBehind where changes after that position are kept no longer, or it was never given
   */
  open(topics: ReadonlySet<Topic>, after?: number): Promise<Reader>;
  /** The position of the last change that was read. */
  last(): number;
  readers(): number;
  stop(): Promise<void>;
}

/** Follows the feed from its last position on. */
export async function startLive({
  db,
  onError,
  lookMs: everyMs = lookMs,
  mostBehind: most = mostBehind,
}: LiveOptions): Promise<Live> {
  const changes = new RecentChanges(await lastPosition(db), most);
  const readers = new Readers();
  let reading: Promise<number> | undefined;
  const readPage = async (): Promise<number> => {
    const page = (await readChanges(db, changes.last, pageSize)).map(changeOf);
    changes.append(page);
    readers.wake(page);
    if (Math.floor(changes.last / markEvery) > Math.floor((changes.last - page.length) / markEvery)) readers.mark();
    return page.length;
  };
  /** One at a time: two pages of the same place would be told twice. */
  const readNext = (): Promise<number> => {
    reading ??= readPage().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  let reaching = Promise.resolve();
  /** Keeps older changes too, back to a position: those of one reader serve all who were cut off with it. */
  const reachBack = async (after: number): Promise<void> => {
    while (after < changes.from) {
      const from = changes.from;
      const start = Math.max(after, from - pageSize);
      const older = await readChanges(db, start, from - start);
      if (changes.from === from) changes.prepend(older.map(changeOf));
    }
  };
  const working = workOnNotice(db, { channel: feedChannel, lookMs: everyMs, page: readNext, onError });
  return {
    async open(topics, after) {
      if (after === undefined) return readers.open(changes, changes.last, topics);
      if (after > changes.last) {
        // What is being read just now may have been asked before that position was given.
        await reading;
        while ((await readNext()) > 0);
      }
      if (after > changes.last || changes.last - after > most) throw new TooFarBehind();
      const reached = reaching.then(() => reachBack(after));
      reaching = reached.catch(() => {});
      await reached;
      return readers.open(changes, after, topics);
    },
    last: () => changes.last,
    readers: () => readers.size,
    async stop() {
      readers.closeAll();
      await working.stop();
    },
  };
}
