import { expect, test } from 'vitest';
import { toldOf } from '../support/told.ts';
import { applicant as applies, procedure, reasonsAgainst, required, workingDays } from '../../domain/procedure.ts';
import { applicant, clerk, officer } from '../../domain/testing.ts';
import { refusal } from './refusal.ts';
import { base, step, received } from './trial.ts';

test('a notice may name every field that the form asks, those kept apart and those left out too', () => {
  const one = received(
    procedure({
      ...base,
      name: 'fields',
      permits: { licence: '许可证' },
      materials: { report: required('报告') },
      limits: { promised: workingDays(3) },
      steps: { look: step() },
      *run({ steps, grant }) {
        yield* steps.look();
        return grant('licence');
      },
    }),
    ['report'],
  );
  expect(
    refusal(() =>
      one.at('2027-03-24T11:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'toString', defect: '错' }] }),
    ),
  ).toBe('notice.unknownItem');
  one.at('2027-03-24T11:00').act(clerk, {
    type: 'giveNotice',
    defects: [
      { item: 'contact', defect: '电话有误' },
      { item: 'note', defect: '未填' },
    ],
  });
  expect(refusal(() => one.at('2027-03-24T12:00').act(applicant, { type: 'supply', papers: [] }))).toBe(
    'supply.incomplete',
  );
});

test('what is asked of the applicant is told with its due and why, once, when their time begins', () => {
  const one = received(
    procedure({
      ...base,
      name: 'mending',
      permits: { licence: '许可证' },
      limits: { promised: workingDays(10), statutory: workingDays(20) },
      steps: { look: step(), mend: applies('整改', { within: workingDays(5) }), again: step() },
      *run({ steps, grant, deny }) {
        const against = reasonsAgainst(yield* steps.look());
        if (!against || !(yield* steps.mend({ about: against })).lapsed) {
          yield* steps.again();
          return grant('licence');
        }
        return deny(against);
      },
    }),
  );
  one.at('2027-03-24T11:00').act(clerk, { type: 'accept' });
  const told = (): readonly string[] =>
    toldOf(one.events.at(-1)!, one.state!, one.environment).map(({ to, text }) => `${to} ${text}`);
  expect(told()).toHaveLength(1);
  one.at('2027-03-24T14:00').act(officer('market-regulation'), {
    type: 'answer',
    step: 'look',
    answer: { answer: 'disagree', reasons: [{ text: '通道堵塞' }] },
  });
  expect(one.view.steps.find(each => each.step === 'mend')).toMatchObject({
    kind: 'applicant',
    about: [{ text: '通道堵塞' }],
  });
  // 5 working days from Wednesday 24 March, an applicant's: Wednesday 31 March at 24:00.
  expect(told()).toEqual(['p-applicant 办件20270324-0001：请于2027-03-31 24:00前办理“整改”：通道堵塞。']);
  one.at('2027-03-25T10:00').act(applicant, { type: 'answer', step: 'mend', answer: { lapsed: false } });
  expect(told()).toEqual([]);
});
