import { expect, test } from 'vitest';
import { agree, applicant, caseOf, disagree, officer, paper } from '../../domain/testing.ts';
import { jointCompletion } from '../../workflows/procedures/joint-completion.v1.ts';

const parties = ['natural-resources', 'fire-rescue', 'civil-defence', 'urban-archives', 'quality-supervision'] as const;
/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. All five find the papers complete. */
const accepted = () => {
  const one = caseOf(jointCompletion).receive({ at: '2027-03-24 10:00', modes: [] });
  for (const party of parties) one.act(officer(party), { type: 'checkCompleteness', defects: [] });
  return one.accept();
};
/** They meet on the site on Friday. */
const convened = () => accepted().convene('visit', '2027-03-26 09:00', { place: '三号厂房' }).at('2027-03-26 10:00');

test('one visit for all five: the opinion is given within 10 working days', () => {
  const one = convened();
  expect(one.due('promise'), '25 26 29 30 31 Apr 1 2 6 7 8').toBe('2027-04-08 17:30');
  for (const party of parties) one.answer(`visit:${party}`, agree);
  expect([one.status, one.clock('promise').verdict]).toEqual(['grantedTolerant', 'met']);
});

test('the builder puts it right in their own time: the clock of the offices stands still until then', () => {
  const one = convened().answer('visit:fire-rescue', disagree('疏散通道堵塞'));
  for (const party of parties.filter(each => each !== 'fire-rescue')) one.answer(`visit:${party}`, agree);
  expect([one.openSteps, one.clock('promise').state]).toEqual([['rectify'], 'paused']);
  one.at('2027-04-26 10:00').answer('rectify', { lapsed: false });
  expect(one.openSteps).toEqual(['recheck@fire-rescue']);
  expect(one.due('promise'), '25 26, then 27 28 29 30 May 6 7 8 10').toBe('2027-05-10 17:30');
  one.at('2027-04-28 10:00').answer('recheck@fire-rescue', agree);
  expect([one.status, one.clock('promise').verdict]).toEqual(['grantedTolerant', 'met']);
});

test('nothing is put right in 3 months: it is denied for the reasons of the visit', () => {
  const one = convened().answer('visit:fire-rescue', disagree('疏散通道堵塞'));
  for (const party of parties.filter(each => each !== 'fire-rescue')) one.answer(`visit:${party}`, agree);
  expect(one.due('step:rectify'), '26 June is a Saturday').toBe('2027-06-28 24:00');
  one.until('2027-06-29 00:00');
  expect(one.view).toMatchObject({ status: 'denied', reasons: [{ text: '疏散通道堵塞' }] });
});

test('who was invited and stayed away agrees by absence when the five working days of the visit are over', () => {
  const one = convened();
  for (const party of parties.slice(1)) one.answer(`visit:${party}`, agree);
  one.until('2027-03-31 17:30');
  expect([one.status, one.clock('promise').verdict]).toEqual(['grantedTolerant', 'met']);
});

test('a lead that never invites breaks the promise of 10 working days; what it held is its own', () => {
  const one = accepted().until('2027-04-12 10:00');
  expect(one.clock('promise').colour).toBe('red');
  expect(one.heldBy, '25 26 29 30 31 Apr 1 2 6 7 8 9 12').toEqual({ 'housing-construction': 12 });
});

test('the rest of the archives is supplied before the completion is filed, and not after', () => {
  const lead = officer('housing-construction');
  const file = { type: 'answer', step: 'completionFiling', answer: { lapsed: false } } as const;
  const one = convened();
  for (const party of parties) one.answer(`visit:${party}`, agree);
  expect([one.openSteps, one.tryAct(lead, file)?.code]).toEqual([['completionFiling'], 'step.papersMissing']);
  one
    .at('2027-04-08 10:00')
    .act(applicant, { type: 'cure', papers: [paper('archives')] })
    .act(lead, file);
  expect(one.view.missing).toEqual([]);
});
