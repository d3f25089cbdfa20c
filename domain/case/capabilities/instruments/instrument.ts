import { formatInstant, type Instant } from '../../../calendar/day.ts';
import { orUndefinedIfUnpublished } from '../../../calendar/unpublished.ts';
import type { Environment } from '../../environment.ts';
import { clockOf, type CaseState, type InstrumentState } from '../../state.ts';
import type { Level } from '../../vocabulary.ts';
import type { InstrumentView } from '../../view.ts';
import { titleOf, unended } from '../../words.ts';
import { instrumentDue, talkDate } from './escalation.ts';
import { formatLimit, type Limit } from '../../../clock/limit.ts';
import { ladder, within } from './ladder.ts';

/** Why an instrument opened, of the limit that it is about. */
const whys: Readonly<Record<string, (limit: string) => string>> = {
  blue: limit => `${limit}已过半`,
  yellow: limit => `${limit}将到`,
  unanswered: limit => `就${limit}的前一次督促逾期未答复`,
  red: limit => `已超过${limit}`,
  dateMissed: limit => `就${limit}的督办单所定日期已过`,
  ignored: limit => `就${limit}的通报后逾期未整改`,
  statutoryRed: limit => `已超过${limit}`,
  motion: limit => `督查机构就${limit}决定督办`,
};

/** A record's number (文号) as it is written: `督办单〔2027〕12号`. */
export const numberOf = ({
  level,
  year,
  number,
}: {
  readonly level: Level;
  readonly year: number;
  readonly number: number;
}): string => `${ladder[level].title}〔${year}〕${number}号`;

/** What `numberOf` wrote, read back; undefined when it is no number of the ladder's. */
export function readNumber(
  written: string,
): { readonly level: Level; readonly year: number; readonly number: number } | undefined {
  const [, title, year, number] = /^(.+)〔(\d{4})〕(\d+)号$/.exec(written) ?? [];
  const found = Object.values(ladder).find(each => each.title === title);
  return found && { level: found.level, year: Number(year), number: Number(number) };
}

/** 文号-keeping record of an instrument: who says what to whom, on what basis, and by when it is answered. */
export function instrumentOf(
  state: CaseState,
  instrument: InstrumentState,
  title: string,
  environment: Environment,
): InstrumentView {
  const { level, clock, unit, number, addressees, signedBy, servedAt, reply, conclusion, closedAt, openedAt } =
    instrument;
  const replyDue = orUndefinedIfUnpublished(() => instrumentDue(environment, state, instrument));
  const talkAt = level === 'L4' ? orUndefinedIfUnpublished(() => talkDate(environment, instrument)) : undefined;
  return {
    instrument: instrument.instrument,
    level,
    clock,
    unit,
    title: ladder[level].title,
    authority: instrument.from,
    basis: ladder[level].basis,
    why: instrument.why,
    openedAt,
    addressees,
    content: contentOf(state, instrument, title, talkAt, environment),
    state: stateOf(instrument),
    ...(instrument.noticedAt !== undefined && { noticedAt: instrument.noticedAt }),
    ...(number !== undefined && { number }),
    ...(signedBy !== undefined && { signedBy }),
    ...(servedAt !== undefined && { servedAt }),
    ...(replyDue !== undefined && level !== 'L0' && { replyDue }),
    ...(talkAt !== undefined && { talkAt }),
    ...(reply !== undefined && { reply }),
    ...(conclusion !== undefined && { conclusion }),
    ...(closedAt !== undefined && { closedAt }),
  };
}

function stateOf(instrument: InstrumentState): InstrumentView['state'] {
  if (instrument.closedAt !== undefined) return 'closed';
  if (instrument.reply !== undefined || instrument.answeredAt !== undefined) return 'replied';
  if (instrument.overdueAt !== undefined) return 'overdue';
  return instrument.servedAt === undefined ? 'draft' : 'served';
}

/** As a letter writes it: 三个工作日. */
function inWords(limit: Limit): string {
  const numeral = limit.unit === 'WD' ? '一二三四五六七八九十'[limit.n - 1] : undefined;
  return numeral === undefined ? formatLimit(limit) : `${numeral}个工作日`;
}

/** What the record says: the case by its number, never a name. */
function contentOf(
  state: CaseState,
  instrument: InstrumentState,
  title: string,
  talkAt: Instant | undefined,
  { procedure }: Environment,
): string {
  const { policies } = procedure;
  const clock = clockOf(state, instrument.clock);
  // A record says what held when it was drawn up: a reminder before the end says nothing of the end that came.
  const breached =
    clock?.breachedAt === undefined || clock.breachedAt > instrument.openedAt
      ? ''
      : `，该时限已于${formatInstant(clock.breachedAt).slice(0, 16).replace('T', ' ')}届满`;
  const ask: Readonly<Record<string, string>> = {
    L0: '请及时办理。',
    L1: '请在一个工作日内书面答复办理情况。',
    L2: `请在${inWords(within('L2', policies))}内办结，并公开超期理由。`,
    L3: `现予通报，请在${inWords(within('L3', policies))}内完成整改并列入整改台账。`,
    L4: `请于${talkAt === undefined ? '另行通知之日' : formatInstant(talkAt).slice(0, 10)}到场接受约谈。`,
  };
  const called = clock ? titleOf(clock, state, procedure) : instrument.clock;
  const limit = called.endsWith('时限') ? called : `“${called}”时限`;
  const reason = instrument.reason ? `理由：${unended(instrument.reason.text)}。` : '';
  return `办件${state.number}（${title}）${whys[instrument.why]?.(limit) ?? instrument.why}${breached}。${reason}${ask[instrument.level]}`;
}
