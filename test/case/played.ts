import type { StoredAnswer, StoredCase, StoredCommand, StoredEvent, StoredPersonal } from '../../domain/audit/audit.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { beforeReceipt, decide, recordEvents, unaddressed, type Environment } from '../../domain/case/case.ts';
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
import { beforeWhatIsDue, applyDueTicks } from '../../domain/host/ticks.ts';
import { applicant, clerk, officer, supervisor } from '../../domain/testing.ts';
import { restaurant } from './restaurant.ts';

const {
  environment: virtual,
  events: [received],
} = restaurant('2027-03-24T10:00');

/** As the case has it; the version cn-1999 of the calendar is one that nobody knows. */
export const environment: Environment = {
  ...virtual,
  calendar(version) {
    if (version === 'cn-1999') throw new Refused('calendar.unknown', { found: version });
    return virtual.calendar(version);
  },
};

const id = 'case-1';

/** A case as the database keeps it, played by the domain alone: what API, run and loop do together. */
export class Played {
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
      return {
        seq,
        type,
        at,
        askedAt,
        actor,
        key,
        text,
        prev: tail[index - 1]?.hash ?? genesis(id),
        hash,
        recordedAt: at,
      };
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
      interests: [],
      offset: 0,
      personal: tail.flatMap(({ text }) => personalIn(text)),
      now: this.now,
    };
  }
}

const personalIn = (text: string): readonly StoredPersonal[] => {
  const { data } = readEvent(text);
  return 'personal' in data && data.personal ? [data.personal] : [];
};

/** A case that was accepted, supervised, late and withdrawn: it has everything that an audit looks at. */
function playAll(): StoredCase {
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
  return one.stored();
}

export const stored = playAll();

export const command = (index: number, change: Partial<StoredCommand>) => ({
  commands: stored.commands.map((each, at) => (at === index ? { ...each, ...change } : each)),
});

/** The log with other events, its chain made whole again: as somebody would forge it who knows how. */
export function forged(change: (events: readonly CaseEvent[]) => readonly CaseEvent[]): Partial<StoredCase> {
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
    return { seq: index + 1, type, at, askedAt, actor, key, text, prev, hash: head, recordedAt: at };
  });
  return { events, revision: events.length, head };
}
