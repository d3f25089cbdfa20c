import { describe, expect, test } from 'vitest';
import { auditCase, type Check, type StoredCase, type StoredCommand } from '../../domain/audit/audit.ts';
import { readEvent, type CaseEvent } from '../../domain/case/event.ts';
import { officer } from '../../domain/testing.ts';
import { environment, stored, command, forged } from './played.ts';
import { long } from '../support/tags.ts';

const checksOf = (change: Partial<StoredCase>, patience = 60_000): readonly Check[] => [
  ...new Set(auditCase({ ...stored, ...change }, patience, environment).findings.map(each => each.check)),
];

const without = <T>(list: readonly T[], index: number): readonly T[] => list.filter((_, at) => at !== index);

const indexOf = (found: (event: CaseEvent) => boolean): number =>
  stored.events.findIndex(each => found(readEvent(each.text)));

describe('found is', () => {
  test('an event that was changed', () => {
    expect(
      checksOf({
        events: stored.events.map(each =>
          each.seq === 2 ? { ...each, text: each.text.replace('accepted', 'claimed ') } : each,
        ),
      }),
    ).toContain('chain');
  });
  test('a log cut short', () => {
    expect(checksOf({ events: stored.events.slice(0, -1) })).toContain('chain');
  });
  test("a column that is not the text's", () => {
    expect(
      checksOf({ events: stored.events.map(each => (each.seq === 3 ? { ...each, at: each.at + 1 } : each)) }),
    ).toContain('columns');
  });
  test('a tick that came before its due instant', () => {
    const breach = indexOf(event => event.type === 'breached');
    expect(
      checksOf(
        forged(events => events.map((event, index) => (index === breach ? { ...event, at: event.at - 1 } : event))),
      ),
    ).toContain('early');
  });
  test('what time did ahead of the clock by which it was recorded, unless the time of the case was moved', () => {
    const tick = indexOf(event => event.type === 'thresholdPassed');
    const events = stored.events.map((each, index) =>
      index === tick ? { ...each, recordedAt: each.at - 5_000 } : each,
    );
    expect(checksOf({ events })).toEqual(['early']);
    expect(checksOf({ events, offset: 5_000 })).toEqual([]);
  });
  test('an instrument that did not open', () => {
    const instrument = indexOf(event => event.type === 'instrumentOpened' && event.key === undefined);
    expect(checksOf(forged(events => without(events, instrument)))).toEqual(expect.arrayContaining(['decided']));
  });
  test('a tick that was left out before an act, and one that is overdue', () => {
    const last = indexOf(event => event.type === 'withdrawn');
    const first = indexOf(event => event.key === undefined);
    expect(checksOf(forged(events => [...events.slice(0, first), events[last]!]))).toContain('missed');
    expect(checksOf(forged(events => events.slice(0, first)))).toContain('missed');
    expect(
      checksOf({ ...forged(events => events.slice(0, first)), now: stored.events[first]!.at + 30_000 }),
      'it may still be under way',
    ).not.toContain('missed');
  });
  test('an instrument that opened twice', () => {
    const instrument = indexOf(event => event.type === 'thresholdPassed');
    expect(
      checksOf(
        forged(events => [...events.slice(0, instrument + 1), events[instrument]!, ...events.slice(instrument + 1)]),
      ),
    ).toContain('repeated');
  });
  test('a time that goes back', () => {
    expect(
      checksOf(
        forged(events =>
          events.map((event, index) => (index === 2 ? { ...event, at: event.at - 4 * 3_600_000 } : event)),
        ),
      ),
    ).toContain('timeBack');
  });
  test('an act that the rules refuse', () => {
    expect(
      checksOf(
        forged(events => [events[0]!, { ...events[1]!, actor: officer('tobacco') } as CaseEvent, ...events.slice(2)]),
      ),
    ).toContain('decided');
  });
  test('an act of another person, or with other content, than was recorded', () => {
    expect(checksOf(command(1, { actor: officer('tobacco') }))).toContain('forged');
    expect(checksOf(command(1, { payload: stored.commands[3]!.payload }))).toContain('forged');
  });
  test('an act that counts as asked later than it was, or earlier', () => {
    expect(checksOf(command(1, { asked: stored.commands[1]!.asked - 1 }))).toContain('asked');
    expect(checksOf(command(1, { asked: stored.commands[1]!.asked + 1_001 }))).toContain('asked');
  });
  test('an act that was told as accepted and is lost', () => {
    expect(checksOf(command(2, { answer: { accepted: true, seq: 3, revision: 3 } }))).toContain('lost');
  });
  test('an act that was told as refused and took effect', () => {
    expect(checksOf(command(1, { answer: { accepted: false, refused: { code: 'x' } } }))).toContain(
      'refusedYetEffective',
    );
  });
  test('an act that took effect and was not answered', () => {
    const { answer: _, ...unanswered } = stored.commands[1]!;
    expect(checksOf({ commands: [stored.commands[0]!, unanswered, ...stored.commands.slice(2)] })).toContain(
      'toldWrongly',
    );
  });
  test('an answer that names another place in the log, or a revision that never was', () => {
    expect(checksOf(command(1, { answer: { accepted: true, seq: 1, revision: 2 } }))).toContain('toldWrongly');
    expect(checksOf(command(1, { answer: { accepted: true, seq: 2, revision: 999 } }))).toContain('toldWrongly');
  });
  // (P13)
  test('an act in the log that nobody recorded', () => {
    expect(checksOf({ commands: without(stored.commands, 1) })).toContain('unasked');
  });
  test('an act without an answer, once it is too old; and one that was given up', () => {
    const { answer: _, ...refused } = stored.commands[2]!;
    const asked = (change: Partial<StoredCommand>) => ({
      commands: [...without(stored.commands, 2), { ...refused, ...change }],
    });
    expect(checksOf(asked({ age: 59_000 }))).toEqual([]);
    expect(checksOf(asked({ age: 61_000 }))).toEqual(['unanswered']);
    expect(checksOf(asked({ dead: 'no answer' }))).toEqual(['deadLetter']);
  });
  test('a message that is missing, another, or one too many', long, () => {
    expect(checksOf({ messages: without(stored.messages, 0) })).toEqual(['message']);
    const [first, ...others] = stored.messages;
    expect(checksOf({ messages: [{ ...first!, code: 'withdrawn' }, ...others] })).toEqual(['message']);
    const params = { ...(first!.params as object), number: 'another' };
    expect(checksOf({ messages: [{ ...first!, params }, ...others] })).toEqual(['message']);
    expect(checksOf({ messages: [...stored.messages, { ...stored.messages[0]!, seq: 99 }] })).toEqual(['message']);
  });
  test('a number that no register gave, and one for an instrument that never opened', () => {
    expect(checksOf({ numbers: without(stored.numbers, 0) })).toEqual(['number']);
    expect(checksOf({ numbers: [...stored.numbers, { ...stored.numbers[0]!, instrument: 'L3:nothing' }] })).toEqual([
      'number',
    ]);
  });
  test('an act of an official in their own case, or tied to the applicant while it held', long, () => {
    const of = stored.events.find(each => each.key !== null && each.seq > 1)!;
    const { person } = of.actor as { readonly person: string };
    const tie = { person, interest: 'kin', from: of.at, to: null } as const;
    expect(checksOf({ interests: [tie] })).toEqual(['interested']);
    expect(checksOf({ interests: [{ ...tie, from: of.at - 2, to: of.at }] }), 'it was over').toEqual([]);
    expect(checksOf({ interests: [{ ...tie, person: 'p-applicant' }] }), 'no official').toEqual([]);
    expect(
      checksOf(
        forged(([first, ...rest]) => [
          { ...first!, data: { ...first!.data, applicant: person } } as CaseEvent,
          ...rest,
        ]),
      ),
    ).toContain('interested');
  });
  test('a calendar version that nobody knows', () => {
    expect(
      checksOf(
        forged(([first, ...rest]) => [
          { ...first!, data: { ...first!.data, calendar: 'cn-1999' } } as CaseEvent,
          ...rest,
        ]),
      ),
    ).toContain('unknown');
  });
});
