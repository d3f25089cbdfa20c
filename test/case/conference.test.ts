import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
import { desksOf } from '../../domain/case/desks.ts';
import { conference, each, procedure, reasonsAgainst, silenceAgrees, workingDays } from '../../domain/procedure.ts';
import { check } from '../../domain/procedure/procedure.ts';
import { agree, caseOf, disagree, head, officer } from '../../domain/testing.ts';
import { head as base } from '../procedure/support/throw-away.ts';
import { refusal } from './refusal.ts';
import { long } from '../support/tags.ts';

const joint = (declared: { absent?: ReturnType<typeof silenceAgrees>; people?: 1 | 2 } = {}) =>
  procedure({
    ...base,
    lead: 'market-regulation',
    steps: {
      visit: conference('联合踏勘', {
        chair: 'lead',
        of: ['fire-rescue', 'urban-management'],
        notice: workingDays(1),
        within: workingDays(5),
        ...declared,
      }),
    },
    *run({ steps, grant, deny }) {
      const against = reasonsAgainst((yield* steps.visit()).answers);
      return against ? deny(against) : grant('licence');
    },
  });
const absent = silenceAgrees('联合踏勘办法 6');
// Accepted on Wednesday 2027-03-24: the conference is due on 2027-03-31 at close.
const accepted = (declared = {}) => caseOf(joint(declared)).receive({ at: '2027-03-24 10:00' }).accept();
const chair = officer('market-regulation');
const convene = (meets: string, place = '三号厂房') => ({
  type: 'convene' as const,
  step: 'visit',
  meets: parseInstant(meets),
  place,
});
const minutes = (...present: readonly string[]) => ({
  type: 'recordMinutes' as const,
  step: 'visit',
  minutes: '现场符合要求。',
  present: [...present],
});
const convened = (declared = {}) => accepted(declared).act(chair, convene('2027-03-26T09:00'));

test('a conference is convened by its chair, as long ahead as the procedure says and before it is due', () => {
  const one = accepted();
  expect(check(joint())).toEqual([]);
  expect(one.openSteps).toEqual(['visit']);
  const asked = (by: ReturnType<typeof officer>, at: string) => one.tryAct(by, convene(at))?.code;
  expect(asked(officer('fire-rescue'), '2027-03-26T09:00')).toBe('actor.wrongUnit');
  // A notice of one working day that is given on the 24th is over at close of the 25th, 17:30.
  expect(asked(chair, '2027-03-25T17:29')).toBe('conference.tooSoon');
  expect(asked(chair, '2027-03-31T17:31')).toBe('conference.tooLate');
  expect(asked(chair, '2027-03-25T17:30')).toBe(undefined);
  expect(one.openSteps).toEqual(['visit', 'visit:fire-rescue', 'visit:urban-management']);
  expect(one.view.steps[1]).toMatchObject({ unit: 'fire-rescue', seat: { conference: 'visit', party: 'fire-rescue' } });
  expect([one.due('step:visit'), one.due('step:visit:fire-rescue')]).toEqual(['2027-03-31 17:30', '2027-03-31 17:30']);
  expect(one.view.documents.at(-1)).toMatchObject({ kind: 'conferenceInvitation' });
  const invited = one.notices.filter(({ code }) => code === 'conferenceInvited');
  expect(invited.map(({ to }) => to)).toEqual(['fire-rescue', 'urban-management']);
});

test('a conference that has not met may be moved, with notice again; one that has met may not', () => {
  const one = convened();
  expect(one.tryAct(chair, convene('2027-03-29T09:00', '二号会议室'))).toBe(undefined);
  expect(one.view.steps[0]).toMatchObject({
    meeting: { place: '二号会议室', meets: parseInstant('2027-03-29T09:00') },
  });
  expect(one.openSteps).toHaveLength(3);
  one.at('2027-03-29 09:00');
  expect(one.tryAct(chair, convene('2027-03-31T09:00'))?.code).toBe('conference.met');
});

test('each party answers for itself when it has met, and nobody for another', () => {
  const one = convened();
  const answer = (step: 'visit' | 'visit:fire-rescue', by = officer('fire-rescue')) =>
    refusal(() => one.act(by, { type: 'answer', step, answer: { answer: 'agree' } }));
  expect(answer('visit:fire-rescue')).toBe('conference.notMet');
  one.at('2027-03-26 09:00');
  expect(answer('visit:fire-rescue', chair)).toBe('actor.wrongUnit');
  expect(answer('visit', chair)).toBe('conference.partiesAnswer');
  expect(answer('visit', head('market-regulation'))).toBe('conference.partiesAnswer');
  expect(refusal(() => one.answer('visit:fire-rescue', { answer: 'disagree', reasons: [] as never }))).toBe(
    'step.invalid',
  );
  expect(answer('visit:fire-rescue')).toBe('accepted');
  expect(answer('visit:fire-rescue')).toBe('step.answered');
  const acting = desksOf(one.view).filter(({ acts }) => acts);
  expect(acting.map(({ desk }) => desk).toSorted()).toEqual(['market-regulation', 'urban-management']);
});

test('a conference ends with the answer of its last party, and the flow gets them all', () => {
  const one = convened().at('2027-03-26 10:00').act(chair, minutes('fire-rescue', 'urban-management'));
  expect([one.status, one.openSteps.length]).toEqual(['inReview', 3]);
  one.answer('visit:fire-rescue', agree).answer('visit:urban-management', disagree('占用人行道'));
  expect(one.view).toMatchObject({ status: 'denied', reasons: [{ text: '占用人行道' }] });
  expect(one.view.steps[0]).toMatchObject({
    state: 'done',
    meeting: { present: ['fire-rescue', 'urban-management'] },
    outcome: { minutes: '现场符合要求。', answers: { 'fire-rescue': { answer: 'agree' } } },
  });
  // The decision is of whoever gave the last answer.
  expect(one.events.at(-1)).toMatchObject({ type: 'denied', actor: officer('urban-management') });
});

test('minutes are of the chair, once, of parties, after it met; they close nothing and come also later', () => {
  const one = convened();
  const record = (command = minutes('fire-rescue'), by = chair) => one.tryAct(by, command)?.code;
  expect(record()).toBe('conference.notMet');
  one.at('2027-03-26 10:00');
  expect(record(minutes('tobacco'))).toBe('conference.notParty');
  expect(record(minutes(), officer('fire-rescue'))).toBe('actor.wrongUnit');
  one.answer('visit:fire-rescue', agree).answer('visit:urban-management', agree);
  expect(one.status).toBe('granted');
  expect(record()).toBe(undefined);
  expect(record()).toBe('conference.minuted');
  expect(one.view.documents.at(-1)).toMatchObject({ kind: 'minutes' });
});

test('a party that stays away agrees at the due, by its basis and labelled; one that came is late', long, () => {
  const gone = convened({ absent }).at('2027-03-26 10:00').act(chair, minutes('fire-rescue'));
  gone.answer('visit:fire-rescue', agree).until('2027-04-01 09:00');
  expect(gone.status).toBe('granted');
  expect(gone.events.find(({ type }) => type === 'lapsed')).toMatchObject({ basis: { text: '联合踏勘办法 6' } });
  expect(gone.view.steps[2]).toMatchObject({ state: 'lapsed', outcome: { answer: 'agree', bySilence: true } });
  expect(gone.clock('step:visit:urban-management')).toMatchObject({ verdict: 'met' });
  expect(gone.clock('step:visit')).toMatchObject({ verdict: 'met' });
  const came = convened({ absent }).at('2027-03-26 10:00').act(chair, minutes('fire-rescue'));
  came.answer('visit:urban-management', agree).until('2027-04-01 09:00');
  expect([came.status, came.clock('step:visit:fire-rescue').colour]).toEqual(['inReview', 'red']);
  expect(came.answer('visit:fire-rescue', agree).status).toBe('granted');
});

test('a conference to which nobody was invited agrees to nothing: its chair alone is late', () => {
  const one = accepted({ absent }).until('2027-04-02 09:00');
  expect([one.openSteps, one.clock('step:visit').colour]).toEqual([['visit'], 'red']);
  const parties = one.instruments.filter(({ unit }) => unit !== 'market-regulation');
  expect(parties).toEqual([]);
  // Invited late, the parties have the whole time.
  one.act(chair, convene('2027-04-07T09:00'));
  expect(one.due('step:visit:fire-rescue')).toBe('2027-04-12 17:30');
});

test('a party of two people answers by two acts', () => {
  const one = convened({ people: 2 }).at('2027-03-26 10:00');
  one.act(officer('fire-rescue'), { type: 'answer', step: 'visit:fire-rescue', answer: { answer: 'agree' } });
  expect(one.view.steps[1]).toMatchObject({ state: 'proposed' });
  one.confirm('visit:fire-rescue', [officer('fire-rescue', 'officer-2')]);
  expect(one.view.steps[1]).toMatchObject({ state: 'done' });
  one.answer('visit:urban-management', agree);
  expect(one.status).toBe('granted');
});

test('a withdrawal cancels a conference with the parts of its parties', () => {
  const one = convened().act({ person: 'p-applicant', role: 'applicant' }, { type: 'withdraw' });
  expect(one.view.steps.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect(one.view.clocks.filter(({ state }) => state !== 'stopped')).toEqual([]);
});

test('conferences in branches and in rounds have parts of their own', () => {
  const rounds = procedure({
    ...base,
    lead: 'market-regulation',
    steps: {
      meet: conference('会商', { chair: 'lead', of: ['fire-rescue'], notice: workingDays(1), within: workingDays(2) }),
    },
    *run({ steps, grant, deny }) {
      const both = yield* each(
        ['a', 'b'] as const,
        key => key,
        () => steps.meet(),
      );
      const against = reasonsAgainst({ ...both.a.answers });
      if (!against) return grant('licence');
      return reasonsAgainst((yield* steps.meet()).answers) ? deny(against) : grant('licence');
    },
  });
  const one = caseOf(rounds).receive({ at: '2027-03-24 10:00' }).accept();
  for (const step of ['meet@a', 'meet@b']) one.act(chair, { ...convene('2027-03-26T09:00'), step });
  one.at('2027-03-26 09:00').answer('meet@a:fire-rescue', disagree('一')).answer('meet@b:fire-rescue', agree);
  expect(one.openSteps).toEqual(['meet']);
  one.act(chair, { ...convene('2027-03-29T17:30'), step: 'meet' }).at('2027-03-29 17:30');
  expect(one.answer('meet:fire-rescue', agree).status).toBe('granted');
});
