import { describe, expect, test } from 'vitest';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { no, Play, yes } from './support/play.ts';

const form = { name: '老街面馆', seats: 40, hasSignboard: true, sellsTobacco: false };

describe('开办餐饮店', () => {
  test('the licence is the gate: refused, nothing else is asked', () => {
    const play = new Play(restaurantOpening, form);
    expect(play.open).toEqual(['licence']);
    expect(play.give('licence', no('布局不合要求')).state).toMatchObject({
      open: [],
      ending: { end: 'denied', reasons: [{ text: '布局不合要求' }] },
    });
  });
  test('after it the departments decide in parallel; tobacco is asked only of who sells it', () => {
    expect(new Play(restaurantOpening, form).give('licence', yes).open).toEqual(['signboard', 'fire']);
    expect(
      new Play(restaurantOpening, { ...form, hasSignboard: false, sellsTobacco: true }).give('licence', yes).open,
    ).toEqual(['fire', 'tobacco']);
  });
  test('each permit by its own answer', () => {
    const { ending } = new Play(restaurantOpening, form)
      .give('licence', yes)
      .give('fire', no('疏散通道堵塞'))
      .give('signboard', yes).state;
    expect(ending).toEqual({
      end: 'granted',
      permits: ['licence', 'signboard'],
      refusedPermits: { fire: [{ text: '疏散通道堵塞' }] },
    });
  });
  test('on commitment fire is granted unasked and verified afterwards', () => {
    const play = new Play(restaurantOpening, { ...form, hasSignboard: false }, { commitment: true }).give(
      'licence',
      yes,
    );
    expect(play.state).toMatchObject({
      ending: { permits: ['licence', 'fire'] },
      open: [{ id: 'fireCheck', by: 'fire-rescue' }],
    });
  });
});
