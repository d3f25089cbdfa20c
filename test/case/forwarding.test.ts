import { describe, expect, test } from 'vitest';
import { demonstration } from '../../domain/calendar/published.ts';
import { fold } from '../../domain/case/case.ts';
import { levelsAbove, pinnedUnits } from '../../domain/procedure/procedure.ts';
import {
  agree,
  applicant,
  caseOf,
  cityOf,
  head,
  officer,
  type CaseOf,
  type VirtualCity,
} from '../../domain/testing.ts';
import type { Actor } from '../../domain/values.ts';
import { land } from '../api/sorted.ts';
import { fourLevels } from '../directory/four-levels.ts';
import { refusal } from './refusal.ts';
import { long } from '../support/tags.ts';

const pinsIn = (place: string) => ({
  place,
  units: pinnedUnits(land, fourLevels, place),
  above: levelsAbove(land, fourLevels, place).map(level => ({ ...level, calendar: demonstration.version })),
  directory: 1,
});
const hall = (place: string): Actor => ({ person: `p-${place}-hall`, role: 'window-clerk', unit: `${place}-hall` });
const receipt = { number: '回-1', digest: 'a'.repeat(64) };
const deliver = { type: 'deliver', how: 'window', receipt } as const;
const up = { answer: 'forwardUp' } as const;
type Land = CaseOf<typeof land>;

/** Received on Wednesday 24 March 2027 in a place, accepted, the plan agreed: the permit is granted early. */
function planAgreed(place: string, city = cityOf([land])): { readonly city: VirtualCity; readonly one: Land } {
  const one = city.receive(land, { at: '2027-03-24T10:00', pins: pinsIn(place) });
  one.accept(hall(place)).answer('plan', { answer: 'agreeWithConditions', conditions: [{ text: '留出道路' }] });
  return { city, one };
}
const aboveOf = (city: VirtualCity, below: Land): Land => {
  const id = below.view.followUps!.at(-1)!.case;
  return city.cases.find(each => each.id === id) as Land;
};

describe('a permit that is granted early', () => {
  test('has number, days, conditions and document at once, and is handed over while the rest goes on', () => {
    const { one } = planAgreed('nan');
    expect(one.status).toBe('inReview');
    expect(one.view.permits).toEqual([
      {
        permit: 'plan',
        title: '规划许可证',
        state: 'granted',
        reasons: [],
        isEarly: true,
        number: `${one.view.number}/1`,
        validFrom: '2027-03-24',
        validUntil: '2029-03-24',
        conditions: [{ text: '留出道路' }],
      },
    ]);
    expect(one.view.documents.filter(({ kind }) => kind === 'grant')).toMatchObject([{ permit: 'plan' }]);
    expect(one.notices.at(-1)).toMatchObject({ code: 'grantedEarly', params: { permits: ['规划许可证'] } });
    // 10 WD: 25 26 29 30 31 | 1 2 6 7 8 (清明节 is off from April 3 to 5); 7 WD: 25 26 29 30 31 1 2.
    expect([one.due('delivery:plan'), one.due('publicity:plan')]).toEqual(['2027-04-08 17:30', '2027-04-02 17:30']);
    expect(refusal(() => one.act(applicant, { type: 'withdraw' }))).toBe('permits.handOver');
    expect(refusal(() => one.act(head('nan-civil'), { type: 'terminate', reasons: [{ text: '主体灭失' }] }))).toBe(
      'permits.handOver',
    );
    expect(refusal(() => one.act(hall('nan'), { ...deliver, permits: ['land'] }))).toBe('permit.notGranted');
    one.act(hall('nan'), { ...deliver, permits: ['plan'] });
    expect(one.status).toBe('inReview');
    expect(one.clock('delivery:plan')).toMatchObject({ state: 'stopped', verdict: 'met' });
    expect(
      refusal(() => one.act(hall('nan'), deliver)),
      'nothing is left',
    ).toBe('case.wrongState');
    one.act(officer('nan-civil'), { type: 'publish', where: '门户网站' });
    expect(one.clock('publicity:plan').state).toBe('stopped');
    one.act(applicant, { type: 'withdraw' });
    expect(one.view).toMatchObject({ status: 'withdrawn', permits: [{ permit: 'plan', state: 'granted' }] });
    expect(fold(one.events, one.environment)).toEqual(one.state);
  });

  test('stays beside what is granted later, under the next number, and beside a denial of the rest', () => {
    const { one } = planAgreed('nan');
    one.answer('look', agree);
    expect(one.view.permits.map(({ permit, number }) => `${permit} ${number}`)).toEqual([
      `plan ${one.view.number}/1`,
      `land ${one.view.number}/2`,
    ]);
    expect(one.view.documents.filter(({ kind }) => kind === 'grant').map(({ permit }) => permit)).toEqual([
      'plan',
      'land',
    ]);
    one.act(hall('nan'), deliver);
    expect(one.clock('delivery:plan').state).toBe('stopped');
    one.act(officer('nan-civil'), { type: 'publish', where: '门户网站' });
    expect(one.view).toMatchObject({ status: 'closed', closed: true });

    const other = planAgreed('nan').one;
    other.answer('look', { answer: 'disagree', reasons: [{ text: '占用耕地' }] });
    expect(other.view).toMatchObject({ status: 'denied', permits: [{ permit: 'plan', state: 'granted' }] });
    other.act(hall('nan'), deliver);
    expect(other.status, 'the permit is not public yet').toBe('delivered');
    expect(fold(other.events, other.environment)).toEqual(other.state);
  });

  test('is revoked while the rest goes on, and is not granted again', () => {
    const { one } = planAgreed('nan');
    const revocable = {
      ...one.environment.procedure,
      policies: { ...land.policies, revocable: { by: 'unit-head', basis: '行政许可法 69' } },
    };
    const again = caseOf(revocable as typeof land).receive({ at: '2027-03-24T10:00', pins: pinsIn('nan') });
    again.accept(hall('nan')).answer('plan', agree);
    again.act(head('nan-civil'), { type: 'revoke', permits: ['plan'], reasons: [{ text: '材料虚假' }] });
    expect(again.view).toMatchObject({ status: 'inReview', permits: [{ permit: 'plan', state: 'revoked' }] });
    again.answer('look', agree);
    expect(again.view.permits.map(({ permit, state }) => `${permit} ${state}`)).toEqual([
      'plan revoked',
      'land granted',
    ]);
  });
});

describe('a case that is forwarded up', () => {
  test('is decided one level above, and hands over what comes back beside what was agreed before', () => {
    const { city, one } = planAgreed('nan');
    one.answer('look', up);
    expect(one.view).toMatchObject({ status: 'atUpper', sentUp: { to: 'east-civil', title: 'east民政' } });
    expect(one.clock('promise')).toMatchObject({ state: 'stopped', verdict: 'met' });
    expect(one.notices.some(({ code }) => code === 'forwardedUp')).toBe(true);
    const above = aboveOf(city, one);
    expect(above.view).toMatchObject({
      status: 'inReview',
      place: 'east',
      lead: 'east-civil',
      window: 'east-hall',
      follows: { case: one.id, why: 'forwardedUp' },
    });
    above.answer('plan', agree).answer('look', agree);
    expect(above.status).toBe('granted');
    expect(refusal(() => above.act(hall('east'), deliver))).toBe('deliver.below');
    above.act(officer('east-civil'), { type: 'publish', where: '门户网站' });
    expect(above.view).toMatchObject({ status: 'closed', closed: true });
    expect(one.view.status).toBe('granted');
    expect(one.view.permits.map(({ permit, number }) => `${permit} ${number}`)).toEqual([
      `plan ${one.view.number}/1`,
      `land ${above.view.number}/2`,
    ]);
    expect(one.view.documents.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['forwarding', 'upperDecision']));
    one.act(hall('nan'), deliver);
    one.act(officer('nan-civil'), { type: 'publish', where: '门户网站' });
    expect(one.view).toMatchObject({ status: 'closed', closed: true });
    expect(city.refusedLetters).toEqual([]);
    for (const each of [one, above]) expect(fold(each.events, each.environment)).toEqual(each.state);
  });

  test('goes on through four levels, and a denial of the highest comes back to the lowest', long, () => {
    const { city, one } = planAgreed('nan');
    one.answer('look', up);
    const levels = [one];
    for (const lead of ['east-civil', 'city-civil']) {
      const above = aboveOf(city, levels.at(-1)!);
      expect(above.view.lead).toBe(lead);
      above.answer('plan', agree).answer('look', up);
      levels.push(above);
    }
    const highest = aboveOf(city, levels.at(-1)!).answer('plan', agree);
    expect(highest.view.lead).toBe('province-civil');
    expect(
      refusal(() => highest.answer('look', up)),
      'nobody is above it',
    ).toBe('forward.noUpper');
    highest.answer('look', { answer: 'disagree', reasons: [{ text: '占用耕地' }] });
    expect(one.view).toMatchObject({ status: 'denied', reasons: [{ text: '占用耕地' }], remedies: 'reviewOrSuit' });
    expect(one.view.permits.map(({ permit, state }) => `${permit} ${state}`)).toEqual(['plan granted']);
    expect(city.refusedLetters).toEqual([]);
  });

  test('that is withdrawn or ended below is so above, and is told so; one that ends above ends below', long, () => {
    const first = planAgreed('nan');
    first.one.act(hall('nan'), deliver).answer('look', up);
    first.one.act(applicant, { type: 'withdraw' });
    expect(aboveOf(first.city, first.one).status).toBe('withdrawn');
    const second = planAgreed('nan');
    second.one.answer('look', up);
    const above = aboveOf(second.city, second.one);
    above.act(head('east-civil'), { type: 'terminate', reasons: [{ text: '主体灭失' }] });
    expect(second.one.view).toMatchObject({ status: 'terminated', reasons: [{ text: '主体灭失' }] });
    expect([...first.city.refusedLetters, ...second.city.refusedLetters]).toEqual([]);
  });

  test('takes its answer from the case above alone, and once', () => {
    const { one } = planAgreed('nan');
    one.answer('look', up);
    const answer = { number: '1', end: 'denied', permits: [], refused: {}, reasons: [{ text: '无' }] } as const;
    const say = (id: string, cause: string) => () =>
      one.apply(
        {
          by: { person: 'engine', role: 'engine' },
          command: { type: 'answerFromAbove', case: id, ...answer, permits: [], reasons: [...answer.reasons] },
          key: cause,
          cause,
        },
        one.now,
      );
    const above = one.view.followUps!.at(-1)!.case;
    expect(refusal(say('foreign', 'foreign/3/0'))).toBe('child.foreign');
    expect(refusal(say(above, 'foreign/3/0'))).toBe('child.foreign');
    expect(refusal(say(above, `${above}/3/0`))).toBe('accepted');
    expect(refusal(say(above, `${above}/4/0`))).toBe('case.decided');
  });

  test('to an organ that the directory lacks is told so in writing, which is handed over, and is closed', () => {
    const { one } = planAgreed('nan');
    one.answer('look', { answer: 'forwardUp', to: '自然资源部' });
    expect(one.view).toMatchObject({ status: 'forwardedUp', closed: false });
    one.act(hall('nan'), deliver);
    one.act(officer('nan-civil'), { type: 'publish', where: '门户网站' });
    expect(one.view).toMatchObject({ status: 'closed', closed: true, permits: [{ permit: 'plan', state: 'granted' }] });
  });
});
