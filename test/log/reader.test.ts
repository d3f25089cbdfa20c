import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { folderOf } from '../../bin/compose/released.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { readEvent, writeEvent } from '../../domain/case/event.ts';
import type { RecordedCase } from '../../domain/host/recorded.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { eventFormat, NewerEvent, readHead } from '../../domain/log/reader.ts';
import { agree, clerk, officer } from '../../domain/testing.ts';
import { restaurant } from '../case/restaurant.ts';

const envelope = {
  at: parseInstant('2027-03-24T10:00'),
  actor: officer('fire-rescue'),
  key: 'p-fire:1',
};
const first = {
  v: 1,
  type: 'answered',
  ...envelope,
  data: { step: 'fire', answer: { answer: 'agree' }, together: 'p-second' },
};

test('an event of an earlier shape is lifted to the shape of this build, with its envelope as it was', () => {
  expect(readEvent(JSON.stringify(first))).toEqual({
    ...first,
    v: 2,
    data: { step: 'fire', answer: { answer: 'agree' }, confirmedBy: ['p-second'] },
  });
  const alone = { ...first, data: { step: 'fire', answer: { answer: 'agree' } } };
  expect(readEvent(JSON.stringify(alone))).toEqual({ ...alone, v: 2 });
});

test('an event of the shape of this build is read as it was written', () => {
  const { text, event } = writeEvent({
    type: 'answered',
    ...envelope,
    data: { step: 'fire', answer: { answer: 'agree' }, confirmedBy: ['p-second'] },
  });
  expect(readEvent(text)).toEqual(event);
  expect(event).toMatchObject({ v: 2 });
});

test('a recorded case with events of an earlier shape folds to who answered', async () => {
  const file = new URL('good-way.json', folderOf('restaurant-opening.v1'));
  const { entries, view } = JSON.parse(await readFile(file, 'utf8')) as RecordedCase;
  const stored = entries.find(({ text }) => text.includes('"together"'))!;
  expect(readHead(stored.text)).toMatchObject({ type: 'answered', v: 1 });
  const event = readEvent(stored.text);
  if (event.type !== 'answered') throw new Error(`found ${event.type}`);
  const step = view.steps.find(each => each.step === event.data.step);
  expect(step?.answeredBy).toEqual([event.actor.person, ...event.data.confirmedBy!]);
});

test('a shape with an older version that nothing lifts does not load', () => {
  const second = z.object({ type: z.literal('answered'), v: z.literal(2) });
  const shapes = z.discriminatedUnion('type', [second]);
  expect(() => eventFormat(shapes, {})).toThrow(/Found 0 lifts of the event answered; expected 1/);
  expect(() => eventFormat(shapes, { answered: [data => data, data => data] })).toThrow(/Found 2 lifts/);
  expect(eventFormat(shapes, { answered: [data => data] }).read('{"type":"answered","v":2}')).toMatchObject({ v: 2 });
});

test('an event of a later shape or an unknown type is a NewerEvent that names it', () => {
  expect(() => readEvent(JSON.stringify({ ...first, v: 3 }))).toThrow(NewerEvent);
  expect(() => readEvent(JSON.stringify({ ...first, v: 3 }))).toThrow(/answered of version 3; expected version 2/);
  expect(() => readEvent(JSON.stringify({ ...first, type: 'licenceMinted' }))).toThrow(NewerEvent);
});

test('the head of a later event is still read: its envelope is the same in every build', () => {
  expect(readHead(JSON.stringify({ ...first, v: 3, data: { anything: true } }))).toMatchObject({
    type: 'answered',
    v: 3,
    ...envelope,
  });
});

test('a text that is no event is refused by its shape, old or new', () => {
  expect(() => readEvent(JSON.stringify({ ...first, data: { step: 'fire' } }))).toThrow(z.ZodError);
  expect(() => readEvent(JSON.stringify({ ...first, v: 2 }))).toThrow(/together/);
  expect(() => writeEvent({ type: 'claimed', ...envelope, data: {} })).toThrow(z.ZodError);
});

test('canonical JSON follows RFC 8785: keys by code unit everywhere, no blanks, nothing for what is absent', () => {
  expect(canonicalJson({ b: [3, { z: null, a: 'é\n' }], 10: 1, 9: 2, a: undefined, '€': true, A: -0 })).toBe(
    '{"10":1,"9":2,"A":0,"b":[3,{"a":"é\\n","z":null}],"€":true}',
  );
});

test('the log pins the rules of the engine at receipt, and the day of what time did at 24:00', () => {
  const one = restaurant('2027-03-24T10:00');
  expect(one.events[0]).toMatchObject({ type: 'received', rules: 2 });
  expect(one.state!.rules).toBe(2);
  one.at('2027-03-24T10:30').act(clerk, {
    type: 'giveNotice',
    defects: [{ item: 'seats', defect: '座位数不符' }],
  });
  one.until('2027-06-01T00:00');
  // Fifteen working days after Wednesday 24 March, without 清明 on Monday 5 April: Thursday 15 April, all of it.
  const correction = one.events.find(each => each.type === 'deemedWithdrawn')!;
  expect(correction.on).toBe('2027-04-15');
  expect(correction.at).toBe(parseInstant('2027-04-16T00:00'));
});

test('what is due within a day, or by the end of office hours, names no day of its own', () => {
  const one = restaurant('2027-03-24T10:00');
  one.at('2027-03-24T10:30').act(clerk, { type: 'accept' });
  one.at('2027-03-24T11:00').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  one.until('2027-05-10T00:00');
  const ticks = one.events.filter(each => each.actor.role === 'engine');
  expect(ticks.length).toBeGreaterThan(5);
  expect(ticks.filter(each => each.on !== undefined)).toEqual([]);
});
