import { expect, test } from 'vitest';
import { z } from 'zod';
import { approval, per, procedure, reasonsAgainst, task, workingDays } from '../../domain/procedure.ts';
import { agree, caseOf } from '../../domain/testing.ts';
import { head as base } from '../procedure/support/throw-away.ts';
import { refusal } from './refusal.ts';

const shared = procedure({
  ...base,
  lead: 'market-regulation',
  form: z.object({ kind: z.enum(['simple', 'full']) }),
  example: { kind: 'simple' },
  milestones: { seen: workingDays(3) },
  steps: {
    look: approval('审查', {
      by: 'lead',
      within: per('kind', { simple: workingDays(1), full: workingDays(4) }),
      satisfiedBy: '区域评估成果',
    }),
    see: task('踏勘', { by: 'lead', until: 'seen' }),
    sign: approval('签发', { by: 'lead', within: workingDays(1) }),
  },
  *run({ steps, reached, grant, deny }) {
    const look = yield* steps.look();
    yield* steps.see();
    reached('seen');
    const against = reasonsAgainst({ look, sign: yield* steps.sign() });
    return against ? deny(against) : grant('licence');
  },
});
// Received on Wednesday 2027-03-24 at 10:00 and accepted at once.
const accepted = (kind: 'simple' | 'full') =>
  caseOf(shared).receive({ at: '2027-03-24 10:00', form: { kind } }).accept();

test('a step has the share of time that a field of the form gives', () => {
  expect([accepted('simple').due('step:look'), accepted('full').due('step:look')]).toEqual([
    '2027-03-25 17:30',
    '2027-03-30 17:30',
  ]);
});

test('a step until a milestone has no clock of its own, and is late with the milestone', () => {
  const one = accepted('simple').answer('look', agree);
  expect(one.view.clocks.map(({ clock }) => clock)).not.toContain('step:see');
  expect(one.due('milestone:seen')).toBe('2027-03-29 17:30');
  one.until('2027-03-30 09:00');
  expect(one.clock('milestone:seen').verdict).toBe('missed');
});

test('an earlier result stands for a review where the step declares it, and nowhere else', () => {
  const satisfied = { answer: 'satisfiedBy', reference: '区评〔2026〕7号' } as const;
  const one = accepted('simple').answer('look', satisfied).answer('see', {});
  expect(one.view.steps[0]).toMatchObject({ state: 'done', outcome: satisfied });
  expect(refusal(() => one.answer('sign', satisfied as never))).toBe('step.invalid');
  expect(one.answer('sign', agree).status).toBe('granted');
});
