import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { applicant, event, procedure, required, deferred, wait, workingDays } from '../../domain/procedure.ts';
import { done, gone, no, Play, yes } from './support/play.ts';
import { gate, head, step } from './support/throw-away.ts';

describe('what follows a decision', () => {
  const later = (closing: 'closed' | 'revoke' | 'reopen') =>
    procedure({
      ...head,
      form: z.object({ n: z.int() }),
      example: { n: 1 },
      permits: { licence: '许可证', other: '另证' },
      modes: {
        deferredSupplement: { basis: '条例' },
        commitment: { covers: ['cover'], verify: 'verify', fix: 'fix', revokes: ['other'], basis: '法' },
      },
      materials: { plan: required('图'), archives: deferred('档案', { before: 'filing' }) },
      steps: {
        a: step(),
        cover: step(),
        verify: step(),
        fix: applicant('整改', { within: workingDays(5) }),
        rest: wait('间隔', workingDays(5)),
        filing: event('备案', { from: 'x', expires: workingDays(9) }),
      },
      *run({ steps, grantEach }) {
        return grantEach({ licence: yield* steps.a(), other: yield* steps.cover() });
      },
      *afterwards({ steps, form, closed, revoke, reopen }) {
        yield* steps.rest();
        return closing === 'closed'
          ? closed()
          : closing === 'revoke'
            ? revoke(['licence'], [{ text: '监管' }])
            : reopen({ ...form, n: form.n + 1 });
      },
    });
  const granted = (closing: Parameters<typeof later>[0], deferral: readonly string[] = []) =>
    new Play(later(closing), { n: 1 }, { commitment: true }, deferral).give('a', yes);
  test('runs beside the verification of a commitment and the events of deferred materials', () => {
    const play = granted('closed', ['archives']);
    expect(play.state.ending).toEqual({ end: 'granted', permits: ['licence', 'other'] });
    expect(play.open).toEqual(['rest', 'verify', 'filing']);
    expect(play.give('verify', yes).give('filing', done).state.closing).toBeUndefined();
    expect(play.give('rest', gone).state.closing).toEqual({ closing: 'closed' });
  });
  test('verify, fix, verify again: revoked when it is still not right, told at once', () => {
    const play = granted('closed').give('verify', no('堵塞')).give('fix', done).give('verify#2', no('仍堵塞'));
    expect(play.state.revoked).toEqual({ permits: ['other'], reasons: [{ text: '仍堵塞' }] });
    expect(play.open).toEqual(['rest']);
    expect(play.give('rest', gone).state.closing).toEqual({
      closing: 'revoked',
      permits: ['other'],
      reasons: [{ text: '仍堵塞' }],
    });
  });
  test('put right in time, nothing is revoked; not put right at all, it is', () => {
    expect(
      granted('closed').give('rest', gone).give('verify', no()).give('fix', done).give('verify#2', yes).state.closing,
    ).toEqual({ closing: 'closed' });
    expect(
      granted('closed').give('rest', gone).give('verify', no('堵塞')).give('fix', gone).state.closing,
    ).toMatchObject({ closing: 'revoked', reasons: [{ text: '堵塞' }] });
  });
  test('revoked beats reopened beats closed', () => {
    expect(granted('reopen').give('rest', gone).give('verify', yes).state.closing).toEqual({
      closing: 'reopened',
      form: { n: 2 },
    });
    expect(granted('reopen').give('rest', gone).give('verify', no()).give('fix', gone).state.closing).toMatchObject({
      closing: 'revoked',
    });
  });
  test('when everything granted is revoked, nothing else is waited for', () => {
    const play = granted('revoke').give('rest', gone);
    expect(play.open).toEqual(['verify']);
    expect(play.give('verify', no()).give('fix', gone).state.closing).toMatchObject({ permits: ['licence', 'other'] });
    const waiting = granted('revoke', ['archives']).give('rest', gone).give('verify', no()).give('fix', gone).state;
    expect(waiting).toMatchObject({ open: [], cancelled: ['filing'], closing: { closing: 'revoked' } });
  });
  test('without commitment the step is asked as usual and nothing is verified', () => {
    const play = new Play(later('closed'), { n: 1 }).give('a', yes);
    expect(play.open).toEqual(['cover']);
    expect(play.give('cover', no()).state).toMatchObject({
      ending: { permits: ['licence'], refusedPermits: { other: [{ text: '不符合' }] } },
      open: [{ id: 'rest' }],
    });
  });
  test('a denial has nothing after it', () => {
    expect(new Play(gate).give('one', no()).give('two', yes).state.closing).toEqual({ closing: 'closed' });
  });
});
