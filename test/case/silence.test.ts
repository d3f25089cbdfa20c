import { expect, test } from 'vitest';
import {
  approval,
  assigned,
  event,
  procedure,
  publicNotice,
  silenceAgrees,
  task,
  unit,
  decision,
} from '../../domain/procedure.ts';
import { all, calendarDays, reasonsAgainst, reasonsUpheld, workingDays } from '../../domain/procedure.ts';
import { check } from '../../domain/procedure/procedure.ts';
import { desksOf } from '../../domain/case/desks.ts';
import { agree, caseOf, disagree, head, officer } from '../../domain/testing.ts';
import { z } from 'zod';
import { head as base } from '../procedure/support/throw-away.ts';
import { refusal } from './refusal.ts';

const day = workingDays(1);
const quiet = procedure({
  ...base,
  lead: 'market-regulation',
  steps: {
    consult: approval('征求意见', {
      by: 'fire-rescue',
      within: workingDays(2),
      silence: silenceAgrees('意见征询办法 8'),
    }),
    look: approval('审查', { by: 'market-regulation', within: workingDays(5) }),
  },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* all({ consult: steps.consult(), look: steps.look() }));
    return against ? deny(against) : grant('licence');
  },
});
const accepted = () => caseOf(quiet).receive({ at: '2027-03-24 10:00' }).accept();

test('silence agrees by its basis at the due, labelled; nobody is late, and nothing above a reminder opens', () => {
  expect(check(quiet)).toEqual([]);
  const one = accepted().until('2027-03-30 10:00');
  const lapse = one.events.find(({ type }) => type === 'lapsed')!;
  expect(lapse).toMatchObject({ data: { step: 'consult' }, basis: { text: '意见征询办法 8' } });
  expect(one.view.steps[0]).toMatchObject({ state: 'lapsed', outcome: { answer: 'agree', bySilence: true } });
  expect(one.clock('step:consult')).toMatchObject({ verdict: 'met' });
  const levels = one.instruments.filter(({ instrument }) => instrument.includes('step:consult'));
  expect(levels.map(({ level }) => level)).toEqual(['L0']);
  expect(one.answer('look', agree).status).toBe('granted');
});

test('a unit that may be silent may answer, and never say that it was silent', () => {
  const one = accepted();
  expect(refusal(() => one.answer('consult', { answer: 'agree', bySilence: true }))).toBe('step.invalid');
  one.answer('consult', disagree('占用消防通道')).answer('look', agree);
  expect(one.status).toBe('denied');
});

const shown = procedure({
  ...base,
  lead: 'market-regulation',
  steps: {
    show: publicNotice('公示', { lasts: calendarDays(7), objection: 'archives' }),
    bank: event('开户', { from: 'bank', expires: workingDays(10) }),
  },
  *run({ steps, grant, deny }) {
    const { show } = yield* all({ show: steps.show(), bank: steps.bank() });
    const against = reasonsUpheld(show.objections);
    return against ? deny(against) : grant('licence');
  },
});

test('who tells of an event, and who takes objections, has the case at its desk', () => {
  const one = caseOf(shown).receive().accept();
  const acting = desksOf(one.view).filter(({ acts }) => acts);
  expect(acting.map(({ desk }) => desk).toSorted()).toEqual(['archives', 'bank']);
  one.answer('bank', { lapsed: false });
  expect(desksOf(one.view).find(({ desk }) => desk === 'bank')).toMatchObject({ acts: false });
});

const sorted = procedure({
  ...base,
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['platform'] },
  results: { done: '办结' },
  steps: {
    assign: task('交办', { by: 'lead', within: day, result: z.object({ to: unit() }) }),
    work: task('办理', { by: assigned, within: workingDays(3), may: ['return'] }),
    sign: decision('签发', { by: 'lead', post: 'deputy-head', within: day, of: ['yes', 'no'] }),
  },
  *run({ steps, settle, grant }) {
    let back: boolean;
    do {
      const { to } = yield* steps.assign();
      back = (yield* steps.work({ to })).returned;
    } while (back);
    return (yield* steps.sign()).chose === 'yes' ? grant('licence') : settle('done');
  },
});
const assignedTo = (to: string) => caseOf(sorted).receive({ at: '2027-03-24 10:00' }).answer('assign', { to });
const back = { returned: true, reasons: [{ text: '不属于本单位职责' }] } as const;

test('a wrong assignment is sent back once, and within a working day of its opening', () => {
  const one = assignedTo('housing')
    .answer('work', back)
    .answer('assign#2' as 'assign', { to: 'archives' });
  expect(refusal(() => one.answer('work#2' as 'work', back))).toBe('step.returnedBefore');
  expect(refusal(() => one.answer('work#2' as 'work', { returned: false }))).toBe('accepted');
  const late = assignedTo('housing').at('2027-03-25 17:31');
  expect(refusal(() => late.answer('work', back))).toBe('step.returnLate');
  expect(refusal(() => assignedTo('housing').at('2027-03-25 17:30').answer('work', back))).toBe('accepted');
});

test('a post that the procedure names is that of who signs, or the head of the unit signs', () => {
  const one = () => assignedTo('housing').answer('work', { returned: false });
  const sign = (by: ReturnType<typeof officer>) =>
    refusal(() => one().answer('sign', { chose: 'yes', reasons: [{ text: '同意' }] }, by));
  const of = officer('market-regulation');
  expect(sign(of)).toBe('actor.wrongPost');
  expect(sign({ ...of, post: 'section-head' })).toBe('actor.wrongPost');
  expect(sign({ ...of, post: 'deputy-head' })).toBe('accepted');
  expect(sign(head('market-regulation'))).toBe('accepted');
});
