import { beforeAll, describe, expect, test } from 'vitest';
import {
  auditCase,
  type Check,
  type StoredAnswer,
  type StoredCase,
  type StoredCommand,
  type StoredEvent,
} from '../../domain/audit/audit.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import {
  beforeReceipt,
  decide,
  nextTick,
  recordEvents,
  unaddressed,
  type Environment,
} from '../../domain/case/case.ts';
import { contextOf } from '../../domain/case/act-context.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { genesis, link, namedDigestOf } from '../../domain/log/chain.ts';
import { readHead } from '../../domain/log/reader.ts';
import type { Command } from '../../domain/case/command.ts';
import { readEvent, type CaseEvent } from '../../domain/case/event.ts';
import { engine, type Actor } from '../../domain/values.ts';
import { Refused } from '../../domain/refusal.ts';
import { appendEvents, startSnapshot } from '../../domain/host/snapshot.ts';
import type { CaseSnapshot } from '../../domain/host/protocol.ts';
import { noteRepair } from '../../domain/host/note-repair.ts';
import { beforeWhatIsDue, applyDueTicks } from '../../domain/host/ticks.ts';
import { applicant, clerk, officer, supervisor } from '../../domain/testing.ts';
import { restaurant } from './restaurant.ts';

const {
  environment: virtual,
  events: [received],
} = restaurant('2027-03-24T10:00');
const environment: Environment = {
  ...virtual,
  calendar(version) {
    if (version === 'cn-1999') throw new Refused('calendar.unknown', { found: version });
    return virtual.calendar(version);
  },
};
const id = 'case-1';

/** A case as the database keeps it, played by the domain alone: what API, run and loop do together. */
class Played {
  kept: CaseSnapshot;
  readonly commands: StoredCommand[] = [];
  readonly numbers: StoredCase['numbers'][number][] = [];
  now = 0;

  constructor() {
    const { case: _case, number, ...payload } = (received as Extract<CaseEvent, { type: 'received' }>).data;
    const key = `${applicant.person}:begin`;
    const text = canonicalJson(payload);
    // As a run gets it: with the keys in the order of the canonical text.
    const first = { ...received!, key, digest: namedDigestOf(text) } as Extract<CaseEvent, { type: 'received' }>;
    const form = (JSON.parse(text) as typeof first.data).form;
    this.kept = startSnapshot(
      id,
      recordEvents(beforeReceipt(id), [{ ...first, data: { ...first.data, form } }], environment),
    );
    this.commands.push({
      key,
      begins: true,
      number,
      queryCode: 'Q',
      actor: applicant,
      payload: text,
      asked: received!.at,
      age: 0,
      answer: { accepted: true, seq: 1, revision: 1 },
    });
  }

  act(time: string, actor: Actor, command: Command): StoredAnswer {
    this.advance(time);
    const [key, asked] = [`${actor.person}:${this.commands.length}`, parseInstant(time)];
    const payload = canonicalJson(command);
    let answer: StoredAnswer;
    try {
      const next = appendEvents(
        this.kept,
        decide(
          this.kept,
          command,
          contextOf({ actor, key, digest: namedDigestOf(payload) }, asked, this.kept.state),
          environment,
        ),
      );
      answer = { accepted: true, seq: this.kept.revision + 1, revision: next.revision };
      this.kept = next;
      this.#address();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      answer = { accepted: false, refused: { code: error.code } };
    }
    this.commands.push({ key, begins: false, actor, payload, asked, age: 0, answer });
    return answer;
  }

  advance(time: string): void {
    this.now = parseInstant(time);
    this.kept = applyDueTicks(this.kept, { until: this.now, now: this.now, clearedUpTo: this.now }, environment);
    this.#address();
  }

  #address(): void {
    for (const { instrument, level, from, unit, openedAt } of unaddressed(this.kept.state)) {
      const number = { instrument, authority: from, level, year: 2027, number: this.numbers.length + 1 };
      const at = beforeWhatIsDue(this.kept, this.now, environment);
      const address: Command = {
        type: 'addressInstrument',
        instrument,
        number: { authority: from, level, year: number.year, number: number.number },
        addressees: [{ post: 'contact', unit }],
        resolvedAt: openedAt,
      };
      this.kept = appendEvents(
        this.kept,
        decide(
          this.kept,
          address,
          { actor: engine, key: `engine:addressInstrument:${instrument}`, at, askedAt: at },
          environment,
        ),
      );
      this.numbers.push(number);
    }
  }

  stored(): StoredCase {
    const { tail, revision, head } = this.kept;
    const events = tail.map(({ seq, text, hash }, index): StoredEvent => {
      const { type, at, askedAt = null, actor, key = null } = readHead(text);
      return { seq, type, at, askedAt, actor, key, text, prev: tail[index - 1]?.hash ?? genesis(id), hash };
    });
    const messages = tail.flatMap(({ seq, told = [] }) => told.map((each, position) => ({ seq, position, ...each })));
    return {
      id,
      number: '20270324-0001',
      queryCode: 'Q',
      revision,
      head,
      events,
      commands: this.commands,
      messages,
      numbers: this.numbers,
      now: this.now,
    };
  }
}

let stored: StoredCase;
beforeAll(() => {
  const one = new Played();
  one.act('2027-03-24T11:00', clerk, { type: 'accept' });
  one.act('2027-03-24T11:05', clerk, { type: 'accept' });
  one.act('2027-03-24T14:00', officer('market-regulation'), {
    type: 'answer',
    step: 'licence',
    answer: { answer: 'agree' },
  });
  one.act('2027-03-25T09:00', supervisor(), {
    type: 'startInstrument',
    level: 'L1',
    clock: 'promise',
    reason: { text: '督查' },
  });
  one.advance('2027-04-20T00:00');
  one.act('2027-04-20T10:00', applicant, { type: 'withdraw' });
  one.advance('2027-05-10T00:00');
  stored = one.stored();
});

const checksOf = (change: Partial<StoredCase>, patience = 60_000): readonly Check[] => [
  ...new Set(auditCase({ ...stored, ...change }, patience, environment).findings.map(each => each.check)),
];
const command = (index: number, change: Partial<StoredCommand>) => ({
  commands: stored.commands.map((each, at) => (at === index ? { ...each, ...change } : each)),
});
const without = <T>(list: readonly T[], index: number): readonly T[] => list.filter((_, at) => at !== index);

/** The log with other events, its chain made whole again: as somebody would forge it who knows how. */
function forged(change: (events: readonly CaseEvent[]) => readonly CaseEvent[]): Partial<StoredCase> {
  let head = genesis(id);
  const events = change(stored.events.map(each => readEvent(each.text))).map((event, index): StoredEvent => {
    const text = JSON.stringify(event);
    const prev = head;
    head = link(prev, text);
    const {
      type,
      at,
      askedAt = null,
      actor,
      key = null,
    } = event as CaseEvent & { askedAt?: number | null; key?: string | null };
    return { seq: index + 1, type, at, askedAt, actor, key, text, prev, hash: head };
  });
  return { events, revision: events.length, head };
}
const indexOf = (found: (event: CaseEvent) => boolean): number =>
  stored.events.findIndex(each => found(readEvent(each.text)));

test("a case with acts, refusals, breaches and a ladder has no finding, and its view is the log's", () => {
  expect(stored.events.length).toBeGreaterThan(30);
  expect(stored.numbers.length).toBeGreaterThan(5);
  const { findings, view } = auditCase(stored, 60_000, environment);
  expect(findings).toEqual([]);
  expect(view).toMatchObject({ status: 'withdrawn', unlawful: false });
});

test('the note of a repair stands in the log before what is overdue, changes no case and is no finding', () => {
  const one = new Played();
  one.act('2027-03-24T11:00', clerk, { type: 'accept' });
  const before = one.kept.state;
  const note = { how: 'startFromLog', found: 'no run', reason: 'restored' } as const;
  one.kept = noteRepair(one.kept, 'p-administrator', note, parseInstant('2027-03-24T12:00'), environment);
  expect(one.kept.state).toEqual({ ...before, at: parseInstant('2027-03-24T12:00') });
  // Everything was down until long after what is due next.
  const due = nextTick(one.kept.state, environment)!.at;
  one.kept = noteRepair(one.kept, 'p-administrator', note, parseInstant('2027-05-10T00:00'), environment);
  expect(one.kept.state.at).toBe(due);
  one.advance('2027-05-10T00:00');
  expect(auditCase(one.stored(), 60_000, environment).findings).toEqual([]);
  // Forged behind what time should have done before it, it is found.
  const late = one.stored();
  const noted = late.events.map(each => readEvent(each.text)).findLast(event => event.type === 'repaired')!;
  const moved = {
    ...late,
    ...forged(() => [
      ...late.events.slice(0, 3).map(each => readEvent(each.text)),
      { ...noted, at: parseInstant('2027-05-10T00:00') },
    ]),
  };
  expect(auditCase(moved, 60_000, environment).findings.map(each => each.check)).toContain('missed');
});

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
  test('a message that is missing, another, or one too many', () => {
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
