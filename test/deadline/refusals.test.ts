import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { accepted, agreedBy } from '../case/restaurant.ts';
import { refusal } from '../case/refusal.ts';
import { head, officer } from '../../domain/testing.ts';
import { refusals } from './refusals.ts';

const command = fileURLToPath(new URL('../../bin/shixian.ts', import.meta.url));

test.each(refusals)(
  '$what is refused by the domain and on the command line, with $code',
  ({ code, domain, command: asked }) => {
    expect(refusal(domain)).toBe(code);
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'deadline', ...asked], {
      encoding: 'utf8',
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    expect({ status, stdout, rule: stderr.split('\n')[1]?.trim().split('：')[0] }).toEqual({
      status: 4,
      stdout: '',
      rule: code,
    });
  },
);

test('a clock that has finished is not extended', () => {
  const one = accepted();
  const extend = () =>
    one.at('2027-03-24T15:00').act(head('market-regulation'), {
      type: 'extend',
      clock: 'statutory',
      by: { unit: 'WD', n: 5 },
      reason: { text: '复杂' },
    });
  one.at('2027-03-24T14:00').act(officer('market-regulation'), {
    ...agreedBy('licence'),
    answer: { answer: 'disagree', reasons: [{ text: '不符' }] },
  });
  expect(refusal(extend)).toBe('extension.finished');
});
