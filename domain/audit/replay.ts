import { formatInstant, type Instant } from '../calendar/day.ts';
import { decide, evolve, isOver, nextTick, tick, unaddressed, type CaseState, type Environment } from '../case/case.ts';
import type { CaseEnd } from '../case/record.ts';
import { contextOf } from '../case/act-context.ts';
import type { Command } from '../case/command.ts';
import { genesis, namedDigestOf } from '../log/chain.ts';
import { when, writeEvent, type CaseEvent } from '../case/event.ts';
import { noticesOf } from '../case/notices.ts';
import { firstRules } from '../clock/first-rules.ts';
import { defined } from '../defined.ts';
import { engine } from '../values.ts';
import { Refused } from '../refusal.ts';
import type { Note } from './finding.ts';
import type { StoredCase, StoredCommand, StoredMessage } from './stored.ts';

/** What the log comes to when everything in it is decided once more. */
export interface Replayed {
  readonly state: CaseState;
  readonly messages: readonly StoredMessage[];
}

/** Milliseconds by which the clocks of the database and of Temporal may differ unnoticed. */
export const clocksApart = 1_000;

/** Both sides in today's shape: the log may keep an earlier one. */
const textOf = (event: CaseEvent): string => writeEvent(event).text;
const told = (event: CaseEvent): string => `${event.type} at ${formatInstant(event.at)}`;

/**
 * Decides the log once more, from its beginning: what time did must have been due just then, nothing that was due
 * before an act may be missing, and every act must have come to what the rules give. Undefined: the log cannot be
 * folded, which is noted.
 */
export function replay(
  stored: StoredCase,
  events: readonly CaseEvent[],
  patience: number,
  environment: Environment,
  note: Note,
): Replayed | undefined {
  const commands = new Map(stored.commands.map(each => [each.key, each]));
  const messages: StoredMessage[] = [];
  let state: CaseState | undefined;
  let index = 0;
  const place = (): string => `event ${index + 1}`;
  const fold = (): void => {
    const event = events[index]!;
    const before = state;
    state = evolve(before, event, environment);
    messages.push(
      ...noticesOf(before, event, state, environment).map((notice, position) => ({
        seq: index + 1,
        position,
        ...notice,
      })),
    );
    index += 1;
  };
  try {
    while (index < events.length) {
      const event = events[index]!;
      if (event.type === 'repaired') {
        nothingMissedBefore(state, event, event.at, environment, note, place());
        fold();
        continue;
      }
      const expected =
        event.key === undefined
          ? byTime(endAt(stored, index, state), event, isRepeated(event, events, index), environment, note, place())
          : byAct(endAt(stored, index, state), event, commands.get(event.key), stored, environment, note, place());
      // What belongs together: the event and what follows from it at once. Where it is not what the rules give, up to
      // the next instant or act.
      const first = index;
      for (
        fold();
        index < events.length && (expected ? index - first < expected.length : isSequel(events[index]!, event));
        fold()
      ) {
        const [found, wanted] = [events[index]!, expected?.[index - first]];
        if (wanted && textOf(wanted) !== textOf(found))
          note(isRepeated(found, events, index) ? 'repeated' : 'decided', place(), told(found), told(wanted));
      }
      if (expected && index - first < expected.length)
        note('decided', place(), 'the end of the log', told(expected[index - first]!));
    }
    if (state) atTheEnd(state, events, stored.now - patience, environment, note);
  } catch (error) {
    note(
      isUnknown(error) ? 'unknown' : 'shape',
      place(),
      error instanceof Error ? error.message : String(error),
      'an event that can be folded',
    );
    return undefined;
  }
  return state && { state, messages };
}

/** The case after so many of its events, and the end of its log there. */
const endAt = ({ id, events }: StoredCase, revision: number, state: CaseState | undefined): CaseEnd => ({
  state,
  revision,
  head: events[revision - 1]?.hash ?? genesis(id),
});

/**
 * Whether time did the very same before. Warnings that an extension took back come again, but not while nothing is due.
 */
const isRepeated = ({ key, type, data }: CaseEvent, events: readonly CaseEvent[], index: number): boolean =>
  key === undefined &&
  events
    .slice(0, index)
    .some(each => each.key === undefined && each.type === type && JSON.stringify(each.data) === JSON.stringify(data));

const isSequel = (event: CaseEvent, first: CaseEvent): boolean => event.key === undefined && event.at === first.at;

/** What was due when time did something; undefined when it is not what happened. */
function byTime(
  end: CaseEnd,
  event: CaseEvent,
  repeated: boolean,
  environment: Environment,
  note: Note,
  place: string,
): readonly CaseEvent[] | undefined {
  const { state } = end;
  if (!state) {
    note('decided', place, told(event), 'received, with the key of its command');
    return undefined;
  }
  const next = nextTick(state, environment);
  const expected = next ? tick({ ...end, state }, environment, event.noticedAt).events : [];
  if (expected[0] && textOf(expected[0]) === textOf(event)) return expected;
  const due = expected[0] ? `${told(expected[0])} (${nameOf(expected[0])})` : 'nothing due';
  const found = `${told(event)} (${nameOf(event)})`;
  if (repeated) note('repeated', place, found, due);
  else if (!next || event.at < next.at) note('early', place, found, due);
  else note(next.at < event.at ? 'missed' : 'decided', place, found, due);
  return undefined;
}

const isUnknown = (error: unknown): boolean =>
  error instanceof Refused && (error.code === 'calendar.unknown' || error.code === 'procedure.unknown');

const nameOf = ({ data }: CaseEvent): string =>
  'instrument' in data ? data.instrument : 'clock' in data ? data.clock : 'step' in data ? data.step : 'the case';

function nothingMissedBefore(
  state: CaseState | undefined,
  event: CaseEvent,
  asked: Instant,
  environment: Environment,
  note: Note,
  place: string,
): void {
  const next = state && nextTick(state, environment);
  if (next && next.at < asked)
    note(
      'missed',
      place,
      `${told(event)}, asked at ${formatInstant(asked)}`,
      `what was due at ${formatInstant(next.at)} before it`,
    );
}

/** What an act comes to when it is decided once more; undefined when that cannot be said. */
function byAct(
  end: CaseEnd,
  event: CaseEvent,
  command: StoredCommand | undefined,
  stored: StoredCase,
  environment: Environment,
  note: Note,
  place: string,
): readonly CaseEvent[] | undefined {
  const { state } = end;
  const asked = when(event);
  nothingMissedBefore(state, event, asked, environment, note, place);
  const act = command ? actOf(command, stored.id) : event.actor.role === 'engine' ? addressing(event) : undefined;
  // Without its command, it is noted as unasked.
  if (!act) return undefined;
  // A run never counts an act as asked later than its own clock: where that lags the database's, the act is a little
  // earlier.
  if (command && (asked > command.asked || asked < command.asked - clocksApart))
    note('asked', place, formatInstant(asked), formatInstant(command.asked));
  // A receipt of then pinned the rules of then.
  const rules = event.type === 'received' ? (event.rules ?? firstRules) : undefined;
  const source = command ? { ...command, digest: namedDigestOf(command.payload) } : { actor: engine, key: event.key! };
  try {
    const expected = decide(
      end,
      act,
      contextOf({ ...source, ...defined({ rules }) }, asked, state),
      environment,
    ).events;
    if (expected[0] && textOf(expected[0]) === textOf(event)) return expected;
    note('decided', place, told(event), expected[0] ? told(expected[0]) : 'nothing');
  } catch (error) {
    if (!(error instanceof Refused) || isUnknown(error)) throw error;
    note('decided', place, told(event), `the refusal ${error.code}`);
  }
  return undefined;
}

/** The act that a row records; a beginning's case and number are in the row itself. */
const actOf = ({ begins, number, payload }: StoredCommand, id: string): Command =>
  (begins ? { ...(JSON.parse(payload) as object), type: 'receive', case: id, number } : JSON.parse(payload)) as Command;

/** The addressing of an instrument is in no row: what it asked is what it brought. */
const addressing = (event: CaseEvent): Command | undefined =>
  event.type === 'instrumentAddressed' ? { type: 'addressInstrument', ...event.data } : undefined;

/** What is due by now, and should have been done a while ago. */
function atTheEnd(
  state: CaseState,
  events: readonly CaseEvent[],
  until: Instant,
  environment: Environment,
  note: Note,
): void {
  if (isOver(state)) return;
  const next = nextTick(state, environment);
  const place = `after event ${events.length}`;
  if (next && next.at < until)
    note('missed', place, `nothing since ${formatInstant(state.at)}`, `what was due at ${formatInstant(next.at)}`);
  for (const { instrument } of unaddressed(state)) {
    // What was noticed late has been open since then alone.
    const opening = events.find(each => each.type === 'instrumentOpened' && each.data.instrument === instrument);
    if (opening && (opening.noticedAt ?? opening.at) < until)
      note('missed', place, `${instrument} without number and addressee`, 'both, looked up when it fired');
  }
}
