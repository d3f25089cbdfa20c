import { describe, expect, test } from 'vitest';
import { progressOf } from '../../domain/case/progress.ts';
import { agree, applicant } from '../../domain/testing.ts';
import { restaurant } from './restaurant.ts';

const form = { hasSignboard: true, sellsTobacco: false };
const received = () => restaurant('2027-03-24T10:00', { form });
const progress = (one: ReturnType<typeof received>) => progressOf(one.environment.procedure, one.view);

describe('the progress of a case', () => {
  test('has all steps that its form brings to come before it is accepted', () => {
    expect(progress(received())).toEqual({ done: 0, of: 3, toCome: ['licence', 'signboard', 'fire'] });
  });

  test('counts what is done and names what is to come, in the order of the procedure', () => {
    expect(progress(received().accept())).toEqual({ done: 0, of: 3, toCome: ['signboard', 'fire'] });
    expect(progress(received().accept().answer('licence', agree))).toEqual({ done: 1, of: 3, toCome: [] });
  });

  test('leaves out what another form would bring', () => {
    const other = restaurant('2027-03-24T10:00', { form: { hasSignboard: false, sellsTobacco: false } });
    expect(progress(other)).toEqual({ done: 0, of: 2, toCome: ['licence', 'fire'] });
  });

  test('has nothing to come once the case has ended', () => {
    const ended = received().accept().act(applicant, { type: 'withdraw' });
    expect(progress(ended)).toMatchObject({ toCome: [] });
  });
});
