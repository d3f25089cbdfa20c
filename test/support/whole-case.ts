import { defined } from '../../domain/defined.ts';
import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';
import { beginCase } from '../../db/log/append.ts';
import { type Entry, genesis, link } from '../../domain/log/chain.ts';
import type { CaseEvent } from '../../domain/case/event.ts';
import type { Actor } from '../../domain/values.ts';
import type { CaseView, ClockView, InstrumentView, StepView } from '../../domain/case/view.ts';

const day = 86_400_000;
const start = Date.UTC(2027, 2, 1, 1);
const digest = 'a'.repeat(64);
/** The file of its paper. */
export const wholeFile = 'e'.repeat(32);
const reason = { text: '不符合规定', basis: '行政许可法 38' };
const party: Actor = { person: 'p-agent', role: 'agent', onBehalfOf: 'p-applicant' };
const officer: Actor = { person: 'p-market-regulation-officer', role: 'officer', unit: 'market-regulation' };
const calendar = 'demonstration.1';

const clock = (name: string, more: Partial<ClockView> = {}): ClockView => ({
  clock: name,
  kind: 'promise',
  unit: 'market-regulation',
  limit: { unit: 'WD', n: 5 },
  anchor: start,
  due: start + 5 * day,
  dueOn: '2027-03-06',
  projected: false,
  calendar,
  state: 'running',
  colour: 'red',
  asOf: start + 6 * day,
  elapsed: 6,
  remaining: -1,
  pauses: [],
  extensions: [],
  ...more,
});
const step = (name: string, outcome: StepView['outcome'], more: Partial<StepView> = {}): StepView => ({
  step: name,
  title: '食品经营许可',
  kind: 'approval',
  unit: 'market-regulation',
  state: 'done',
  openedAt: start,
  endedAt: start + day,
  claimedBy: 'p-market-regulation-officer',
  answeredBy: ['p-market-regulation-officer'],
  ...defined({ outcome }),
  ...more,
});
const instrument: InstrumentView = {
  instrument: 'L4:promise',
  level: 'L4',
  clock: 'promise',
  unit: 'market-regulation',
  calendar: 'demonstration-2032',
  number: { authority: 'district-government', level: 'L4', year: 2027, number: 1 },
  authority: 'district-government',
  addressees: [
    {
      post: 'principal',
      unit: 'market-regulation',
      person: 'p-market-regulation-vice-head',
      standsInFor: 'p-market-regulation-deputy-head',
    },
  ],
  basis: 'supervision-regulation',
  content: {
    level: 'L4',
    why: 'ignored',
    number: '20270324-0001',
    procedure: '开办餐饮店',
    clock: { clock: 'promise', kind: 'promise' },
    within: { unit: 'WD', n: 5 },
    talkAt: start + 2 * day,
  },
  why: 'ignored',
  state: 'closed',
  openedAt: start,
  noticedAt: start + day,
  signedBy: 'p-district-government-principal',
  servedAt: start,
  replyDue: start + day,
  talkAt: start + 2 * day,
  reply: '已说明',
  conclusion: { text: '限期整改' },
  closedAt: start + 3 * day,
};

/** A case with something in every field that the schema has, as no single case would ever be. */
export const wholeView = (id: string, more: Partial<CaseView> = {}): CaseView => ({
  case: id,
  number: `SX2027-${id}`,
  procedure: 'restaurant-opening.v1',
  title: '开办餐饮店“一件事”',
  lead: 'market-regulation',
  place: '330106',
  sentUp: { to: 'district-government', title: '区人民政府', at: start },
  applicant: 'p-applicant',
  channel: 'online',
  from: 'hotline-12345',
  filedBy: 'service-window',
  rules: 2,
  calendar,
  status: 'received',
  acceptance: 'tolerant',
  colour: 'red',
  extended: true,
  unlawful: true,
  receivedAt: start,
  typedIn: { at: start + day, by: 'p-service-window-officer' },
  acceptedAt: start,
  decidedAt: start + 6 * day,
  endedAt: start + 7 * day,
  closed: false,
  asOf: start + 7 * day,
  form: { name: '老街面馆', seats: 40, hasSignboard: true, sellsTobacco: false },
  personal: { reference: `personal:${id}`, digest },
  parent: { case: id, step: 'part', procedure: 'restaurant-opening.v1' },
  children: { of: 3, opened: 2, ended: 1, drafts: 1 },
  follows: { case: id, why: 'annulled' },
  followUps: [{ case: id, why: 'reopened', at: start }],
  nationalCode: 13,
  rating: { grade: 'poor', remark: '等候太久', by: 'p-applicant', at: start },
  urgings: [{ nth: 1, reason, at: start, answer: '明日办结', answeredAt: start + day }],
  appeals: [{ ground: 'review', notice: '复〔2027〕3号', body: '市司法局', at: start }],
  modes: ['tolerant'],
  checks: [
    { unit: 'fire-rescue', at: start, by: 'p-fire-rescue-officer', defects: [{ item: 'layoutPlan', defect: '缺页' }] },
  ],
  effectiveAt: start + 6 * day,
  modeUse: [
    { mode: 'tolerant', standing: 'used' },
    { mode: 'commitment', standing: 'offered' },
  ],
  receivedFor: 'service-window',
  papers: [
    {
      material: 'layoutPlan',
      digest,
      file: { id: wholeFile, type: 'pdf', bytes: 9 },
      kind: 'original',
      suppliedBy: 'agent',
    },
  ],
  defects: [{ item: 'seats', defect: '座位数不符' }],
  missing: ['signboardSketch'],
  permits: [
    {
      permit: 'licence',
      title: '食品经营许可证',
      state: 'refused',
      reasons: [reason],
      conditions: [reason],
      number: 'SX2027-000001/1',
      validFrom: '2027-03-24',
      validUntil: '2032-03-24',
      deliveredAt: start + 7 * day,
    },
  ],
  reasons: [reason],
  remedies: 'reviewOrSuit',
  clocks: [
    clock('promise', {
      projected: true,
      provisional: { code: 'yearUnpublished', year: 2033 },
      stoppedAt: start,
      verdict: 'late',
      breachedAt: start + 5 * day,
      noticedAt: start + 6 * day,
      pauses: [
        { from: start, to: start + day, why: '检验' },
        { from: start + day, until: start + 2 * day, why: '检验' },
      ],
      extensions: [{ unit: 'WD', n: 3 }],
    }),
    clock('step:show', { kind: 'step', step: 'show', state: 'running' }),
    clock('step:licence', { kind: 'step', step: 'licence', breachedAt: start + day }),
    clock('acceptance', { kind: 'acceptance', unit: 'service-window', breachedAt: start + day }),
    clock('verify', { kind: 'verify', limit: { unit: 'DATE', date: '2027-03-20' } }),
  ],
  steps: [
    step(
      'licence',
      {
        answer: 'satisfiedBy',
        reasons: [reason],
        conditions: [reason],
        reference: '区评〔2026〕1号',
        to: '市局',
        bySilence: true,
      },
      { post: 'handler' },
    ),
    step('choose', { chose: 'good', reasons: [reason] }),
    step(
      'meet',
      { minutes: '一致同意', answers: { fire: { answer: 'agree' } } },
      { kind: 'conference', meeting: { meets: start, place: '三号厂房', minutes: '一致同意', present: ['fire'] } },
    ),
    step(
      'meet:fire',
      { answer: 'agree' },
      { kind: 'conference', unit: 'fire-rescue', seat: { conference: 'meet', party: 'fire' } },
    ),
    step('notice', { objections: [reason] }, { kind: 'publicNotice' }),
    step('show', undefined, { kind: 'publicNotice', state: 'ready' }),
    step(
      'show:1',
      { isUpheld: true, reasons: [reason] },
      {
        kind: 'publicNotice',
        objection: {
          notice: 'show',
          by: 'p-applicant',
          reason,
          concerns: { enterprise: '甲公司' },
          at: start,
          replies: [{ of: 'objector', reason, at: start }],
          ruling: { isUpheld: true, reasons: [reason] },
        },
      },
    ),
    step('fee', { receipt: '票-1', paid: 1_000 }, { kind: 'applicant' }),
    step('fireFix', { lapsed: true, reasons: [reason] }, { kind: 'applicant' }),
    step('child', { end: 'granted', permits: ['licence'], result: 'done', reasons: [reason] }, { kind: 'child' }),
    step('fire', undefined, { unit: 'fire-rescue', state: 'ready', about: [reason] }),
    step('open', undefined, { state: 'ready' }),
    step('check', undefined, {
      state: 'proposed',
      proposal: {
        seq: 9,
        at: start,
        answer: { answer: 'agree' },
        people: ['p-market-regulation-officer'],
        next: 'confirm',
      },
      refusal: { by: 'p-market-regulation-officer-2', at: start, reason },
    }),
    step('pay', undefined, { kind: 'effect', state: 'ready' }),
    step('payAgain', undefined, { kind: 'effect', state: 'ready' }),
    step('inspect', undefined, {
      unit: 'fire-rescue',
      state: 'paused',
      specials: [
        {
          special: 'inspection',
          title: '检验',
          notice: '检〔2027〕1号',
          clock: 'promise',
          state: 'running',
          awaitsResult: false,
        },
      ],
    }),
    step('window', undefined, { unit: 'service-window', state: 'ready' }),
  ],
  instruments: [instrument, { ...instrument, instrument: 'L1:promise', level: 'L1', state: 'served' }],
  documents: [
    { document: 'receipt', kind: 'receipt', number: '收〔2027〕1号', at: start, digest, voidedAt: start },
    { document: 'decision', kind: 'grant', permit: 'fire', number: '准〔2027〕1号', at: start + day },
  ],
  suspensions: [
    { from: start, to: start + day, ground: 'forceMajeure', reason, notice: '中〔2027〕1号', annulledAt: start },
  ],
  shared: {
    clock: 'promise',
    calendar: 'demonstration-2032',
    lead: 'market-regulation',
    stoppedAt: start + 6 * day,
    facts: { anchor: start, limit: { unit: 'WD', n: 3 }, party: 'agency', pauses: [], extensions: [], warns: true },
    branches: [
      { unit: 'fire-rescue', from: start, to: start + 2 * day, pauses: [] },
      { unit: 'tobacco', from: start, pauses: [] },
    ],
  },
  ...more,
});

const events = (view: CaseView): readonly CaseEvent[] => [
  {
    v: 1,
    type: 'received',
    at: start,
    askedAt: start,
    actor: party,
    basis: { code: 'licensing-law.32' },
    data: {
      case: view.case,
      number: view.number,
      procedure: view.procedure,
      calendar,
      applicant: view.applicant,
      channel: 'online',
      form: view.form,
      papers: [],
      modes: [],
    },
  },
  { v: 1, type: 'claimed', at: start, noticedAt: start + day, actor: officer, data: { step: 'licence' } },
  { v: 1, type: 'extended', at: start, actor: officer, data: { clock: 'statutory', by: { unit: 'WD', n: 3 }, reason } },
  {
    v: 1,
    type: 'recomputed',
    at: start,
    actor: { person: 'p-administrator', role: 'administrator' },
    data: { reason: 'CALENDAR', calendar, clocks: [{ clock: 'promise', dueBefore: start, due: start + day }] },
  },
  {
    v: 1,
    type: 'annulled',
    at: start,
    actor: officer,
    data: { event: 3, of: 'extended', reason, clocks: [{ clock: 'statutory', dueBefore: start, due: start }] },
  },
  {
    v: 1,
    type: 'instrumentSigned',
    at: start,
    noticedAt: start + day,
    actor: officer,
    data: { instrument: 'L4:promise' },
  },
];

/**
 * Writes it as a case that exists: log, read model, personal fields, a message that was delivered. Nothing runs behind
 * it.
 */
export async function writeWhole(owner: Db, view: CaseView, contact: string, queryCode = 'ABCD2345'): Promise<void> {
  const entries: Entry[] = [];
  let last = { seq: 0, hash: genesis(view.case) };
  for (const event of events(view)) {
    const text = JSON.stringify(event);
    last = { seq: last.seq + 1, hash: link(last.hash, text) };
    entries.push({ ...last, text });
  }
  await beginCase(owner, view.case, { entries, view, queryCode });
  const fields = JSON.stringify({ contact });
  await sql`insert into personal (reference, case_id, fields, digest)
    values (${view.personal!.reference}, ${view.case}, ${fields}, ${digest})`.execute(owner);
  await sql`insert into outbox (case_id, seq, position, kind, recipient, code, params, words, body, delivered_at)
    values (${view.case}, 1, 9, 'received', ${view.applicant}, 'received', '{}', 1, '已收件', now())`.execute(owner);
}

/** The file of its paper, as its applicant uploaded it. */
export async function writeWholeFile(db: Db, caseId: string): Promise<void> {
  await sql`insert into file (id, uploader, name, bytes, digest, type, state, received_at, case_id, kept_at)
    values (${wholeFile}, 'p-applicant', '平面图.pdf', 9, ${digest}, 'pdf', 'ready', now(), ${caseId}, now())`.execute(
    db,
  );
}

/** A schedule that has begun a date, and could not begin the next one. */
export async function writeSchedule(db: Db): Promise<void> {
  await sql`insert into schedule (id, every, zone, from_day, fired_on, failure)
    values ('monthly', '{"unit": "MONTH", "n": 1}', 'Asia/Shanghai', '2027-01-31', '2027-02-28', 'no unit')`.execute(
    db,
  );
}

/** The call of its effect, which failed and was given up. */
export async function writeCall(db: Db, id: string): Promise<void> {
  await sql`insert into effect_call (case_id, kind, subject, calls, input, attempt, failure, next_at)
    values (${id}, 'effect', 'pay', 'payment', '{}', 3, 'no answer in time', clock_timestamp())`.execute(db);
  await sql`insert into effect_call (case_id, kind, subject, calls, input, attempt, failure, dead_at)
    values (${id}, 'effect', 'payAgain', 'payment', '{}', 20, 'no answer in time', clock_timestamp())`.execute(db);
}

/** A command that was given up, for the administrator's list. */
export const writeDeadLetter = (owner: Db, caseId: string): Promise<unknown> =>
  sql`
  insert into command (
    key, case_id, procedure, begins, actor, payload,
    asked_at, case_offset_ms, attempt, taken_at, dead_at, dead_reason)
  values (
    'p-market-regulation-officer:dead', ${caseId}, 'restaurant-opening.v1', false, ${JSON.stringify(officer)}, '{}',
    now(), 0, 1, now(), now(), 'no answer')`.execute(owner);

export const writeRepair = (owner: Db, caseId: string): Promise<unknown> =>
  sql`
  insert into repair (by, what, case_id, command_key, found, reason)
  values (
    'p-administrator', 'refuse', ${caseId}, 'p-market-regulation-officer:other', 'no answer', 'asked again by hand')
  `.execute(owner);
