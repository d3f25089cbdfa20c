import type { Call } from '../domain/log/call.ts';
import type { Actor, Json, Paper, PersonalReference } from '../domain/values.ts';
import type { Level } from '../domain/case/vocabulary.ts';
import type { CaseRest } from '../domain/case/view-change.ts';
import type { CaseView, ClockView, DocumentView, InstrumentView, StepView } from '../domain/case/view.ts';
import type { Acceptance, Channel, ClockKind, Colour, ErasureGround, Status } from '../domain/case/vocabulary.ts';
import type { CalendarData } from '../domain/calendar/calendar.ts';
import type { CalendarFile } from '../domain/calendar/file.ts';
import type { FileState, FileType } from '../domain/file-types.ts';
import type { RecordKind } from '../domain/directory/changes.ts';
import type { Unit } from '../domain/directory/directory.ts';
import type { Post } from '../domain/directory/posts.ts';
import type { Every } from '../domain/procedure/language/schedule.ts';
import type { CreditGrade, PartyKind } from '../domain/parties/party.ts';
import type { Answer } from './commands/answer.ts';
import type { SealKind } from '../domain/audit/seals.ts';
import type { CaseIncident } from './operations/incidents.ts';
import {
  bigint,
  boolean,
  day,
  given,
  instant,
  integer,
  json,
  nullable,
  type TableOf,
  text,
  textOf,
  texts,
} from './column.ts';

export type PermitView = CaseView['permits'][number];
/** A record of the directory as a version keeps it. */
export type StoredRecord = Readonly<Record<string, string | number | null>>;
const position = integer;
const unit = {
  id: text,
  title: text,
  kind: textOf<Unit['kind']>(),
  parent: nullable(text),
  calendar: nullable(text),
  role: nullable(text),
  region: nullable(text),
  level: nullable(textOf<NonNullable<Unit['level']>>()),
  telephone: nullable(text),
};

/** Every table and column. A test compares it with the real database. */
export const tables = {
  /** What was asked, by its key, and what became of it. */
  command: {
    key: text,
    case_id: text,
    procedure: text,
    begins: boolean,
    number: nullable(text),
    query_code: nullable(text),
    actor: json<Actor>(),
    payload: text,
    request_id: nullable(text),
    asked_at: instant,
    case_offset_ms: bigint,
    attempt: integer,
    recoveries: given(integer),
    taken_at: nullable(instant),
    answer: nullable(json<Answer>()),
    answered_at: nullable(instant),
    dead_at: nullable(instant),
    dead_reason: nullable(text),
    /** Of a command that another case wrote: the sender's event, and which of its commands. Else both are 0. */
    sender_seq: given(integer),
    sender_n: given(integer),
    /** The publication that asks it of the case. */
    publication: nullable(text),
    /** The version of the directory that asks it of the case. */
    repin: nullable(integer),
    /** The erasure of personal data that asks it of the case. */
    erasure: nullable(text),
  },
  /** The log: append-only. `data` is the whole event as the text that was hashed. */
  event: {
    case_id: text,
    seq: integer,
    type: text,
    at: instant,
    asked_at: nullable(instant),
    actor: json<Actor>(),
    command_key: nullable(text),
    digest: nullable(text),
    cause: nullable(text),
    on_day: nullable(day),
    rules: nullable(integer),
    data: text,
    prev: text,
    hash: text,
    recorded_at: given(instant),
  },
  /** Committed events that have no position in the feed yet. */
  feed_queue: { id: given(bigint), case_id: text, seq: integer, desks: given(texts) },
  /** The events of all cases in an order in which no reader misses one. */
  feed: { position: bigint, case_id: text, seq: integer, desks: given(texts) },
  case: {
    id: text,
    number: text,
    query_code: text,
    /** The case that opened this one. */
    parent: nullable(text),
    procedure: text,
    title: text,
    lead: text,
    units: texts,
    applicant: text,
    status: textOf<Status>(),
    acceptance: nullable(textOf<Acceptance>()),
    colour: textOf<Colour>(),
    extended: boolean,
    unlawful: boolean,
    closed: boolean,
    directory: nullable(integer),
    received_at: instant,
    ended_at: nullable(instant),
    next_due: nullable(instant),
    revision: integer,
    head: text,
    time_offset_ms: given(bigint),
    view: json<CaseRest>(),
    calendars: texts,
    rules: integer,
  },
  case_clock: {
    case_id: text,
    clock: text,
    position,
    procedure: text,
    received_at: instant,
    kind: textOf<ClockKind>(),
    unit: nullable(text),
    step: nullable(text),
    state: textOf<ClockView['state']>(),
    colour: textOf<Colour>(),
    due: nullable(instant),
    breached_at: nullable(instant),
    view: json<ClockView>(),
  },
  case_step: {
    case_id: text,
    step: text,
    position,
    procedure: text,
    unit: nullable(text),
    state: textOf<StepView['state']>(),
    open: boolean,
    opened_at: instant,
    queued_at: instant,
    due_by: instant,
    colour: nullable(textOf<Colour>()),
    claimed_by: nullable(text),
    view: json<StepView>(),
  },
  instrument: {
    case_id: text,
    instrument: text,
    position,
    level: textOf<Level>(),
    authority: text,
    unit: text,
    state: textOf<InstrumentView['state']>(),
    opened_at: instant,
    reply_due: instant,
    view: json<InstrumentView>(),
  },
  case_document: { case_id: text, document: text, position, at: instant, view: json<DocumentView>() },
  permit: { case_id: text, permit: text, position, state: textOf<PermitView['state']>(), view: json<PermitView>() },
  /** A row for each place that may see a case because of its part in it; `acts`: the case waits for it now. */
  case_desk: {
    case_id: text,
    desk: text,
    acts: boolean,
    due: nullable(instant),
    breached_at: nullable(instant),
    opened_at: instant,
    received_at: instant,
    procedure: text,
    channel: textOf<Channel>(),
    acceptance: nullable(textOf<Acceptance>()),
    modes: texts,
    status: textOf<Status>(),
    colour: textOf<Colour>(),
    closed: boolean,
  },
  /** Cases by desk, status and colour: the sum of these rows. */
  desk_count: { desk: text, status: textOf<Status>(), colour: textOf<Colour>(), cases: integer },
  /** Personal fields of forms: nowhere else. Null once they are erased. `case_id`: where they came in. */
  personal: {
    reference: text,
    case_id: text,
    fields: nullable(json<Readonly<Record<string, unknown>>>()),
    digest: text,
    kept_at: given(instant),
    erased_at: nullable(instant),
  },
  /** What was asked to be erased, of a party or of a case. */
  erasure: {
    id: text,
    party: nullable(text),
    case_id: nullable(text),
    ground: textOf<ErasureGround>(),
    actor: json<Actor>(),
    key: text,
    digest: text,
    asked_at: given(instant),
    finished_at: nullable(instant),
  },
  /** The register of parties (申请人). `name` is null once it was erased. */
  party: {
    id: text,
    kind: textOf<PartyKind>(),
    name: nullable(text),
    credit_code: nullable(text),
    identity_hash: nullable(text),
    credit_grade: nullable(textOf<CreditGrade>()),
    telephone: nullable(text),
    added_by: text,
    added_at: given(instant),
    key: nullable(text),
    digest: nullable(text),
    erased_at: nullable(instant),
  },
  /** What was written down of a party: the first time, and each change. */
  party_version: {
    party: text,
    version: integer,
    name: nullable(text),
    telephone: nullable(text),
    credit_grade: nullable(textOf<CreditGrade>()),
    by: text,
    at: given(instant),
    key: nullable(text),
    digest: nullable(text),
  },
  party_person: {
    party: text,
    person: text,
    added_by: text,
    added_at: given(instant),
    ended_by: nullable(text),
    ended_at: nullable(instant),
    added_key: nullable(text),
    ended_key: nullable(text),
  },
  personal_use: { reference: text, case_id: text, since: given(instant) },
  outbox: {
    id: given(bigint),
    case_id: text,
    seq: integer,
    position,
    kind: text,
    recipient: text,
    /** What is told, and the data of its words; `body` is what was written by that version of the words. */
    code: text,
    params: json<object>(),
    words: integer,
    body: text,
    created_at: given(instant),
    delivered_at: nullable(instant),
  },
  instrument_counter: { authority: text, level: text, year: integer, last: integer },
  instrument_number: { case_id: text, instrument: text, authority: text, level: text, year: integer, number: integer },
  calendar_version: {
    version: text,
    calendar: text,
    title: text,
    data: json<CalendarData>(),
    published_at: given(instant),
    current: boolean,
    /** The version below, of an overlay. */
    base: nullable(text),
    /** As it was handed in: an overlay is rebuilt from it on a new version of the one below. */
    file: json<CalendarFile>(),
  },
  /** A version that was put in force and is brought to every open case; its commands name it. */
  publication: {
    version: text,
    versions: texts,
    key: text,
    actor: json<Actor>(),
    rate: integer,
    published_at: instant,
    taken_until: nullable(instant),
    finished_at: nullable(instant),
  },
  /** What administrators did to put things right: append-only. */
  repair: {
    id: given(bigint),
    at: given(instant),
    by: text,
    what: text,
    case_id: text,
    command_key: nullable(text),
    found: text,
    reason: text,
    key: nullable(text),
  },
  /** What no log commits to, row by row: of each scope a chain. `db/seals` says what is sealed. */
  seal: { scope: text, n: integer, kind: textOf<SealKind>(), subject: text, digest: text, prev: text, hash: text },
  seal_head: { scope: text, n: integer, hash: text },
  /** What keeps a case from going on until somebody looks. */
  incident: {
    case_id: text,
    kind: textOf<CaseIncident>(),
    since: given(instant),
    seen_at: given(instant),
    detail: text,
  },
  /** The builds of the workflow code that ever had a worker, and the procedure versions in them. */
  build: { id: text, procedures: texts, since: given(instant) },
  unit,
  /** Every change of the directory: who made it, and why. */
  directory_version: {
    version: integer,
    written_at: given(instant),
    by: text,
    reason: text,
    key: nullable(text),
    digest: nullable(text),
  },
  /** What a version did to each record, without the names of people. */
  directory_change: {
    version: integer,
    position: integer,
    kind: textOf<RecordKind>(),
    subjects: texts,
    before: nullable(json<StoredRecord>()),
    after: nullable(json<StoredRecord>()),
  },
  /** A version of the directory by which roles of procedures stand for other units, brought to every open case. */
  repin: {
    version: integer,
    payloads: json<Readonly<Record<string, string>>>(),
    actor: json<Actor>(),
    rate: integer,
    published_at: given(instant),
    taken_until: nullable(instant),
    finished_at: nullable(instant),
  },
  /** A unit as it was from a version of the directory on. */
  unit_version: { version: integer, ...unit },
  person: {
    id: text,
    name: text,
    unit: nullable(text),
    removed_at: nullable(instant),
    signed_out_at: nullable(instant),
  },
  holding: { person: text, unit: text, post: textOf<Post>(), from_day: day, to_day: nullable(day) },
  relation: {
    person: text,
    subject: text,
    kind: textOf<'kin' | 'interest'>(),
    from_day: day,
    to_day: nullable(day),
    declared_at: given(instant),
  },
  session: { id_hash: text, person: text, created_at: given(instant), seen_at: given(instant), ends_at: instant },
  absence: { person: text, from_at: instant, to_at: instant, deputy: nullable(text) },
  /** What cases ask of the world: effects, and materials of shared data. */
  effect_call: {
    case_id: text,
    kind: textOf<Call['kind']>(),
    /** The step, or the material. */
    subject: text,
    calls: text,
    input: json<Json>(),
    personal: nullable(json<NonNullable<Call['personal']>>()),
    asked_at: given(instant),
    attempt: given(integer),
    sent: given(integer),
    next_at: given(instant),
    done_at: nullable(instant),
    failure: nullable(text),
    dead_at: nullable(instant),
  },
  /** Applications that are not filed yet. */
  draft: {
    id: text,
    applicant: text,
    procedure: text,
    form: json<Json>(),
    papers: json<readonly Paper[]>(),
    modes: texts,
    parent: nullable(text),
    step: nullable(text),
    handed_on: nullable(json<PersonalReference>()),
    saved_by: text,
    saved_at: given(instant),
    expires_at: given(instant),
  },
  /** Files that people uploaded. `bytes` as announced until they came. */
  file: {
    id: text,
    uploader: text,
    name: nullable(text),
    bytes: bigint,
    digest: nullable(text),
    type: nullable(textOf<FileType>()),
    state: textOf<FileState>(),
    begun_at: given(instant),
    received_at: nullable(instant),
    claims: given(texts),
    case_id: nullable(text),
    kept_at: nullable(instant),
    locked_until: nullable(instant),
    scan_at: nullable(instant),
    scans: given(integer),
    scan_failure: nullable(text),
    erased_at: nullable(instant),
    removed_at: nullable(instant),
  },
  /** Procedures whose cases begin by date. */
  schedule: {
    id: text,
    every: json<Every>(),
    zone: text,
    from_day: day,
    fired_on: nullable(day),
    failure: nullable(text),
  },
  /** What the registers of the demonstration hold. */
  demonstration_entry: { register: text, key: text, subject: text, data: json<Json>() },
  /** Development: moves of a case's time, by their keys. */
  advance: {
    key: text,
    case_id: text,
    cases: texts,
    working_days: integer,
    milliseconds: bigint,
    target_offset_ms: bigint,
    done: given(boolean),
    taken_at: nullable(instant),
  },
  /** An agent may act for an applicant (帮办代办). */
  delegation: {
    id: text,
    agent: text,
    applicant: text,
    from_at: instant,
    to_at: nullable(instant),
    revoked_at: nullable(instant),
  },
} as const;

export type Database = { [Name in keyof typeof tables]: TableOf<(typeof tables)[Name]> };
