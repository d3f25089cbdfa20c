import { describe, expect, test } from 'vitest';
import { procedure, workingDays } from '../../domain/procedure.ts';
import type { Command } from '../../domain/case/command.ts';
import { applicant, cityOf, clerk, head, officer } from '../../domain/testing.ts';
import type { Actor } from '../../domain/values.ts';
import { bundle, part } from './bundle.ts';
import { refusal } from './refusal.ts';
import { flood, lead } from './suspending.ts';
import { base, received, step } from './trial.ts';

const administrator: Actor = { person: 'p-administrator', role: 'administrator' };
const erase: Command = { type: 'erasePersonal', ground: 'consentWithdrawn' };
const trial = procedure({
  ...base,
  name: 'erased',
  limits: { statutory: workingDays(10) },
  steps: { review: step() },
  permits: { permit: '许可' },
  *run({ steps, grant }) {
    yield* steps.review();
    return grant('permit');
  },
});

describe('Erasing personal data of a case', () => {
  test('is recorded with its ground and its basis, and with nothing of what was erased', () => {
    const one = received(trial).act(administrator, erase);
    expect(one.lastEvents).toMatchObject([
      {
        type: 'personalErased',
        actor: administrator,
        basis: { code: 'personal-information-law.47' },
        data: { ground: 'consentWithdrawn' },
      },
    ]);
    expect(Object.keys(one.lastEvents[0]!.data)).toEqual(['ground']);
    expect(one.view.personal).toBeUndefined();
  });

  test('is taken by an ended and by a suspended case, and moves no clock', () => {
    const suspended = received(trial).act(clerk, { type: 'accept' }).act(lead, flood);
    const before = suspended.view.clocks;
    expect(suspended.act(administrator, erase).view.clocks).toEqual(before);
    const ended = received(trial).act(applicant, { type: 'withdraw' });
    expect(ended.act(administrator, erase).lastEvents).toMatchObject([{ type: 'personalErased' }]);
  });

  test('is for administrators and the party itself', () => {
    const one = received(trial);
    for (const actor of [clerk, officer('market-regulation'), head('market-regulation')])
      expect(
        refusal(() => one.act(actor, erase)),
        actor.role,
      ).toBe('actor.wrongRole');
    expect(refusal(() => one.act({ person: 'p-other-applicant', role: 'applicant' }, erase))).toBe(
      'actor.notTheApplicant',
    );
    expect(refusal(() => one.act({ ...administrator, person: applicant.person }, erase))).toBe('actor.interested');
    expect(one.act(applicant, erase).lastEvents).toMatchObject([{ type: 'personalErased' }]);
  });

  test('leaves nothing to hand on to children that are opened later', () => {
    const all = cityOf([bundle, part]);
    const parent = all.receive(bundle, { form: { parts: 1, owner: '甲' } }).act(administrator, erase);
    parent.accept();
    const child = all.childOf(parent, 'part@1', part);
    expect(child.view.personal).toBeUndefined();
  });
});
