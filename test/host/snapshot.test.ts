import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
import { readEvent, type CaseEvent } from '../../domain/case/event.ts';
import type { Command } from '../../domain/case/command.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { namedDigestOf } from '../../domain/log/chain.ts';
import { readHead } from '../../domain/log/reader.ts';
import type { Actor } from '../../domain/values.ts';
import { recordEvents } from '../../domain/case/case.ts';
import { applyCommand, Rejected } from '../../domain/host/apply-command.ts';
import { acknowledge, appendEvents, hasHandled, isFull, trimTail } from '../../domain/host/snapshot.ts';
import type { ActRequest, CaseSnapshot } from '../../domain/host/protocol.ts';
import { applicant, clerk, officer, paper } from '../../domain/testing.ts';
import { restaurant } from '../case/restaurant.ts';
import { long } from '../support/tags.ts';

const one = restaurant('2027-03-24T10:00');
const { environment } = one;
const fresh = one.snapshot;
/** An act as a caller sends it whose database stands at `since`. */
const asking = (
  kept: CaseSnapshot,
  key: string,
  actor: Actor,
  command: Command,
  asked: string,
  since = kept.acked,
): ActRequest => ({
  key,
  actor,
  payload: canonicalJson(command),
  asked: parseInstant(asked),
  since,
  head: since === kept.floor.seq ? kept.floor.hash : kept.tail[since - kept.floor.seq - 1]!.hash,
});
const rejection = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Rejected) return `${error.type}: ${error.message}`;
    throw error;
  }
  return 'accepted';
};
const typesOf = (kept: CaseSnapshot): readonly string[] => kept.tail.map(entry => readEvent(entry.text).type);

test('an act asked after a tick that ends a right is told to ask again until nobody can have asked before', () => {
  // Acceptance within one working day ends on Thursday 25 March at 17:30: silence then accepts.
  const due = parseInstant('2027-03-25T17:30');
  const act = asking(
    fresh,
    'k',
    officer('market-regulation'),
    { type: 'claim', step: 'licence' },
    '2027-03-25T17:30:01',
  );
  const now = due + 1_500;
  expect(rejection(() => applyCommand(fresh, act, { now, clearedUpTo: -Infinity }, environment))).toMatch(
    /^AskAgain: .*ends a right.* Ask again with the same id\.$/,
  );
  expect(
    rejection(() => applyCommand(fresh, act, { now, clearedUpTo: due - 1 }, environment)),
    'cleared up to just before it',
  ).toMatch(/^AskAgain/);
  expect(
    typesOf(applyCommand(fresh, act, { now, clearedUpTo: due }, environment)).filter(
      type => type !== 'instrumentOpened',
    ),
  ).toEqual(['received', 'deemedAccepted', 'claimed']);
});

test("a tick that ends nobody's right and is not late does not hold an act up", () => {
  const accepted = applyCommand(
    fresh,
    asking(fresh, 'a', clerk, { type: 'accept' }, '2027-03-24T11:00'),
    { now: parseInstant('2027-03-24T11:00'), clearedUpTo: -Infinity },
    environment,
  );
  const act = asking(
    accepted,
    'k',
    officer('market-regulation'),
    { type: 'claim', step: 'licence' },
    '2027-03-25T12:00:01',
  );
  expect(
    typesOf(
      applyCommand(accepted, act, { now: parseInstant('2027-03-25T12:00:01'), clearedUpTo: -Infinity }, environment),
    ),
  ).toContain('thresholdPassed');
});

// (P16)
test('a run with 256 kB unwritten asks for an act again, and still answers an act that it knows', () => {
  const defects = Array.from({ length: 100 }, () => ({ item: 'layoutPlan', defect: '缺'.repeat(1_000) }));
  const time = { now: parseInstant('2027-03-24T12:00'), clearedUpTo: -Infinity };
  const notice = asking(fresh, 'notice', clerk, { type: 'giveNotice', defects }, '2027-03-24T11:00');
  const full = applyCommand(fresh, notice, time, environment);
  expect(isFull(full), '100,000 characters, but 300,000 bytes').toBe(true);
  const supply = asking(
    full,
    'supply',
    applicant,
    { type: 'supply', papers: [paper('layoutPlan')] },
    '2027-03-24T11:30',
  );
  expect(rejection(() => applyCommand(full, supply, time, environment))).toBe(
    'AskAgain: Too much is not yet written down: ask again with the same id.',
  );
  expect(hasHandled(applyCommand(full, notice, time, environment), 'notice')).toBe(true);
  const written = asking(
    full,
    'supply',
    applicant,
    { type: 'supply', papers: [paper('layoutPlan')] },
    '2027-03-24T11:30',
    full.revision,
  );
  expect(typesOf(applyCommand(full, written, time, environment)).at(-1), "the caller's database holds it").toBe(
    'supplied',
  );
  expect(isFull(acknowledge(full, full.revision))).toBe(false);
});

// (P15)
test('a tail keeps what is not written down, and the last 64 other events, fewer where they are large', long, () => {
  const act = (defects: number): CaseEvent =>
    readEvent(
      applyCommand(
        fresh,
        asking(
          fresh,
          'n',
          clerk,
          {
            type: 'giveNotice',
            defects: Array.from({ length: defects }, () => ({ item: 'layoutPlan', defect: 'x'.repeat(1_000) })),
          },
          '2027-03-24T11:00',
        ),
        { now: parseInstant('2027-03-24T12:00'), clearedUpTo: -Infinity },
        environment,
      ).tail.at(-1)!.text,
    );
  const long = (event: CaseEvent): CaseSnapshot =>
    appendEvents(
      fresh,
      recordEvents(
        fresh,
        Array.from({ length: 100 }, () => event),
        environment,
      ),
    );
  const lengthOf = (kept: CaseSnapshot, acked: number): number => trimTail(acknowledge(kept, acked)).tail.length;
  const [small, large] = [long(act(1)), long(act(50))];
  expect([lengthOf(small, 101), lengthOf(small, 11)]).toEqual([64, 90]);
  expect([lengthOf(large, 101), lengthOf(large, 71)], '100 kB with what each tells').toEqual([2, 30]);
  const { floor, tail, revision } = trimTail(acknowledge(large, 101));
  expect([floor.seq, floor.hash, tail[0]!.seq, revision]).toEqual([99, large.tail[98]!.hash, 100, 101]);
});

// (P22)
test('an act without a key is none, and an event has the digest of the text that was decided', () => {
  const time = { now: parseInstant('2027-03-24T11:00'), clearedUpTo: Infinity };
  const whole = asking(fresh, 'whole', applicant, { type: 'withdraw' }, '2027-03-24T11:00');
  for (const lie of [{ key: undefined }, { key: '' }, { payload: undefined }, { cause: 'another/4/0' }]) {
    const request = { ...whole, ...lie } as unknown as ActRequest;
    expect(rejection(() => applyCommand(fresh, request, time, environment))).toMatch(/^Fault: An act has a key/);
  }
  const told = { ...whole, digest: namedDigestOf('{"type":"urge"}') } as ActRequest;
  const [withdrawn] = applyCommand(fresh, told, time, environment).tail.slice(fresh.tail.length);
  expect(readHead(withdrawn!.text)).toMatchObject({ key: 'whole', digest: namedDigestOf('{"type":"withdraw"}') });
});
