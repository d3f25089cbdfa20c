import { expect, test } from 'vitest';
import { z } from 'zod';
import { calendarDays, procedure, publicNotice, reasonsUpheld, workingDays } from '../../domain/procedure.ts';
import { check } from '../../domain/procedure/procedure.ts';
import { applicant, caseOf, officer } from '../../domain/testing.ts';
import { desksOf } from '../../domain/case/desks.ts';
import { holderOf } from '../../domain/case/explain/holder.ts';
import type { Actor } from '../../domain/values.ts';
import { head as base } from '../procedure/support/throw-away.ts';
import { refusal } from './refusal.ts';

const shown = procedure({
  ...base,
  lead: 'market-regulation',
  steps: {
    show: publicNotice('公示', {
      lasts: calendarDays(7),
      objection: 'archives',
      concerns: z.object({ enterprise: z.string().max(40) }),
      answered: workingDays(3),
    }),
  },
  *run({ steps, grant, deny }) {
    const { objections } = yield* steps.show();
    const against = reasonsUpheld(objections);
    return against ? deny(against) : grant('licence');
  },
});
// Accepted on Wednesday 2027-03-24; seven days run to Wednesday the 31st, 24:00.
const running = () => caseOf(shown).receive({ at: '2027-03-24 10:00' }).accept();
const neighbour: Actor = { person: 'p-neighbour', role: 'applicant' };
const archives = officer('archives');
const object = (enterprise = '甲公司', step = 'show') => ({
  type: 'object' as const,
  step,
  reason: { text: '占用消防通道' },
  concerns: { enterprise },
});
const reply = (step = 'show:1') => ({ type: 'replyToObjection' as const, step, reason: { text: '已经整改' } });
const found = (isUpheld: boolean) => ({ isUpheld, reasons: [{ text: isUpheld ? '属实' : '查无实据' }] });
const answer = (one: ReturnType<typeof running>, step: string, isUpheld: boolean, by = archives) =>
  one.act(by, { type: 'answer', step, answer: found(isUpheld) });

test('one person objects five times at most, so that nobody takes the place of all others', () => {
  const one = running();
  const asked = (by: Actor, about: string) => one.tryAct(by, object(about))?.code;
  expect(['甲', '乙', '丙', '丁', '戊', '己'].map(each => asked(neighbour, each))).toEqual([
    ...Array.from({ length: 5 }),
    'objection.tooMany',
  ]);
  expect(asked({ ...neighbour, person: 'p-other-neighbour' }, '己')).toBeUndefined();
});

test('whoever is concerned objects, typed, each once for the same; the applicant and other units do not', () => {
  expect(check(shown)).toEqual([]);
  const one = running();
  const asked = (by: Actor, command: ReturnType<typeof object>) => one.tryAct(by, command)?.code;
  expect(asked(applicant, object())).toBe('objection.own');
  expect(asked(officer('fire-rescue'), object())).toBe('actor.wrongUnit');
  expect(asked({ person: 'p-x', role: 'observer' }, object())).toBe('actor.wrongRole');
  expect(asked(neighbour, { ...object(), concerns: {} as never })).toBe('objection.invalid');
  expect(asked(neighbour, object('甲公司', 'look'))).toBe('objection.noNotice');
  expect(asked(neighbour, object())).toBe(undefined);
  expect(asked(neighbour, object())).toBe('objection.twice');
  expect(asked(neighbour, object('乙公司'))).toBe(undefined);
  // What came on paper is recorded by the unit.
  expect(asked(archives, object())).toBe(undefined);
  expect(one.openSteps).toEqual(['show', 'show:1', 'show:2', 'show:3']);
  expect(one.view.steps[1]).toMatchObject({
    unit: 'archives',
    objection: { by: 'p-neighbour', concerns: { enterprise: '甲公司' }, reason: { text: '占用消防通道' } },
  });
  expect(one.notices.at(-1)).toMatchObject({ to: applicant.person, code: 'objected' });
});

test('the applicant and the objector reply once each, before the unit answers', () => {
  const one = running().act(neighbour, object());
  const asked = (by: Actor) => one.tryAct(by, reply())?.code;
  expect(asked({ person: 'p-stranger', role: 'applicant' })).toBe('objection.notOfParties');
  expect([asked(applicant), asked(applicant)]).toEqual([undefined, 'objection.replied']);
  expect(asked(neighbour)).toBe(undefined);
  expect(one.view.steps[1]!.objection!.replies.map(each => each.of)).toEqual(['applicant', 'objector']);
  answer(one, 'show:1', false);
  expect(asked(neighbour)).toBe('step.answered');
});

test('the unit answers each objection with a clock of its own, and nobody ends the notice', () => {
  const one = running().act(neighbour, object());
  // Three working days from Wednesday the 24th.
  expect(one.due('step:show:1')).toBe('2027-03-29 17:30');
  expect(holderOf(one.state!, one.state!.clocks.at(-1)!, one.environment)).toMatchObject({ units: ['archives'] });
  expect(refusal(() => answer(one, 'show', true))).toBe('objection.notAnswered');
  expect(refusal(() => answer(one, 'show:1', true, officer('fire-rescue')))).toBe('actor.wrongUnit');
  expect(refusal(() => one.act(archives, { type: 'answer', step: 'show:1', answer: { isUpheld: true } }))).toBe(
    'step.invalid',
  );
  expect(refusal(() => answer(one, 'show:1', true))).toBe('accepted');
  const told = one.notices.filter(({ code }) => code === 'objectionAnswered').map(({ to }) => to);
  expect(told).toEqual([applicant.person, 'p-neighbour']);
  // The whole period runs, whatever was found.
  expect([one.status, one.openSteps]).toEqual(['inReview', ['show']]);
  one.until('2027-03-31 23:59');
  expect(one.status).toBe('inReview');
  one.until('2027-04-01 00:01');
  expect(one.view).toMatchObject({ status: 'denied', reasons: [{ text: '属实' }] });
  expect(one.clock('step:show')).toMatchObject({ verdict: 'met' });
});

test('a notice waits past its period for the answers that the unit owes, and takes no objection then', () => {
  const one = running().act(neighbour, object()).at('2027-03-31 23:50').act(neighbour, object('乙公司'));
  one.until('2027-04-01 09:00');
  expect([one.status, one.openSteps]).toEqual(['inReview', ['show', 'show:1', 'show:2']]);
  expect(one.tryAct(neighbour, object('丙公司'))?.code).toBe('objection.late');
  expect(desksOf(one.view).find(({ desk }) => desk === 'archives')).toMatchObject({ acts: true });
  one.until('2027-04-02 09:00');
  expect(one.clock('step:show:1').colour).toBe('red');
  answer(one, 'show:1', false);
  expect(one.status).toBe('inReview');
  answer(one, 'show:2', false);
  expect(one.status).toBe('granted');
  expect(one.view.steps[0]).toMatchObject({
    state: 'lapsed',
    outcome: {
      objections: [
        { text: '占用消防通道', concerns: { enterprise: '甲公司' }, isUpheld: false, reasons: [{ text: '查无实据' }] },
        { concerns: { enterprise: '乙公司' } },
      ],
    },
  });
});

test('an objection that was asked in time and arrives late is in time', () => {
  const one = running().at('2027-03-31 23:59');
  one.act(neighbour, object());
  expect(one.openSteps).toContain('show:1');
});

test('a notice without objections ends with its period, and a withdrawal ends it with what was objected', () => {
  expect(running().until('2027-04-01 00:01').status).toBe('granted');
  const one = running().act(neighbour, object()).act(applicant, { type: 'withdraw' });
  expect(one.view.steps.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  expect(one.view.clocks.filter(({ state }) => state !== 'stopped')).toEqual([]);
});
