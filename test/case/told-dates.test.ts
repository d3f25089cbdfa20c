import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import { viewOf } from '../../domain/case/case.ts';
import type { Command } from '../../domain/case/command.ts';
import { historyOf } from '../../domain/case/explain/history.ts';
import type { CaseView, ClockView } from '../../domain/case/view.ts';
import type { Notice } from '../../domain/log/notice.ts';
import {
  all,
  applicant as applies,
  applicantWait,
  approval,
  procedure,
  special,
  workingDays,
} from '../../domain/procedure.ts';
import { Refused } from '../../domain/refusal.ts';
import {
  agree,
  applicant,
  caseOf,
  clerk,
  disagree,
  head,
  officer,
  reference,
  type VirtualCase,
} from '../../domain/testing.ts';
import { noticeText } from '../../domain/words/zh-CN/notices.ts';
import { times } from '../support/examples.ts';
import { deeds, play, start } from './any-case.ts';
import { long } from '../support/tags.ts';

/** Two departments side by side, one of which may ask the applicant to put something right. */
const mending = procedure({
  name: 'mending',
  version: 1,
  title: '改造审批',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  limits: {
    promised: workingDays(10),
    statutory: workingDays(20),
    extension: { of: 'promised', by: 'unit-head', atMost: workingDays(5), basis: '规定' },
  },
  policies: { correction: { within: workingDays(3), onLapse: 'hold' } },
  special: {
    test: special('检验', { atMost: workingDays(4), basis: '法', times: 3 }),
    site: applicantWait('等待申请人备检', { atMost: workingDays(4), basis: '指南', times: 3 }),
  },
  steps: {
    fire: approval('消防', { by: 'fire-rescue', within: workingDays(5), mayPauseFor: ['test', 'site'] }),
    plan: approval('规划', { by: 'tobacco', within: workingDays(5), mayPauseFor: ['test', 'site'] }),
    mend: applies('整改', { within: workingDays(5) }),
  },
  permits: { works: '改造许可' },
  *run({ steps, grant, deny }) {
    const { fire, plan } = yield* all({ fire: steps.fire(), plan: steps.plan() });
    if (fire.answer === 'agree' && plan.answer === 'agree') return grant('works');
    const mended = yield* steps.mend({ about: [{ text: '未达要求' }] });
    if (mended.lapsed) return deny([{ text: '未整改' }]);
    yield* all({ fire: steps.fire(), plan: steps.plan() });
    return grant('works');
  },
});

const mainKinds = new Set(['acceptance', 'correction', 'held', 'tolerance', 'promise', 'statutory']);
/** The limits of which the applicant is told: by the read model alone. */
const isTold = ({ clocks, steps }: CaseView, { kind, step, unit }: ClockView): boolean =>
  mainKinds.has(kind) ||
  (unit === undefined &&
    (kind === 'special' || (kind === 'step' && steps.find(each => each.step === step)?.kind === 'applicant')) &&
    clocks.length > 0);

/** What a notice tells without naming its clock, by its code. */
const own: Readonly<Record<string, readonly string[]>> = {
  received: ['acceptance'],
  supplied: ['acceptance'],
  acceptanceAnnulled: ['acceptance'],
  noticeGiven: ['correction'],
  held: ['held'],
  accepted: ['promise', 'statutory'],
  stepAsked: ['step'],
};

interface Telling {
  readonly due?: number;
  readonly clock?: { readonly clock: string };
  readonly clocks?: readonly { readonly clock: { readonly clock: string }; readonly due: number }[];
  readonly missing?: readonly { readonly due?: number }[];
}
/** How often a notice tells the date of a clock. */
function tellings({ code, params }: Notice, { clock, kind, due }: ClockView): number {
  const { due: single, clock: named, clocks = [], missing = [] } = params as Telling;
  const listed = clocks.filter(each => each.clock.clock === clock && each.due === due).length;
  if (named?.clock === clock) return listed + Number(single === due);
  if (code === 'tolerantlyAccepted')
    return kind === 'tolerance'
      ? Math.min(1, missing.filter(each => each.due === due).length)
      : Number(kind === 'promise' && single === due);
  return listed + Number(own[code]?.includes(kind) === true && single === due);
}

/** Every event tells each date that it sets or moves once, and tells no date that is another. */
function checkTold(one: VirtualCase): number {
  let moved = 0;
  for (const { seq, event, before, after } of historyOf(one.events, one.environment)) {
    const [now, then] = [viewOf(after, one.environment), before && viewOf(before, one.environment)];
    const told = (one.entries[seq - 1]!.told ?? []).filter(({ to }) => to === now.applicant);
    const hasPromise = now.clocks.some(({ kind }) => kind === 'promise');
    for (const clock of now.clocks) {
      if (clock.state === 'stopped' || clock.due === undefined || !isTold(now, clock)) continue;
      const known = then?.clocks.find(each => each.clock === clock.clock && each.anchor === clock.anchor);
      if (known?.state === 'stopped' || known?.due === clock.due) continue;
      if (!known && clock.kind === 'statutory' && hasPromise) continue;
      moved += 1;
      const count = told.reduce((sum, notice) => sum + tellings(notice, clock), 0);
      expect(count, `${event.type}: ${clock.clock} ${formatInstant(clock.due)}`).toBe(1);
    }
    for (const notice of told) {
      for (const { clock, due } of (notice.params as Telling).clocks ?? [])
        expect(due, `${notice.code} ${clock.clock}`).toBe(now.clocks.find(each => each.clock === clock.clock)!.due);
      expect(noticeText(notice)).not.toMatch(/undefined|NaN|于前|于到期| 00:00/);
    }
  }
  return moved;
}

// (A18)
test('every date that a random course sets or moves is told to the applicant exactly once', long, () => {
  let moved = 0;
  fc.assert(
    fc.property(start, deeds, (begun, list) => {
      moved += checkTold(play(begun, list));
    }),
    times(150),
  );
  expect(moved).toBeGreaterThan(times(75).numRuns);
});

const units = ['fire-rescue', 'tobacco'] as const;
const names = { 'fire-rescue': 'fire', tobacco: 'plan' } as const;
const reason = { text: '理由' };
/** What may be done; what moves dates most often stands twice. */
const kinds = [
  'special site end agree disagree mend extend suspend resume annul notice supply accept',
  'special disagree mend resume',
].flatMap(each => each.split(' '));
/** What somebody does, numbered so that every document is another. */
const move = fc.record({
  after: fc.integer({ min: 10, max: 3_000 }),
  unit: fc.constantFrom(...units),
  again: fc.boolean(),
  days: fc.integer({ min: 1, max: 4 }),
  what: fc.constantFrom(...kinds),
});

function commandOf(one: VirtualCase, what: string, step: string, days: number, nth: number): Command {
  const notice = reference(`文-${nth}`);
  const takes = { unit: 'WD' as const, n: days };
  switch (what) {
    case 'special':
      return { type: 'startSpecial', step, special: 'test', takes, notice };
    case 'site':
      return { type: 'startSpecial', step, special: 'site', takes, notice };
    case 'end':
      return { type: 'endSpecial', step, result: '完成' };
    case 'agree':
      return { type: 'answer', step, answer: agree };
    case 'disagree':
      return { type: 'answer', step, answer: disagree('未达要求') as never };
    case 'mend':
      return { type: 'answer', step: 'mend', answer: { lapsed: false } };
    case 'extend':
      return { type: 'extend', clock: 'promise', by: takes, reason };
    case 'suspend':
      return { type: 'suspend', ground: 'forceMajeure', reason, notice };
    case 'resume':
      return { type: 'resume', reason };
    case 'annul':
      return { type: 'annul', event: one.state!.annullable?.at(-1)?.seq ?? 1, reason };
    case 'notice':
      return { type: 'giveNotice', defects: [{ item: 'x', defect: '不清' }] };
    case 'supply':
      return { type: 'supply', papers: [] };
    default:
      return { type: 'accept' };
  }
}

const actorOf = (one: VirtualCase, what: string, unit: string) => {
  if (what === 'mend' || what === 'supply') return applicant;
  if (what === 'notice' || what === 'accept') return clerk;
  if (what === 'annul') return one.state!.annullable?.at(-1)?.by ?? clerk;
  return ['extend', 'suspend', 'resume'].includes(what) ? head('market-regulation') : officer(unit);
};

test('so it is where departments work side by side, wait for the applicant, and undo what they did', long, () => {
  let moved = 0;
  fc.assert(
    fc.property(fc.array(move, { maxLength: 16 }), fc.boolean(), (moves, isAccepted) => {
      let now = parseInstant('2027-03-24T10:00');
      const one = caseOf(mending).receive({ at: now });
      if (isAccepted) one.accept();
      moves.forEach(({ after, unit, again, days, what }, index) => {
        now += after * 60_000;
        one.until(formatInstant(now));
        const step = `${names[unit]}${again ? '#2' : ''}`;
        try {
          one.act(actorOf(one, what, unit), commandOf(one, what, step, days, index));
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
        }
      });
      one.until(formatInstant(now + 90 * 86_400_000));
      moved += checkTold(one);
    }),
    times(400),
  );
  expect(moved).toBeGreaterThan(times(200).numRuns);
});
