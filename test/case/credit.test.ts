import { expect, test } from 'vitest';
import { z } from 'zod';
import { applicant as fixStep, approval, procedure, reasonsAgainst, workingDays } from '../../domain/procedure.ts';
import type { Command } from '../../domain/case/command.ts';
import { issuesInRegistered } from '../../domain/procedure/procedure.ts';
import { agree, applicant, caseOf, clerk, disagree, paper, reference } from '../../domain/testing.ts';
import { implementations } from '../../effects/index.ts';
import { office, shop } from './shop.ts';

type Shop = ReturnType<typeof opened>;
const opened = (modes: readonly string[] = [], papers = ['plan', 'sketch']) =>
  caseOf(shop).receive({ at: '2027-03-24 10:00', modes, papers, form: { small: false } });
const withdrawal: Command = { type: 'withdrawCommitment' };
const day = workingDays(1);
const look = (title: string) => approval(title, { by: office, within: day });
/** The second review comes after the one that the commitment stands for, the third ends the case. */
const twoLooks = procedure({
  name: 'two-looks',
  version: 1,
  title: '试验',
  lead: office,
  form: z.object({}),
  example: {},
  limits: { promised: workingDays(10), statutory: workingDays(20) },
  modes: {
    commitment: { covers: ['first'], verify: 'verify', fix: 'fix', revokes: ['licence'], basis: '告知承诺办法' },
  },
  steps: {
    first: look('初审'),
    second: look('复审'),
    third: look('终审'),
    verify: look('核查'),
    fix: fixStep('整改', { within: day }),
  },
  permits: { licence: '许可证' },
  *run({ steps, grant, deny }) {
    for (const step of ['first', 'second', 'third'] as const) {
      const against = reasonsAgainst(yield* steps[step]());
      if (against) return deny(against);
    }
    return grant('licence');
  },
});
const tolerant: Command = { type: 'acceptTolerantly', missing: ['sketch'], promise: reference('诺-1') };
const told = (one: Shop) =>
  one.entries
    .flatMap(({ calls = [] }) => calls)
    .filter(({ kind }) => kind === 'credit')
    .map(({ input }) => input);
const common = { party: applicant.person, case: 'case-1', procedure: 'shop.v1' };

test('a promise to supply is told to the register of credit once: kept by the cure, broken by its end', () => {
  const kept = opened([], ['plan']).act(clerk, tolerant);
  expect(told(kept)).toEqual([]);
  kept.act(applicant, { type: 'cure', papers: [paper('sketch')] });
  expect(told(kept)).toMatchObject([{ ...common, mode: 'tolerant', event: 'kept' }]);
  const broken = opened([], ['plan']).act(clerk, tolerant).until('2027-04-10 00:00');
  expect(broken.status).toBe('deemedWithdrawn');
  expect(told(broken)).toMatchObject([{ ...common, mode: 'tolerant', event: 'broken' }]);
});

test('a commitment is told as kept by the check that finds it true, and as broken by a revocation', () => {
  const kept = opened(['commitment']).accept().answer('verify', agree);
  expect(told(kept)).toMatchObject([{ ...common, mode: 'commitment', event: 'kept' }]);
  const broken = opened(['commitment']).accept().answer('verify', disagree('不符'));
  expect(told(broken)).toEqual([]);
  expect(told(broken.until('2027-04-30 00:00'))).toMatchObject([{ mode: 'commitment', event: 'broken' }]);
});

test('a procedure with promises does not start where no register of credit takes note of them', () => {
  expect(issuesInRegistered(shop, implementations)).toEqual([]);
  expect(issuesInRegistered(shop, { effects: {}, sources: {} }).map(({ at }) => at)).toEqual([
    'modes.tolerant',
    'modes.commitment',
  ]);
});

test('a commitment taken back before the decision breaks no promise: what it stood for is examined', () => {
  const one = opened(['commitment']).act(applicant, withdrawal);
  expect(one.view.modes).toEqual([]);
  expect(one.view.modeUse).toContainEqual({ mode: 'commitment', standing: 'withdrawn' });
  expect(one.view.documents.find(({ kind }) => kind === 'commitmentLetter')?.voidedAt).toBe(one.now);
  one.accept();
  expect(one.openSteps).toEqual(['look']);
  expect(one.answer('look', agree).view.status).toBe('granted');
  expect(one.openSteps).toEqual([]);
  expect(told(one)).toEqual([]);
});

test('a commitment is not taken back twice, by others, after the decision, or once something rests on it', () => {
  const one = opened(['commitment']);
  expect(one.tryAct(clerk, withdrawal)?.code).toBe('actor.wrongRole');
  one.act(applicant, withdrawal);
  expect(one.tryAct(applicant, withdrawal)?.code).toBe('mode.notChosen');
  expect(opened(['commitment']).accept().tryAct(applicant, withdrawal)?.code).toBe('case.decided');
  const inside = caseOf(twoLooks)
    .receive({ modes: ['commitment'] })
    .accept()
    .answer('second', agree);
  expect(inside.tryAct(applicant, withdrawal)?.code).toBe('commitment.restedOn');
  const early = caseOf(twoLooks)
    .receive({ modes: ['commitment'] })
    .accept()
    .act(applicant, withdrawal);
  expect(early.openSteps).toEqual(['first']);
});
