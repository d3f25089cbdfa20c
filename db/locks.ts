import { type RawBuilder, sql } from 'kysely';

/**
 * The advisory locks of the product, each with a number of its own: two uses of one number would wait for each other
 * without a reason. PostgreSQL keys them by two integers; the second names what is locked, such as a case.
 */
const locks = {
  /**
   * Held shared by whoever records a command of a case, alone by whoever asks which are unanswered: nobody is between
   * reading the clock and being seen. (P3)
   */
  commandsOfCase: 7341,
  /** Held by whoever changes which calendar versions are in force: one at a time. */
  calendarRegister: 7342,
  /** Held by whoever begins a case: of two at once the index on its number would end one with an error. */
  beginningOfCase: 7343,
  /** Held by the relay that numbers the feed: one at a time, or positions would not follow the commits. */
  feedRelay: 7344,
  /** Held by whoever writes the directory: each version of the tree is made of the one before it. */
  directory: 7345,
  /** Held by whoever adds or erases a party: of two that do so at once the later must see it. */
  parties: 7347,
} as const;
type Lock = keyof typeof locks;

type Subject = string | RawBuilder<unknown>;

const key = (lock: Lock, subject: Subject): RawBuilder<unknown> => sql`${locks[lock]}::int, hashtext(${subject})`;

/** Waits for a lock until the transaction ends. As an expression of `select`; of type void, so cast it in a `with`. */
export const takeLock = (lock: Lock, subject = ''): RawBuilder<unknown> =>
  sql`pg_advisory_xact_lock(${key(lock, subject)})`;

/** As `takeLock`, but beside others who share it. */
export const shareLock = (lock: Lock, subject: Subject = ''): RawBuilder<unknown> =>
  sql`pg_advisory_xact_lock_shared(${key(lock, subject)})`;

/** True if the lock was free and is now held until the transaction ends; never waits. */
export const tryLock = (lock: Lock, subject = ''): RawBuilder<boolean> =>
  sql<boolean>`pg_try_advisory_xact_lock(${key(lock, subject)})`;
