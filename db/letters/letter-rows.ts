import { randomBytes } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { yearOfMoment } from '../../domain/calendar/day.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { letterKey } from '../../domain/log/letter.ts';
import { engine } from '../../domain/values.ts';
import { shareLock } from '../locks.ts';
import type { HeadedEntry } from '../log/keyed-entries.ts';
import { iso } from '../values.ts';

/** The channel of `notify` by which whoever brings letters to their cases is woken. */
export const letterChannel = 'shixian_letters';

/** What the public asks for a case by, with its number: 8 digits and capitals, none of them easily confused. */
export const queryCode = (): string =>
  [...randomBytes(8)].map(byte => '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'[byte % 32]).join('');

/** The letters of some events that are commands of their receivers, and those that open or end drafts. */
const lettersIn = (entries: readonly HeadedEntry[]) =>
  entries.flatMap(({ entry: { seq, letters = [] }, head: { at, on } }) =>
    letters.map((letter, n) => ({ ...letter, seq, n, at, on })),
  );
type SentLetter = ReturnType<typeof lettersIn>[number];

/** The rows of all letters that some events write: of each event in the order in which it writes them. */
const rowsOf = (sender: string, letters: readonly SentLetter[]): readonly object[] =>
  letters
    .filter(({ draft }) => draft === undefined)
    .map(({ to, procedure, begins, payload, personal, at, on, seq, n }) => ({
      key: letterKey(sender, seq, n),
      receiver: to,
      procedure,
      begins,
      payload: canonicalJson(payload),
      personal: personal ?? [],
      at: iso(at),
      seq,
      n,
      ...(begins && { prefix: `SX${yearOfMoment(at, on)}-`, query_code: queryCode() }),
    }));

/** The parts that open the drafts of children, and remove those that were filed or are waited for no longer. */
function writingDrafts(sender: string, letters: readonly SentLetter[]): readonly RawBuilder<unknown>[] {
  const ended = letters.filter(({ draft }) => draft === 'ends').map(({ to }) => to);
  const opened = letters
    .filter(({ draft, to }) => draft === 'opens' && !ended.includes(to))
    .map(({ to, procedure, payload, at }) => ({ id: to, procedure, ...payload, at: iso(at) }));
  const removing = sql`
    draft_gone as (
      delete from draft where parent = ${sender} and id = any(${ended}::text[]) and exists (select from locked))`;
  const writing = sql`
    draft_out as (
      insert into draft (id, applicant, procedure, form, papers, modes, parent, step, handed_on, saved_by, saved_at)
      select r.id, r.applicant, r.procedure, r.form, r.papers,
        array(select jsonb_array_elements_text(r.modes)), r.parent, r.step, r.personal, ${engine.person}, r.at
      from locked l, json_to_recordset(${JSON.stringify(opened)}::json) r(id text, applicant text, procedure text,
        form jsonb, papers jsonb, modes jsonb, parent text, step text, personal jsonb, at timestamptz)
      on conflict (id) do nothing)`;
  return [...(ended.length > 0 ? [removing] : []), ...(opened.length > 0 ? [writing] : [])];
}

/**
 * The parts of a statement that write a case's letters as commands of their receivers, where a row of `locked` says
 * that it is to be done. They count as asked at the event's own instant, whenever it is written; nobody who asks which
 * commands of a receiver are unanswered misses one. A new case reads its parent's personal fields from now on. (P31)
 */
export function writingLetters(sender: string, entries: readonly HeadedEntry[]): readonly RawBuilder<unknown>[] {
  const letters = lettersIn(entries);
  const drafts = writingDrafts(sender, letters);
  const rows = rowsOf(sender, letters);
  if (rows.length === 0) return drafts;
  return [
    ...drafts,
    sql`
    letter_in as materialized (
      select r.*, coalesce(c.time_offset_ms, s.time_offset_ms) as shift
      from locked l join "case" s on s.id = l.id,
        json_to_recordset(${JSON.stringify(rows)}::json) r(key text, receiver text, procedure text, begins boolean,
          payload text, personal jsonb, at timestamptz, seq int, n int, prefix text, query_code text)
      left join "case" c on c.id = r.receiver),
    letter_turn as materialized (
      select receiver, ${shareLock('commandsOfCase', sql`receiver`)}::text as taken
      from (select distinct receiver from letter_in order by receiver) receivers),
    letter_kick as materialized (
      select pg_notify(${letterChannel}, '')::text as woken from letter_in limit 1),
    letter_used as (
      insert into personal_use (reference, case_id)
      select p.reference, i.receiver from letter_in i join personal p
        on p.reference in (select jsonb_array_elements_text(i.personal))
      on conflict do nothing),
    letter_out as (
      insert into command (key, case_id, procedure, begins, number, query_code, actor, payload, asked_at,
        case_offset_ms, attempt, sender_seq, sender_n)
      select i.key, i.receiver, i.procedure, i.begins,
        case when i.begins then i.prefix || lpad(nextval('case_number')::text, 6, '0') end, i.query_code,
        ${JSON.stringify(engine)}::jsonb, i.payload, i.at - i.shift * interval '1 millisecond', i.shift, 0, i.seq, i.n
      from letter_in i join letter_turn t on t.receiver = i.receiver, letter_kick
      order by i.seq, i.n on conflict (key) do nothing)`,
  ];
}
