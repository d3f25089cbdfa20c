import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { applicant as asked, procedure, task, workingDays } from '../../domain/procedure.ts';
import { desksOf } from '../../domain/case/desks.ts';
import { agent, applicant, caseOf, clerk, head, officer, paper } from '../../domain/testing.ts';
import type { Actor } from '../../domain/values.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { refusal } from './refusal.ts';

const appeal = procedure({
  name: 'appeal',
  version: 1,
  title: '企业诉求',
  lead: 'business-environment-office',
  intake: { by: 'issue', from: ['hotline-12345', 'talk-4+N', 'applicant'] },
  form: z.object({}),
  example: {},
  steps: {
    resolve: task('办理', { by: 'lead', within: workingDays(5) }),
    confirm: asked('企业确认', { within: workingDays(5), result: z.object({ satisfied: z.boolean() }) }),
  },
  results: { cleared: '销号' },
  *run({ steps, settle }) {
    yield* steps.resolve();
    yield* steps.confirm();
    return settle('cleared');
  },
});
const proposal = procedure({
  name: 'proposal',
  version: 1,
  title: '代表建议答复',
  lead: 'housing',
  intake: { by: 'order', from: ['congress-office'] },
  form: z.object({}),
  example: {},
  steps: { reply: task('答复', { by: 'lead', within: workingDays(5) }) },
  results: { replied: '已答复' },
  *run({ steps, settle }) {
    yield* steps.reply();
    return settle('replied');
  },
});
const hotline = officer('hotline-12345');
const begun = (by: Actor, from: string) => caseOf(appeal).receive({ by, from });

describe('An issue', () => {
  test('is recorded by the unit from which it comes, or by the lead; where it comes from is kept', () => {
    for (const [by, from] of [
      [hotline, 'hotline-12345'],
      [head('business-environment-office'), 'talk-4+N'],
      [officer('business-environment-office'), 'hotline-12345'],
      [applicant, 'applicant'],
      [agent, 'applicant'],
    ] as const) {
      const one = begun(by, from);
      expect(one.view.from).toBe(from);
      expect(one.events[0]).toMatchObject({ basis: { code: 'rule.intake.issue' }, data: { from } });
    }
  });

  test('is recorded by nobody else, and from nowhere else', () => {
    expect(refusal(() => begun(applicant, 'hotline-12345'))).toBe('actor.wrongRole');
    expect(refusal(() => begun(officer('fire-rescue'), 'hotline-12345'))).toBe('actor.wrongUnit');
    expect(refusal(() => begun(hotline, 'talk-4+N'))).toBe('actor.wrongUnit');
    expect(refusal(() => begun(hotline, 'street'))).toBe('intake.from');
    expect(refusal(() => begun({ ...applicant, person: 'p-other' }, 'applicant'))).toBe('actor.notTheApplicant');
  });

  test('an application has no source, and an order is none of the applicant', () => {
    expect(refusal(() => caseOf(restaurantOpening).receive({ from: 'hotline-12345' }))).toBe('intake.from');
    expect(refusal(() => caseOf(proposal).receive({ by: applicant }))).toBe('actor.wrongRole');
    const one = caseOf(proposal).receive({ by: officer('congress-office') });
    expect(one.events[0]).toMatchObject({ basis: { code: 'rule.intake.order' }, data: { from: 'congress-office' } });
  });

  test('whoever recorded it may work on it: there is no acceptance to keep apart', () => {
    const by = officer('business-environment-office');
    expect(begun(by, 'talk-4+N').answer('resolve', {}, by).openSteps).toEqual(['confirm']);
  });
});

describe('The unit that filed a case for its applicant', () => {
  const forThem: Actor = { ...hotline, onBehalfOf: applicant.person };
  const atWindow: Actor = { ...clerk, onBehalfOf: applicant.person };

  test('does there what is theirs to do, and sees it to its end', () => {
    const one = begun(hotline, 'hotline-12345').answer('resolve', {});
    expect(desksOf(one.view).map(({ desk }) => desk)).toContain('hotline-12345');
    const confirm = { type: 'answer', step: 'confirm', answer: { lapsed: false, satisfied: true } } as const;
    for (const by of [hotline, officer('fire-rescue'), { ...clerk, onBehalfOf: applicant.person }])
      expect(refusal(() => one.act(by, confirm))).toMatch(/^actor\.(notTheApplicant|wrongRole)$/);
    one.act(forThem, confirm);
    expect(one.events.filter(({ type }) => type === 'answered').at(-1)?.actor).toEqual(forThem);
    expect(one.status).toBe('closed');
  });

  test('supplies and withdraws at the window; what was filed online it leaves alone', () => {
    const filed = caseOf(restaurantOpening).receive({ by: clerk, papers: ['layoutPlan'] });
    expect(filed.view.filedBy).toBe('service-window');
    filed.act(clerk, { type: 'giveNotice', defects: [{ item: 'safetyRules', defect: '缺少' }] });
    filed.act(atWindow, { type: 'supply', papers: [paper('safetyRules')] });
    expect(filed.lastEvents[0]?.actor).toEqual(atWindow);
    filed.act(atWindow, { type: 'withdraw' });
    expect(filed.status).toBe('withdrawn');
    const online = caseOf(restaurantOpening).receive();
    expect(refusal(() => online.act(atWindow, { type: 'withdraw' }))).toBe('actor.wrongRole');
  });
});
