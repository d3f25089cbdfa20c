import { z } from 'zod';
import { formatInstant } from '../calendar/day.ts';
import { canonicalJson } from '../log/canonical.ts';
import { genesis, link, namedDigestOf } from '../log/chain.ts';
import { readHead } from '../log/reader.ts';
import { aboutWhom } from '../case/about.ts';
import { viewOf, type CaseState, type Environment } from '../case/case.ts';
import { readEvent, type CaseEvent } from '../case/event.ts';
import type { CaseView } from '../case/view.ts';
import type { Finding, Note } from './finding.ts';
import { personalIsAsRecorded } from './personal.ts';
import { nobodyIsInterested } from './recusal.ts';
import { clocksApart, replay } from './replay.ts';
import type { StoredCase, StoredCommand, StoredMessage, StoredNumber } from './stored.ts';

export { checks, type Check, type Finding } from './finding.ts';
export type * from './stored.ts';

export interface CaseAudit {
  readonly findings: readonly Finding[];
  /** What the read model must hold; absent when the log cannot be folded. */
  readonly view?: CaseView;
}

/**
 * Holds what is kept of a case against itself and against the rules. Needs nothing but what the database keeps and the
 * procedure; changes nothing.
 * @param patience milliseconds for which an act may be unanswered, or something due not yet done
 */
export function auditCase(stored: StoredCase, patience: number, environment: Environment): CaseAudit {
  const findings: Finding[] = [];
  const note: Note = (check, place, found, expected) => {
    findings.push({ check, case: stored.id, place, found, expected });
  };
  followsItself(stored, note);
  answersAreTrue(stored, patience, note);
  const events = parseEvents(stored, note);
  if (events) personalIsAsRecorded(stored, events, note);
  const replayed = events && replay(stored, events, patience, environment, note);
  if (!replayed) return { findings };
  const { applicant, form } = replayed.state;
  nobodyIsInterested(stored, { applicant, about: aboutWhom(environment.procedure, form) }, note);
  sameMessages(stored.messages, replayed.messages, note);
  numbersAreThere(stored.numbers, replayed.state, note);
  return { findings, view: viewOf(replayed.state, environment) };
}

/**
 * The chain from the case's own beginning to the head that its row keeps; columns as the texts say; times that never go
 * back; what time did is never ahead of the case's own clock when it is written.
 */
function followsItself({ id, events, revision, head, offset }: StoredCase, note: Note): void {
  let previous = genesis(id);
  let last = -Infinity;
  for (const [index, { seq, type, at, askedAt, actor, key, text, prev, hash, recordedAt }] of events.entries()) {
    const place = `event ${seq}`;
    if (seq !== index + 1) return note('chain', place, `event ${seq}`, `event ${index + 1}`);
    const linked = link(previous, text);
    if (prev !== previous || hash !== linked)
      note('chain', place, `hash ${hash} after ${prev}`, `hash ${linked} after ${previous}`);
    const said = headOf(text);
    const columns = { type, at, askedAt, actor, key };
    if (canonicalJson(columns) !== canonicalJson(said))
      note('columns', place, canonicalJson(columns), canonicalJson(said));
    // What people asked is held against their requests. What follows at once has the instant of the event before it.
    if (key === null && at > last && at > recordedAt + offset + clocksApart)
      note('early', place, formatInstant(at), `at most ${formatInstant(recordedAt + offset)}, when it was recorded`);
    if (at < last) note('timeBack', place, String(at), `at least ${last}`);
    previous = hash;
    last = at;
  }
  if (events.length !== revision || previous !== head)
    note('chain', 'the end', `${events.length} events up to ${previous}`, `${revision} events up to ${head}`);
}

const headOf = (text: string): object => {
  const { type, at, askedAt = null, actor, key = null } = readHead(text);
  return { type, at, askedAt, actor, key };
};

/**
 * Every act has its answer, every accepted one its one event, no other one any; every key in the log was asked with.
 */
function answersAreTrue(
  { commands, events, number, queryCode, revision }: StoredCase,
  patience: number,
  note: Note,
): void {
  const byKey = new Map<string, number[]>();
  for (const { key, seq, actor, type, text } of events) {
    if (key === null) continue;
    byKey.set(key, [...(byKey.get(key) ?? []), seq]);
    const command = commands.find(each => each.key === key);
    // Only the addressing of an instrument is in no row.
    if (!command && (actor as { role?: string }).role === 'engine' && type === 'instrumentAddressed') continue;
    if (command) isOfItsCommand(seq, text, command, note);
    else note('unasked', `event ${seq}`, `the key ${key}`, 'a command with that key, for this case');
  }
  for (const command of commands) isAnswered(command, byKey.get(command.key) ?? [], revision, patience, note);
  const first = commands.find(each => each.begins);
  if (first && events.length > 0 && (first.number !== number || first.queryCode !== queryCode))
    note('toldWrongly', `command ${first.key}`, `number ${first.number}`, `number ${number}`);
}

/** Nobody can have acted in another's name, or with other content, than the command's row says. */
function isOfItsCommand(seq: number, text: string, command: StoredCommand, note: Note): void {
  const { actor, digest } = readHead(text);
  const found = canonicalJson({ actor, digest });
  const expected = canonicalJson({ actor: command.actor, digest: namedDigestOf(command.payload) });
  if (found !== expected) note('forged', `event ${seq}`, found, expected);
}

function isAnswered(
  { key, answer, age, dead }: StoredCommand,
  seqs: readonly number[],
  revision: number,
  patience: number,
  note: Note,
): void {
  const place = `command ${key}`;
  const [seq] = seqs;
  const where = seqs.length === 0 ? 'no event' : `event ${seqs.join(', ')}`;
  if (seqs.length > 1) note('doubled', place, where, 'one event');
  if (!answer) {
    if (seq !== undefined) note('toldWrongly', place, 'no answer', `accepted as event ${seq}`);
    else if (dead !== undefined) note('deadLetter', place, dead, 'an answer');
    else if (age > patience)
      note(
        'unanswered',
        place,
        `no answer after ${Math.round(age / 1_000)} s`,
        `one within ${Math.round(patience / 1_000)} s`,
      );
  } else if (!answer.accepted) {
    if (seq !== undefined) note('refusedYetEffective', place, where, `none: told ${answer.refused.code}`);
  } else if (seq === undefined) note('lost', place, 'no event', `event ${answer.seq}, as told`);
  else if (answer.seq !== seq) note('toldWrongly', place, `event ${answer.seq}`, where);
  else if (answer.revision < seq || answer.revision > revision)
    note('toldWrongly', place, `revision ${answer.revision}`, `one from ${seq} to ${revision}`);
}

function parseEvents({ events }: StoredCase, note: Note): readonly CaseEvent[] | undefined {
  const result: CaseEvent[] = [];
  for (const { seq, text } of events) {
    try {
      result.push(readEvent(text));
    } catch (error) {
      note('shape', `event ${seq}`, faultIn(error), 'an event of this build');
      return undefined;
    }
  }
  return result;
}

const faultIn = (error: unknown): string =>
  error instanceof z.ZodError
    ? error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
    : error instanceof Error
      ? error.message
      : String(error);

function sameMessages(found: readonly StoredMessage[], expected: readonly StoredMessage[], note: Note): void {
  const nameOf = ({ seq, position }: StoredMessage): string => `${seq}.${position + 1}`;
  const rest = new Map(found.map(each => [nameOf(each), each]));
  const told = ({ to, kind, code, params }: StoredMessage): string =>
    `${kind} to ${to}: ${code} ${canonicalJson(params)}`;
  for (const each of expected) {
    const there = rest.get(nameOf(each));
    rest.delete(nameOf(each));
    if (!there) note('message', `message ${nameOf(each)}`, 'none', told(each));
    else if (told(there) !== told(each)) note('message', `message ${nameOf(each)}`, told(there), told(each));
  }
  for (const each of rest.values()) note('message', `message ${nameOf(each)}`, told(each), 'none');
}

/** Every record has the number that its register gave to it, and no number went to an instrument that never opened. */
function numbersAreThere(numbers: readonly StoredNumber[], { instruments }: CaseState, note: Note): void {
  const taken = new Map(numbers.map(each => [each.instrument, each]));
  for (const { instrument, number, from } of instruments) {
    const kept = taken.get(instrument);
    taken.delete(instrument);
    if (number === undefined) continue;
    const given = kept && registerText(kept);
    if (given !== registerText(number) || number.authority !== from)
      note('number', `instrument ${instrument}`, registerText(number), given ?? 'a number in the register');
  }
  for (const each of taken.values())
    note('number', `instrument ${each.instrument}`, registerText(each), 'an instrument that was opened');
}

const registerText = ({ authority, level, year, number }: Omit<StoredNumber, 'instrument'>): string =>
  `${authority} ${level} ${year} ${number}`;
