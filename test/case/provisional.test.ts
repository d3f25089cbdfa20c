import { expect, test } from 'vitest';
import { noticeText } from '../../domain/words/zh-CN/notices.ts';
import { local, restaurant } from './restaurant.ts';

const told = (one: ReturnType<typeof restaurant>): readonly string[] =>
  one.notices.map(noticeText).map(text => text.replace(/^办件[^：]*：/, ''));

// (T4) The demonstration's last notice is that of 2032, so 2033 counts by the holiday regulation.
test('a citizen who is told a date that the next notice may move is told so', () => {
  // Monday, 20 December 2032: 5 WD end on the 27th, and the notice of 2033 may name days from the 20th on.
  const one = restaurant('2032-12-20T10:00').at('2032-12-20T11:00').accept();
  expect(local(one.clock('promise').due)).toBe('2032-12-27T17:30');
  expect(one.clock('promise').provisional).toEqual({ code: 'decemberOpen', year: 2032 });
  expect(told(one)).toContain('已受理，承诺于2032-12-27 17:30（暂定，待2033年放假安排公布）前办结。');
  expect(told(one)[0]).toMatch(/^已收件，将于.*（暂定，待2033年放假安排公布）前告知是否受理。$/);
});

test('a date in a year without a notice is told as provisional, one before it is not', () => {
  // 5 WD from Tuesday, 28 December 2032: 29, 30, 31, and Monday and Tuesday, 3 and 4 January.
  const next = restaurant('2032-12-28T10:00').at('2032-12-28T11:00').accept();
  expect(local(next.clock('promise').due)).toBe('2033-01-04T17:30');
  expect(told(next)).toContain('已受理，承诺于2033-01-04 17:30（暂定，待2033年放假安排公布）前办结。');
  const certain = restaurant('2032-12-06T10:00').at('2032-12-06T11:00').accept();
  expect(certain.clock('promise').provisional).toBeUndefined();
  expect(told(certain)).toContain('已受理，承诺于2032-12-13 17:30前办结。');
});

test('a clock that was stopped is provisional no more', () => {
  const one = restaurant('2032-12-20T10:00').at('2032-12-20T11:00').accept();
  expect(one.clock('acceptance')).toMatchObject({ state: 'stopped' });
  expect(one.clock('acceptance').provisional).toBeUndefined();
});
