import { sql } from 'kysely';
import type { Db } from '../client.ts';

/**
 * Erases the files that unfinished erasures concern: those of the party's cases and what the party uploaded and has not
 * used, also while a case was being received; of a case what it had when it was asked. The bytes go behind it; digest,
 * size and type stay, since the log has them.
 */
export async function eraseFiles(db: Db): Promise<void> {
  await sql`
    update file f set state = 'erased', name = null, erased_at = clock_timestamp()
    from erasure e
    where e.finished_at is null and f.erased_at is null and (
      f.case_id = e.case_id and f.received_at <= e.asked_at
      or f.case_id in (select id from "case" where applicant = e.party)
      or f.uploader = e.party and not exists (select from unnest(f.claims) c(key) where holds_file(c.key)))`.execute(
    db,
  );
}

/** Erases the files of one case: its log says so already. */
export async function eraseFilesOf(db: Db, caseId: string): Promise<void> {
  await sql`
    update file set state = 'erased', name = null, erased_at = clock_timestamp()
    where erased_at is null and case_id = ${caseId}`.execute(db);
}
