import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readCase } from '../../db/cases/cases.ts';
import { beginCase, project } from '../../db/log/append.ts';
import { verifyChain } from '../../db/log/read.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import { ladder } from '../../domain/case/capabilities/instruments/ladder.ts';
import { changeOver, evolve, viewOf } from '../../domain/case/case.ts';
import type { Command } from '../../domain/case/command.ts';
import type { Actor } from '../../domain/values.ts';
import type { Asked } from '../../domain/host/virtual/virtual-case.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { Entry } from '../../domain/log/chain.ts';
import { approval, assigned, each, listBy, procedure, race, workingDays } from '../../domain/procedure.ts';
import { caseOf, clerk, officer, supervisor, type CaseOptions, type VirtualCase } from '../../domain/testing.ts';
import { Refused } from '../../domain/refusal.ts';
import { deeds, play, start } from '../case/any-case.ts';
import { times } from '../support/examples.ts';
import { writeAsked } from '../support/asked-rows.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

interface Appended {
  readonly asked: readonly Asked[];
  readonly entries: readonly Entry[];
  readonly view: CaseView;
}
/** How many appends go into each projection, and whether it says what changed or gives the whole view. */
const slices = fc.array(fc.record({ appends: fc.integer({ min: 1, max: 9 }), whole: fc.boolean() }), { minLength: 1 });
type Slices = typeof slices extends fc.Arbitrary<infer T> ? T : never;

let cases = 0;
/** Options of a case of its own, and what it appends. */
function recording(): { readonly options: CaseOptions; readonly of: (one: VirtualCase) => readonly Appended[] } {
  cases += 1;
  const added: Omit<Appended, 'view'>[] = [];
  const options: CaseOptions = {
    id: `2027-any-${cases}`,
    nth: cases,
    onAppended: (entries, asked) => {
      added.push({ entries, asked: asked ? [asked] : [] });
    },
  };
  return { options, of: one => viewsOf(one, added) };
}

/** The view after each append, played once more from the log. */
function viewsOf(one: VirtualCase, added: readonly Omit<Appended, 'view'>[]): readonly Appended[] {
  let state: VirtualCase['state'];
  let index = 0;
  return added.map(({ entries, asked }) => {
    for (const event of one.events.slice(index, index + entries.length)) state = evolve(state, event, one.environment);
    index += entries.length;
    return { entries, asked, view: viewOf(state!, one.environment) };
  });
}

/** Writes a case as runs and callers do: piece by piece, by what changed or whole. (C23) */
async function write(id: string, appended: readonly Appended[], pieces: Slices): Promise<void> {
  const { db } = database;
  const [first, ...rest] = appended;
  const { entries, view } = first!;
  const asked = appended.flatMap(each => each.asked);
  await writeAsked(db, id, asked);
  await beginCase(db, id, { entries, view, queryCode: 'Q' });
  let before = view;
  for (let [done, nth] = [0, 0]; done < rest.length; nth += 1) {
    const { appends, whole } = pieces[nth % pieces.length]!;
    const piece = rest.slice(done, done + appends);
    const views = piece.map(({ view }) => view);
    const update = whole ? { view: views.at(-1)! } : { change: changeOver([before, ...views]) };
    await project(db, id, { entries: piece.flatMap(({ entries }) => entries), ...update });
    before = views.at(-1)!;
    done += piece.length;
  }
  const last = appended.at(-1)!;
  const kept = await readCase(db, id);
  expect(kept?.view).toEqual(JSON.parse(JSON.stringify(last.view)));
  expect(await verifyChain(db, id)).toMatchObject({ whole: true, revision: last.entries.at(-1)!.seq });
}

// (C23)
test('whatever is asked of a case, in any order and late, the read model takes every event of its log', async () => {
  await fc.assert(
    fc.asyncProperty(start, deeds, slices, async (begun, list, pieces) => {
      const { options, of } = recording();
      const one = play(begun, list, () => {}, options);
      expect(one.events.length).toBeGreaterThan(0);
      await write(one.id, of(one), pieces);
    }),
    times(150),
  );
}, 600_000);

const keys = ['a', 'blue', 'promise', 'L0.blue', '事项', '𠀀'.repeat(20), 'x'.repeat(64), '1', 'step', '__', '-'];
const offices = ['market-regulation', 'fire-rescue', 'tobacco', '𠀀'.repeat(60), 'a:blue#2', 'constructor'];
const branching = procedure({
  name: 'branching',
  version: 1,
  title: '分支 "事项" \\ \u2028',
  lead: 'market-regulation',
  form: z.object({
    items: listBy(z.object({ key: z.string(), unit: z.string() }), 'key', 4),
    note: z.string(),
  }),
  example: { items: [], note: '' },
  permits: { licence: '许可证', second: '许可' },
  limits: { promised: workingDays(40), statutory: workingDays(60) },
  steps: {
    look: approval('审查', { by: assigned, within: workingDays(12) }),
    first: approval('先到', { by: 'market-regulation', within: workingDays(1) }),
    other: approval('后到', { by: 'fire-rescue', within: workingDays(14) }),
  },
  *run({ form, steps, grantEach }) {
    const answers = yield* each(
      form.items,
      item => item.key,
      function* (item) {
        const look = yield* steps.look({ to: item.unit });
        return { look, again: yield* steps.look({ to: item.unit }) };
      },
    );
    const won = yield* race({ first: steps.first(), other: steps.other() });
    const again = yield* race({ first: steps.first(), other: steps.other() });
    void answers;
    return grantEach({ licence: won.value, second: again.value });
  },
});

const storable = fc.string({ unit: 'binary', maxLength: 30 }).map(text => `说${text.replaceAll('\u0000', '')}`);
const branchingActs = fc.array(
  fc.record({
    kind: fc.constantFrom('answer', 'answer', 'answer', 'disagree', 'start', 'sign', 'reply', 'close', 'claim'),
    pick: fc.nat(),
    text: storable,
    minutes: fc.integer({ min: 0, max: 30_000 }),
  }),
  { maxLength: 40 },
);
type BranchingActs = typeof branchingActs extends fc.Arbitrary<infer T> ? T : never;

/** Does whatever is asked on the open steps and instruments of a case; a refusal changes nothing. */
function actOn(one: VirtualCase, list: BranchingActs): void {
  let now = one.now;
  for (const { kind, pick, text, minutes } of list) {
    now += minutes * 60_000;
    one.until(formatInstant(now));
    const open = one.view.steps.filter(({ endedAt }) => endedAt === undefined);
    const [step, instrument] = [open[pick % open.length], one.instruments[pick % one.instruments.length]];
    const clock = one.view.clocks[pick % one.view.clocks.length]!.clock;
    const level = (['L0', 'L1', 'L2', 'L3', 'L4'] as const)[pick % 5]!;
    const by = officer(step?.unit ?? 'market-regulation');
    const named = { instrument: instrument?.instrument ?? 'none' };
    const authority = supervisor(instrument?.authority ?? ladder[level].from);
    const commands: Readonly<Record<string, readonly [Actor, Command]>> = {
      answer: [by, { type: 'answer', step: step?.step ?? 'none', answer: { answer: 'agree' } }],
      disagree: [
        by,
        { type: 'answer', step: step?.step ?? 'none', answer: { answer: 'disagree', reasons: [{ text }] } },
      ],
      claim: [by, { type: 'claim', step: step?.step ?? 'none' }],
      start: [supervisor(ladder[level].from), { type: 'startInstrument', level, clock, reason: { text } }],
      sign: [authority, { type: 'signInstrument', ...named }],
      reply: [officer(instrument?.unit ?? 'tobacco'), { type: 'replyToInstrument', ...named, reply: text }],
      close: [authority, { type: 'closeInstrument', ...named, conclusion: text }],
    };
    const [actor, command] = commands[kind]!;
    try {
      one.act(actor, command);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  one.until(formatInstant(now + 90 * 86_400_000));
}

const items = fc.uniqueArray(fc.record({ key: fc.constantFrom(...keys), unit: fc.constantFrom(...offices) }), {
  selector: ({ key }) => key,
  minLength: 1,
  maxLength: 4,
});

// (C23)
test('branches, repeated and cancelled steps, and texts of any kind make names and rows that are taken', async () => {
  await fc.assert(
    fc.asyncProperty(items, storable, branchingActs, slices, async (of4, note, list, pieces) => {
      const { options, of } = recording();
      const one = caseOf(branching, options)
        .receive({ at: '2027-03-24T10:00', form: { items: of4, note } })
        .at('2027-03-24T11:00')
        .accept(clerk);
      actOn(one, list);
      for (const names of [one.view.clocks.map(each => each.clock), one.view.steps.map(each => each.step)])
        expect(new Set(names).size).toBe(names.length);
      await write(one.id, of(one), pieces);
    }),
    times(150),
  );
}, 600_000);
