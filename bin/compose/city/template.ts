import { canonicalJson } from '../../../domain/log/canonical.ts';
import { namedDigestOf } from '../../../domain/log/chain.ts';
import { readHead } from '../../../domain/log/reader.ts';
import { caseRow } from '../../../db/cases/case-row.ts';
import { partsOf } from '../../../db/cases/read-model.ts';
import { eventColumns } from '../../../db/log/event-row.ts';
import { messageRows } from '../../../db/log/write.ts';
import { iso } from '../../../db/values.ts';
import { firstPlaceholder, type Life, placeholders, type PlayedAct, type PlayedNumber } from './life.ts';

/** A text with gaps: every second part names the value that stands there. */
type Gapped = readonly string[];

/** Rows of a table, as JSON without the outer brackets. */
interface TableRows {
  readonly table: string;
  readonly rows: Gapped;
}

interface EventTemplate {
  readonly text: Gapped;
  /** The other columns of its row, as JSON without the outer braces. */
  readonly columns: Gapped;
}

/**
 * A played case as rows, with gaps where a copy has its own: id, number, applicant, numbers of instruments, digests.
 */
export interface Template {
  readonly procedure: string;
  readonly receivedAt: string;
  readonly isClosed: boolean;
  readonly events: readonly EventTemplate[];
  /** The payload of each act whose digest depends on the copy, by the name of the gap. */
  readonly payloads: ReadonlyMap<string, Gapped>;
  readonly case: Gapped;
  readonly tables: readonly TableRows[];
  readonly numbers: readonly PlayedNumber[];
  /** How the case stands at each of its desks. */
  readonly desks: readonly { readonly desk: string; readonly status: string; readonly colour: string }[];
}

/** Every case of the city has the same code: nobody asks for them by it. */
const queryCode = 'CITYCASE';
/** The gap for the last hash of a case's chain. */
export const headGap = 'sha256:head-';
const digestGap = (index: number): string => `sha256:of-act-${index}-`;
const gaps = [
  ...Object.values(placeholders),
  `${String(firstPlaceholder).slice(0, -3)}\\d{3}`,
  'sha256:of-act-\\d+-',
  headGap,
];
const gap = new RegExp(`(${gaps.join('|')})`, 'u');
const gapped = (text: string): Gapped => text.split(gap);
const inner = (json: string): string => json.slice(1, -1);

/** Fills the gaps. */
export function fill(text: Gapped, values: ReadonlyMap<string, string>): string {
  let filled = '';
  text.forEach((part, index) => {
    filled += index % 2 === 0 ? part : (values.get(part) ?? part);
  });
  return filled;
}

export function templateOf(life: Life): Template {
  const { one, acts, numbers } = life;
  const { view } = one;
  const payloads = acts.map(act => payloadOf(act));
  const texts = one.entries.map(({ text }) => {
    const index = acts.findIndex(({ key }) => key === readHead(text).key);
    const { digest } = readHead(text);
    if (digest === undefined) return text;
    return index < 0 ? withoutDigest(text, digest) : text.replace(digest, digestOfAct(payloads[index]!, index));
  });
  const parts = partsOf(placeholders.id, { view });
  const desks = parts.find(({ part }) => part.table === 'case_desk')!;
  return {
    procedure: one.procedure.id,
    receivedAt: iso(view.receivedAt),
    isClosed: view.closed,
    events: texts.map((text, index) => ({ text: gapped(text), columns: gapped(inner(eventRow(text, index + 1))) })),
    payloads: new Map(payloads.flatMap((text, index) => (gap.test(text) ? [[digestGap(index), gapped(text)]] : []))),
    case: gapped(
      inner(
        JSON.stringify({
          ...caseRow({ view }),
          id: placeholders.id,
          query_code: queryCode,
          revision: texts.length,
          head: headGap,
          time_offset_ms: 0,
        }),
      ),
    ),
    tables: [
      ...parts.map(({ part, rows }) => ({ table: part.table, rows: gapped(inner(rows)) })),
      {
        table: 'command',
        rows: gapped(inner(JSON.stringify(acts.map((act, nth) => commandRow(one.procedure.id, act, payloads[nth]!))))),
      },
      { table: 'outbox', rows: gapped(inner(JSON.stringify(messagesOf(life)))) },
      { table: 'instrument_number', rows: gapped(inner(JSON.stringify(numbers.map(numberRow)))) },
    ].filter(({ rows }) => rows.length > 1 || rows[0] !== ''),
    numbers,
    desks: JSON.parse(desks.rows) as Template['desks'],
  };
}

/** What the engine asks of itself has no command row, so no digest of one. */
const withoutDigest = (text: string, digest: string): string => text.replace(`"digest":"${digest}",`, '');

const digestOfAct = (payload: string, index: number): string =>
  gap.test(payload) ? digestGap(index) : namedDigestOf(payload);

/** As the row keeps it: a beginning's case and number are columns. */
function payloadOf({ command }: PlayedAct): string {
  if (command.type !== 'receive') return canonicalJson(command);
  const { type: _type, case: _case, number: _number, ...application } = command;
  return canonicalJson(application);
}

function eventRow(text: string, seq: number): string {
  const head = readHead(text);
  return JSON.stringify({ case_id: placeholders.id, seq, ...eventColumns(head), recorded_at: iso(head.at) });
}

const commandRow = (procedure: string, { key, actor, command, asked, seq, revision }: PlayedAct, payload: string) => ({
  key,
  case_id: placeholders.id,
  procedure,
  begins: command.type === 'receive',
  number: command.type === 'receive' ? placeholders.number : null,
  query_code: command.type === 'receive' ? queryCode : null,
  actor,
  payload,
  asked_at: iso(asked),
  case_offset_ms: 0,
  attempt: 1,
  recoveries: 0,
  sender_seq: 0,
  sender_n: 0,
  answer: { accepted: true, seq, revision },
  answered_at: iso(asked),
});

const numberRow = ({ instrument, authority, level, year, placeholder }: PlayedNumber) => ({
  case_id: placeholders.id,
  instrument,
  authority,
  level,
  year,
  number: placeholder,
});

const messagesOf = ({ one: { entries } }: Life): readonly object[] =>
  entries.flatMap(entry => {
    const at = iso(readHead(entry.text).at);
    return messageRows(entry).map(row => ({ case_id: placeholders.id, ...row, created_at: at, delivered_at: at }));
  });
