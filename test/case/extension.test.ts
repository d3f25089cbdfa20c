import { expect, test } from 'vitest';
import { approval, procedure, workingDays } from '../../domain/procedure.ts';
import { agree, caseOf, head, officer, reference } from '../../domain/testing.ts';
import { head as throwAway } from '../procedure/support/throw-away.ts';
import { noticeText } from '../../domain/words/zh-CN/notices.ts';
import { accepted, inParallel, local } from './restaurant.ts';
import { refusal } from './refusal.ts';

// (C6)
test("an extension is the unit head's, before due, once, in the limit's unit, with a reason, for one clock", () => {
  const one = inParallel();
  const reason = { text: '案情复杂' };
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('market-regulation'), {
        type: 'extend',
        clock: 'statutory',
        by: { unit: 'WD', n: 10 },
        reason,
      }),
    ),
  ).toBe('actor.wrongRole');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(head('tobacco'), {
        type: 'extend',
        clock: 'statutory',
        by: { unit: 'WD', n: 10 },
        reason,
      }),
    ),
  ).toBe('actor.wrongUnit');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(head('market-regulation'), {
        type: 'extend',
        clock: 'promise',
        by: { unit: 'WD', n: 5 },
        reason,
      }),
    ),
  ).toBe('extension.notOffered');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(head('market-regulation'), {
        type: 'extend',
        clock: 'statutory',
        by: { unit: 'WD', n: 11 },
        reason,
      }),
    ),
  ).toBe('extension.tooLong');
  const promise = one.clock('promise').due;
  one.at('2027-03-25T09:00').act(head('market-regulation'), {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 10 },
    reason,
  });
  // 20 WD from Mar 24 is Apr 22; ten more: 23(21) 26 27 28 29 30(26); 劳动节 May 1 to 5; 6(27) 7(28) 8 make-up Saturday
  // (29) 10(30).
  expect(local(one.clock('statutory').due)).toBe('2027-05-10T17:30');
  expect(one.clock('promise').due).toBe(promise);
  expect(one.view.documents.at(-1)?.kind).toBe('extensionNotice');
  expect(
    refusal(() =>
      one.at('2027-03-26T09:00').act(head('market-regulation'), {
        type: 'extend',
        clock: 'statutory',
        by: { unit: 'WD', n: 1 },
        reason,
      }),
    ),
  ).toBe('extension.once');
  const late = inParallel();
  expect(
    refusal(() =>
      late.at('2027-04-22T17:31').act(head('market-regulation'), {
        type: 'extend',
        clock: 'statutory',
        by: { unit: 'WD', n: 1 },
        reason,
      }),
    ),
  ).toBe('extension.late');
});

test('an act at the due instant is in time, one a moment later is not', () => {
  const one = accepted();
  one.at('2027-03-25T17:30').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  expect(one.clock('step:licence')).toMatchObject({ verdict: 'met' });
  const two = accepted();
  two.at('2027-03-25T17:30:01').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  expect(two.clock('step:licence')).toMatchObject({ verdict: 'late', breachedAt: one.clock('step:licence').due });
});

// (C5, A18)
test('an extension that is granted while a special procedure runs tells its date as expected', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 2 },
    notice: reference('检-1'),
  });
  one.at('2027-03-25T10:00').answer('signboard', agree).answer('tobacco', agree);
  const extend = {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 1 },
    reason: { text: '案情复杂' },
  } as const;
  one.act(head('market-regulation'), extend);
  // 20 WD from 24 March with one more is 23 April; 26 and 29 March do not count.
  expect(one.notices.map(noticeText).at(-1)).toBe(
    '办件20270324-0001：法定时限延长 1 个工作日，预计至2027-04-27 17:30，理由：案情复杂。',
  );
  one.until('2027-03-29T17:30');
  expect(one.notices.map(noticeText).at(-1)).toContain('法定时限于2027-04-27 17:30到期');
});

test('whoever a limit or a revocation names sees the case, and acts for no other unit', () => {
  const lead = 'market-regulation';
  const of = (by: string) =>
    procedure({
      ...throwAway,
      lead,
      limits: {
        statutory: workingDays(20),
        extension: { of: 'statutory', by, atMost: workingDays(5), basis: '试行' },
      },
      policies: { revocable: { by: 'tobacco', basis: '试行' } },
      steps: { look: approval('审查', { by: lead, within: workingDays(2) }) },
      *run({ steps, grant }) {
        yield* steps.look();
        return grant('licence');
      },
    });
  const extend = { type: 'extend', clock: 'statutory', by: { unit: 'WD', n: 2 }, reason: { text: '复杂' } } as const;
  const one = caseOf(of('urban-management')).receive({ at: '2027-03-24 10:00' }).accept();
  expect(one.view.approvers).toEqual(['urban-management', 'tobacco']);
  expect(refusal(() => one.act(head(lead), extend))).toBe('actor.wrongUnit');
  expect(one.act(head('urban-management'), extend).clock('statutory').extensions).toHaveLength(1);
  const byOfficer = () => caseOf(of('officer')).receive({ at: '2027-03-24 10:00' }).accept();
  expect(refusal(() => byOfficer().act(officer('tobacco'), extend))).toBe('actor.wrongUnit');
  expect(byOfficer().act(officer(lead), extend).clock('statutory').extensions).toHaveLength(1);
});
