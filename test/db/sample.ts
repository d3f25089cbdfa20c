import { defined } from '../../domain/defined.ts';
import { type Entry, genesis, link, namedDigestOf } from '../../domain/log/chain.ts';
import type { Notice } from '../../domain/log/notice.ts';
import type { CaseEvent } from '../../domain/case/event.ts';
import type { Actor } from '../../domain/values.ts';
import type { CaseView, ClockView, InstrumentView, StepView } from '../../domain/case/view.ts';
import type { Db } from '../../db/client.ts';
import type { Asking } from '../../db/commands/ask.ts';
import { beginCase, type Projected } from '../../db/log/append.ts';

export const day = 86_400_000;
export const start = Date.UTC(2027, 2, 1, 1);
export const officer: Actor = { person: 'p-officer', role: 'officer', unit: 'market-regulation' };

export const received = (caseId: string, key?: string, at = start): CaseEvent => ({
  v: 1,
  type: 'received',
  at,
  actor: { person: 'p-applicant', role: 'applicant' },
  ...defined({ key }),
  data: {
    case: caseId,
    number: `N-${caseId}`,
    procedure: 'restaurant-opening.v1',
    calendar: 'test.1',
    applicant: 'p-applicant',
    channel: 'online',
    form: { name: '小店 "🍜"\\n' },
    papers: [],
    modes: [],
  },
});
/** The content of the commands that `accepted` is the event of. */
export const acceptPayload = '{"type":"accept"}';
/** A command of the officer to accept. */
export const asking = (caseId: string, key: string, more: Partial<Asking> = {}): Asking => ({
  key,
  actor: officer,
  payload: acceptPayload,
  caseId,
  ...more,
});
export const accepted = (at: number, key?: string, actor: Actor = officer): CaseEvent => ({
  v: 1,
  type: 'accepted',
  at,
  actor,
  ...defined({ key, digest: key === undefined ? undefined : namedDigestOf(acceptPayload) }),
  data: {},
});

/** Entries as the log gives them back. */
export const logged = (entries: readonly Entry[]): readonly Entry[] =>
  entries.map(({ seq, text, hash }) => ({ seq, text, hash }));

const told = (kind: string, seq: number): Notice => ({
  to: 'p-applicant',
  kind,
  code: 'withdrawn',
  params: { number: `第${seq}号` },
});

/** Events as a chain after what is there, each told to the applicant. */
export function chain(caseId: string, events: readonly CaseEvent[], after: readonly Entry[] = []): Entry[] {
  const entries: Entry[] = [];
  let previous = after.at(-1) ?? { seq: 0, hash: genesis(caseId) };
  for (const event of events) {
    const text = JSON.stringify(event);
    const entry: Entry = {
      seq: previous.seq + 1,
      text,
      hash: link(previous.hash, text),
      told: [told(event.type, previous.seq + 1)],
    };
    entries.push(entry);
    previous = entry;
  }
  return entries;
}

export const clock = (name: string, more: Partial<ClockView> = {}): ClockView => ({
  clock: name,
  kind: 'promise',
  unit: 'market-regulation',
  limit: { unit: 'WD', n: 5 },
  anchor: start,
  due: start + 5 * day,
  projected: false,
  calendar: 'test.1',
  state: 'running',
  colour: 'green',
  asOf: start,
  elapsed: 0,
  remaining: 5,
  pauses: [],
  extensions: [],
  ...more,
});
export const step = (name: string, more: Partial<StepView> = {}): StepView => ({
  step: name,
  title: '消防检查',
  kind: 'approval',
  unit: 'fire-rescue',
  state: 'ready',
  openedAt: start,
  ...more,
});
export const instrument = (instrument: string, more: Partial<InstrumentView> = {}): InstrumentView => ({
  instrument,
  level: 'L1',
  clock: 'promise',
  unit: 'fire-rescue',
  calendar: 'test.1',
  authority: 'service-authority',
  addressees: [],
  basis: 'supervision-regulation',
  content: {
    level: 'L1',
    why: 'yellow',
    number: 'd-1',
    procedure: '开办餐饮店',
    clock: { clock: 'promise', kind: 'promise' },
    within: { unit: 'WD', n: 1 },
  },
  why: 'yellow',
  state: 'served',
  openedAt: start,
  ...more,
});

export const view = (caseId: string, more: Partial<CaseView> = {}): CaseView => ({
  case: caseId,
  number: `N-${caseId}`,
  procedure: 'restaurant-opening.v1',
  title: '开办餐饮店',
  lead: 'market-regulation',
  applicant: 'p-applicant',
  channel: 'online',
  rules: 2,
  calendar: 'test.1',
  status: 'received',
  colour: 'green',
  extended: false,
  unlawful: false,
  receivedAt: start,
  closed: false,
  asOf: start,
  form: { name: '小店' },
  modes: [],
  modeUse: [],
  papers: [],
  defects: [],
  missing: [],
  permits: [],
  reasons: [],
  clocks: [],
  steps: [],
  instruments: [],
  documents: [],
  ...more,
});

/** A case with its first event, as a beginning writes it. */
export async function begin(
  db: Db,
  caseId: string,
  more: Partial<CaseView> = {},
): Promise<{ entries: Entry[]; projected: Projected }> {
  const entries = chain(caseId, [received(caseId)]);
  return { entries, projected: await beginCase(db, caseId, { entries, view: view(caseId, more), queryCode: 'q' }) };
}
