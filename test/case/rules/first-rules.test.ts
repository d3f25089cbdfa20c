import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { auditCase } from '../../../domain/audit/audit.ts';
import { parseInstant } from '../../../domain/calendar/day.ts';
import { compileCalendar } from '../../../domain/calendar/calendar.ts';
import { demonstration } from '../../../domain/calendar/published.ts';
import { fold, viewOf, type Environment } from '../../../domain/case/case.ts';
import type { Command } from '../../../domain/case/command.ts';
import { readEvent } from '../../../domain/case/event.ts';
import { explainClock } from '../../../domain/case/explain/explain.ts';
import { historyOf } from '../../../domain/case/explain/history.ts';
import { applyCommand } from '../../../domain/host/apply-command.ts';
import type { CaseSnapshot } from '../../../domain/host/protocol.ts';
import { startSnapshot } from '../../../domain/host/snapshot.ts';
import { applyDueTicks } from '../../../domain/host/ticks.ts';
import { canonicalJson } from '../../../domain/log/canonical.ts';
import { genesis, link, type Entry } from '../../../domain/log/chain.ts';
import { applicant as asksApplicant, approval, procedure, workingDays } from '../../../domain/procedure.ts';
import type { Actor } from '../../../domain/values.ts';
import { restaurantOpening } from '../../../workflows/procedures/restaurant-opening.v1.ts';
import { toldOf } from '../../support/told.ts';
import { administrator } from '../amendments.ts';
import { local } from '../restaurant.ts';

/** Cases that a build with the first rules recorded, with the dues that it told at the end of each log. */
interface Recorded {
  readonly entries: readonly Entry[];
  readonly commands: readonly {
    readonly key: string;
    readonly actor: Actor;
    readonly command: Command;
    readonly asked: number;
  }[];
  readonly dues: Readonly<Record<string, string>>;
}
const recorded = JSON.parse(readFileSync(new URL('recorded-1.json', import.meta.url), 'utf8')) as Readonly<
  Record<'lapsed' | 'breached' | 'paused', Recorded>
>;

const calendar = compileCalendar(demonstration);
const fixing = procedure({
  name: 'fixing',
  version: 1,
  title: '试验',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  permits: { licence: '许可证' },
  limits: { promised: workingDays(5), statutory: workingDays(20) },
  steps: {
    fix: asksApplicant('整改', { within: workingDays(1) }),
    look: approval('审查', { by: 'market-regulation', within: workingDays(3) }),
  },
  *run({ steps, grant }) {
    yield* steps.fix();
    yield* steps.look();
    return grant('licence');
  },
});
const environments: Readonly<Record<keyof typeof recorded, Environment>> = {
  lapsed: { procedure: fixing, calendar: () => calendar },
  breached: { procedure: fixing, calendar: () => calendar },
  paused: { procedure: restaurantOpening, calendar: () => calendar },
};
const names = ['lapsed', 'breached', 'paused'] as const;

/** A recorded case as a run would hold it. */
function heldCase(name: (typeof names)[number]): CaseSnapshot {
  const { entries } = recorded[name];
  const state = fold(
    entries.map(({ text }) => readEvent(text)),
    environments[name],
  );
  return startSnapshot('case-1', { entries, state });
}
const dues = (kept: CaseSnapshot, environment: Environment): Readonly<Record<string, string>> =>
  Object.fromEntries(viewOf(kept.state, environment).clocks.map(({ clock, due }) => [clock, local(due)]));
const eventsOf = ({ tail }: CaseSnapshot) => tail.map(({ text }) => readEvent(text));

const command: Command = { type: 'adoptRules', rules: 2 };
const adopt = (kept: CaseSnapshot, at: string, environment: Environment): CaseSnapshot =>
  applyCommand(
    kept,
    {
      key: 'rules-2',
      actor: administrator,
      payload: canonicalJson(command),
      asked: parseInstant(at),
      since: kept.revision,
      head: kept.head,
    },
    { now: parseInstant(at), clearedUpTo: Number.POSITIVE_INFINITY },
    environment,
  );

/** Audits a log with the commands that it was asked by. */
function findingsOf(name: (typeof names)[number], entries: readonly Entry[], adoptedAt?: number) {
  const asked = recorded[name].commands.map(each => ({ ...each, payload: canonicalJson(each.command) }));
  const all = [
    ...asked,
    ...(adoptedAt === undefined
      ? []
      : [{ key: 'rules-2', actor: administrator, payload: canonicalJson(command), asked: adoptedAt }]),
  ];
  const events = entries.map(({ seq, text, hash }, index) => {
    const { type, at, askedAt, actor, key } = readEvent(text);
    const prev = entries[index - 1]?.hash ?? genesis('case-1');
    return { seq, type, at, askedAt: askedAt ?? null, actor, key: key ?? null, text, prev, hash, recordedAt: at };
  });
  const first = readEvent(entries[0]!.text);
  const number = first.type === 'received' ? first.data.number : '';
  const { findings } = auditCase(
    {
      id: 'case-1',
      number,
      queryCode: 'Q',
      revision: entries.length,
      head: entries.at(-1)!.hash,
      interests: [],
      offset: 0,
      personal: [],
      now: entries.length === 0 ? 0 : events.at(-1)!.at,
      events,
      commands: all.map(({ key, actor, payload, asked: at }, index) => {
        const seq = events.find(each => each.key === key)!.seq;
        return {
          key,
          actor,
          payload,
          asked: at,
          begins: index === 0,
          age: 0,
          ...(index === 0 && { number, queryCode: 'Q' }),
          answer: { accepted: true as const, seq, revision: seq },
        };
      }),
      messages: [],
      numbers: [],
    } as never,
    1_000_000_000,
    environments[name],
  );
  return findings.filter(({ check }) => check !== 'message').map(({ check, place }) => `${check} ${place}`);
}

// (C19)
describe.each(names)('the case %s, recorded under the first rules', name => {
  test('folds to the dues that the build of then told', () => {
    const kept = heldCase(name);
    expect(kept.state.rules).toBe(1);
    expect(dues(kept, environments[name])).toMatchObject(recorded[name].dues);
  });

  test('is decided once more by the rules of then: the audit finds nothing', () => {
    expect(findingsOf(name, recorded[name].entries)).toEqual([]);
  });

  test('is not what the current rules would have made of it', () => {
    let hash = genesis('case-1');
    const entries = recorded[name].entries.map(({ seq, text }) => {
      const now = text.replace('"rules":1', '"rules":2');
      hash = link(hash, now);
      return { seq, text: now, hash };
    });
    const { state } = startSnapshot('case-1', {
      entries,
      state: fold(
        entries.map(({ text }) => readEvent(text)),
        environments[name],
      ),
    });
    const now = viewOf(state, environments[name]).clocks.map(({ clock, due }) => [clock, local(due)]);
    expect(Object.fromEntries(now)).not.toMatchObject(recorded[name].dues);
  });
});

// 24 March 2027 is a Wednesday. The applicant's one day ended on the 25th at 24:00.
describe('a case brought to the current rules', () => {
  const { lapsed, breached, paused } = environments;

  test('counts from the day that ended: old and new due are in the event, and told', () => {
    const kept = adopt(heldCase('lapsed'), '2027-03-26T12:00', lapsed);
    const event = eventsOf(kept).at(-1)!;
    // The review, 3 WD: 29 30 31 by the first rules, 26 29 30 by the second. The promise, 5 WD: without 25 and 26 it
    // was 29 30 31 1 2, and is 26 29 30 31 1; the statutory 20 WD one day less than April 26, a Monday.
    const moved = (clock: string, before: string, after: string) => ({
      clock,
      dueBefore: parseInstant(before),
      due: parseInstant(after),
    });
    expect(event).toMatchObject({
      type: 'recomputed',
      rules: 2,
      actor: administrator,
      basis: { code: 'rule.engineRules' },
      data: {
        reason: 'RULES',
        clocks: [
          moved('promise', '2027-04-02T17:30', '2027-04-01T17:30'),
          moved('statutory', '2027-04-26T17:30', '2027-04-23T17:30'),
          moved('step:look', '2027-03-31T17:30', '2027-03-30T17:30'),
        ],
      },
    });
    expect(kept.state.rules).toBe(2);
    expect(toldOf(event, kept.state, lapsed)[0]).toEqual({
      to: 'p-applicant',
      kind: 'recomputed',
      text:
        '办件20270324-0001：因期限计算规则更正，办理期限重新计算：' +
        '承诺时限由2027-04-02 17:30调整为2027-04-01 17:30；法定时限由2027-04-26 17:30调整为2027-04-23 17:30。',
    });
    const fold2 = fold(eventsOf(kept), lapsed);
    expect(fold2).toEqual(kept.state);
  });

  test('keeps the rules and the verdict of finished clocks', () => {
    const kept = adopt(heldCase('breached'), '2027-04-06T13:00', breached);
    const clock = (name: string) => kept.state.clocks.find(each => each.clock === name);
    expect(clock('step:fix')).toMatchObject({ rules: 1, breachedAt: parseInstant('2027-03-26T00:00') });
    expect(clock('acceptance')).toMatchObject({ rules: 1 });
    expect(clock('step:look')).toMatchObject({ rules: 2, breachedAt: parseInstant('2027-03-31T17:30') });
  });

  test('is late since the change, where its due moved into the past', () => {
    const before = applyDueTicks(
      heldCase('lapsed'),
      { until: parseInstant('2027-03-31T10:00'), now: parseInstant('2027-03-31T10:00'), clearedUpTo: Infinity },
      lapsed,
    );
    const kept = adopt(before, '2027-03-31T10:00', lapsed);
    const at = parseInstant('2027-03-31T10:00');
    const after = applyDueTicks(kept, { until: at + 1, now: at, clearedUpTo: Infinity }, lapsed);
    expect(after.state.clocks.find(({ clock }) => clock === 'step:look')).toMatchObject({ breachedAt: at });
    expect(eventsOf(after).filter(({ at: then, on }) => then === at && on !== undefined)).toEqual([]);
  });

  test('ends no limit in the instant in which a pause ends', () => {
    // Fire safety, 3 WD: March 29. An inspection of 2 WD begins on that day at 16:00 and ends on the 31st at 17:30.
    const kept = adopt(heldCase('paused'), '2027-03-30T12:00', paused);
    expect(dues(kept, paused)).toMatchObject({
      'special:fire': '2027-03-31T17:30',
      'step:fire': '2027-04-01T17:30',
    });
    const end = parseInstant('2027-03-31T17:30');
    const after = applyDueTicks(kept, { until: end + 1, now: end, clearedUpTo: Infinity }, paused);
    expect(after.state.clocks.find(({ clock }) => clock === 'step:fire')?.breachedAt).toBeUndefined();
  });

  test('is explained with both versions of the rules', () => {
    const kept = adopt(heldCase('lapsed'), '2027-03-26T12:00', lapsed);
    const told = explainClock(historyOf(eventsOf(kept), lapsed), 'step:look', lapsed);
    expect(told.recomputations.map(({ cause }) => cause)).toEqual([{ code: 'rules', from: 1, to: 2 }]);
  });

  test('is audited by the rules of each event', () => {
    const at = parseInstant('2027-03-26T12:00');
    const later = parseInstant('2027-04-06T12:00');
    const kept = applyDueTicks(
      adopt(heldCase('lapsed'), '2027-03-26T12:00', lapsed),
      { until: later, now: later, clearedUpTo: Infinity },
      lapsed,
    );
    expect(kept.tail.length).toBeGreaterThan(8);
    const noticedInTime = kept.tail.filter(({ text }) => readEvent(text).noticedAt === undefined);
    expect(noticedInTime.length).toBeGreaterThan(0);
    expect(findingsOf('lapsed', kept.tail, at)).toEqual([]);
  });

  test('is refused where it counts by them already, by versions unknown, and by whoever is no administrator', () => {
    const at = '2027-03-26T12:00';
    const kept = adopt(heldCase('lapsed'), at, lapsed);
    const code = (then: CaseSnapshot, by: Actor, rules: number): unknown => {
      try {
        applyCommand(
          then,
          {
            key: 'again',
            actor: by,
            payload: canonicalJson({ type: 'adoptRules', rules }),
            asked: parseInstant('2027-03-26T13:00'),
            since: then.revision,
            head: then.head,
          },
          { now: parseInstant('2027-03-26T13:00'), clearedUpTo: Infinity },
          lapsed,
        );
        return 'accepted';
      } catch (error) {
        return (error as { refusal?: { code: string } }).refusal?.code;
      }
    };
    expect(code(kept, administrator, 2)).toBe('rules.same');
    expect(code(heldCase('lapsed'), administrator, 99)).toBe('rules.unknown');
    expect(code(heldCase('lapsed'), { person: 'p', role: 'officer', unit: 'market-regulation' }, 2)).toBe(
      'actor.wrongRole',
    );
  });
});
