import { formatInstant, type Instant } from '../calendar/day.ts';
import { formatLimit } from '../clock/limit.ts';
import { instrumentOf } from './capabilities/instruments/instrument.ts';
import { remedies } from './basis.ts';
import { communicableDue } from './clocks.ts';
import { suspensionTitles } from './words.ts';
import type { Environment } from './environment.ts';
import { when, type CaseEvent, type EventOf } from './event.ts';
import { viewOf } from './case-view.ts';
import { clockOf, type CaseState } from './state.ts';
import type { Reason } from '../values.ts';
import type { CaseView, ClockView } from './view.ts';
import type { Notice } from '../log/notice.ts';
import { inLine, sentence, unended } from './words.ts';

const minute = (instant: Instant): string => formatInstant(instant).slice(0, 16).replace('T', ' ');

/**
 * Whom an event is told to, as part of the same transition: the applicant, and the addressees of an instrument. `state`
 * is the
 * case just after the event: what is told does not depend on what happened by the time it is written down.
 */
export function noticesOf(event: CaseEvent, state: CaseState, environment: Environment): readonly Notice[] {
  return [...noticesOfItself(event, state, environment), ...noticesOfWhatIsAsked(event, state, environment)];
}

/** Events after which the flow may ask for something. */
const asking: ReadonlySet<CaseEvent['type']> = new Set([
  'received',
  'accepted',
  'tolerantlyAccepted',
  'deemedAccepted',
  'answered',
  'lapsed',
  'granted',
  'settled',
]);

/** What the applicant has to do from now on, until when, and why: their time runs. */
function noticesOfWhatIsAsked(event: CaseEvent, state: CaseState, environment: Environment): readonly Notice[] {
  if (!asking.has(event.type)) return [];
  const { steps } = environment.procedure;
  const asked = state.steps.filter(
    step => step.end === undefined && step.openedAt === when(event) && steps[step.step]?.kind === 'applicant',
  );
  return asked.map(step => {
    const at = dueOf(state, environment, `step:${step.id}`);
    const why = step.about === undefined ? '' : `：${inLine(step.about)}`;
    return {
      to: state.applicant,
      kind: event.type,
      text: `办件${state.number}：请${at === '' ? '' : `于${at}前`}办理“${steps[step.step]!.title}”${why}。`,
    };
  });
}

function dueOf(state: CaseState, environment: Environment, name: string): string {
  const clock = clockOf(state, name);
  const at = clock && communicableDue(environment.calendar(clock.calendar), clock);
  return at === undefined ? '' : minute(at);
}

/** While the case was suspended nobody could say when its limits end; now the applicant is told. */
function againDue(state: CaseState, environment: Environment): string {
  const dated = viewOf(state, environment).clocks.filter(
    ({ kind, state: at, due }) =>
      (kind === 'acceptance' || kind === 'promise' || kind === 'statutory') && at !== 'stopped' && due !== undefined,
  );
  return dated.map(({ title, due, projected }) => `；${title}${projected ? '预计' : ''}于${minute(due!)}到期`).join('');
}

/**
 * The conditions of a grant, and each permit that was refused beside those granted: with its reasons and the remedies,
 * as a denial is told.
 */
function restOf({ data }: EventOf<'granted'>, state: CaseState, { procedure }: Environment): string {
  const conditions = state.steps.flatMap(({ step, outcome }) => {
    const answer = outcome as { readonly answer?: string; readonly conditions?: readonly Reason[] } | undefined;
    return answer?.answer === 'agreeWithConditions' && answer.conditions
      ? [`“${procedure.steps[step]?.title ?? step}”附条件：${inLine(answer.conditions)}。`]
      : [];
  });
  const refused = Object.entries(data.refused).map(
    ([permit, reasons]) => `不予许可“${procedure.permits[permit] ?? permit}”：${inLine(reasons)}。`,
  );
  return [...conditions, ...refused, ...(refused.length > 0 ? [remedies] : [])].join('');
}

function noticesOfItself(event: CaseEvent, state: CaseState, environment: Environment): readonly Notice[] {
  const told = (text: string): readonly Notice[] => [
    { to: state.applicant, kind: event.type, text: `办件${state.number}：${text}` },
  ];
  const named = (item: string): string => environment.procedure.materials[item]?.title ?? item;
  switch (event.type) {
    case 'received':
      return told(`已收件，将于${dueOf(state, environment, 'acceptance')}前告知是否受理。`);
    case 'foundNotRequired':
      return told(`不需要取得行政许可：${sentence(event.data.reason.text)}`);
    case 'acceptanceRefused':
      return told(`不予受理：${sentence(event.data.reason.text)}请向${event.data.rightOrgan}申请。`);
    case 'noticeGiven':
      return told(
        `请于${dueOf(state, environment, 'correction')}前一次补正：${event.data.defects.map(each => `${named(each.item)}（${each.defect}）`).join('；')}。`,
      );
    case 'accepted':
      return told(`已受理，承诺于${dueOf(state, environment, 'promise')}前办结。`);
    case 'tolerantlyAccepted':
      return told(`已容缺受理，请按承诺期限补齐：${event.data.missing.map(named).join('、')}。`);
    case 'deemedAccepted':
      return told('逾期未告知，自收到申请材料之日起视为受理。');
    case 'specialStarted':
      return told(
        `启动特殊程序，所需时间 ${formatLimit(event.data.takes)}，不计入办理时限（文书${event.data.notice.number}）。`,
      );
    case 'specialEnded':
    case 'specialExpired':
      return told('特殊程序结束，恢复计时。');
    case 'extended':
      return told(`办理时限延长 ${formatLimit(event.data.by)}，理由：${sentence(event.data.reason.text)}`);
    case 'toleranceLapsed': {
      // Before the decision the case ends with it, and that is told.
      if (state.decidedAt === undefined) return [];
      const text = `容缺材料“${named(event.data.material)}”逾期未补齐，已作失信记录。`;
      return [
        ...told(`${text}请尽快补齐。`),
        {
          to: environment.procedure.lead,
          kind: event.type,
          text: `办件${state.number}：${text}许可已准予，请依法处理（行政许可法 69）。`,
        },
      ];
    }
    case 'recomputed':
      return recomputedNotices(event, viewOf(state, environment), told);
    case 'suspended':
      return told(
        `中止办理（${suspensionTitles[event.data.ground]}）：${unended(event.data.reason.text)}（文书${event.data.notice.number}）。中止期间不计入办理时限。`,
      );
    case 'resumed':
      return told(`恢复办理，恢复计时：${unended(event.data.reason.text)}${againDue(state, environment)}。`);
    case 'granted':
      return told(`准予许可，请领取结果。${restOf(event, state, environment)}`);
    case 'denied':
      return told(`不予许可：${inLine(event.data.reasons)}。${event.data.remedies}`);
    case 'revoked':
      return told(`撤销许可：${inLine(event.data.reasons)}。${remedies}`);
    case 'delivered':
      return told('结果已送达。');
    case 'withdrawn':
      return told('申请已撤回。');
    case 'deemedWithdrawn':
      return told('逾期未补齐材料，视为撤回申请。');
    case 'held':
      return told('逾期未补正，已暂停办理。');
    case 'terminated':
      return told(`终止办理：${inLine(event.data.reasons)}。`);
    case 'instrumentAddressed': {
      const instrument = state.instruments.find(each => each.instrument === event.data.instrument);
      if (!instrument || instrument.closedAt !== undefined) return [];
      const { content } = instrumentOf(state, instrument, environment.procedure.title, environment);
      return event.data.addressees.map(({ person, unit }) => ({
        to: person ?? unit,
        kind: event.type,
        text: `${event.data.number}：${content}`,
      }));
    }
    default:
      return [];
  }
}

/**
 * What an amended calendar moved: the applicant is told of the case's clocks and of their own, each unit of those that
 * it holds.
 */
function recomputedNotices(
  { type, data }: EventOf<'recomputed'>,
  view: CaseView,
  told: (text: string) => readonly Notice[],
): readonly Notice[] {
  const changes = data.clocks.flatMap(({ clock: name, dueBefore, due }) => {
    const clock = view.clocks.find(each => each.clock === name);
    if (!clock || due === undefined || due === dueBefore) return [];
    return [
      {
        clock,
        text:
          dueBefore === undefined
            ? `${clock.title}于${minute(due)}到期`
            : `${clock.title}由${minute(dueBefore)}调整为${minute(due)}`,
      },
    ];
  });
  const text = (of: (clock: ClockView) => boolean): string =>
    changes
      .filter(each => of(each.clock))
      .map(each => each.text)
      .join('；');
  const theirs = text(clock => clock.unit === undefined || clock.step === undefined);
  const units = [...new Set(changes.flatMap(({ clock }) => clock.unit ?? []))];
  const why = `因放假安排调整（日历${data.calendar}），办理期限重新计算：`;
  return [
    ...(theirs === '' ? [] : told(`${why}${theirs}。`)),
    ...units.map(unit => ({
      to: unit,
      kind: type,
      text: `办件${view.number}：${why}${text(clock => clock.unit === unit)}。`,
    })),
  ];
}
