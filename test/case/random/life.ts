import fc from 'fast-check';
import { defined } from '../../../domain/defined.ts';
import { papersAsked } from '../../../domain/host/virtual/samples.ts';
import { formatInstant, parseInstant } from '../../../domain/calendar/day.ts';
import { unaddressed } from '../../../domain/case/case.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { Refused } from '../../../domain/refusal.ts';
import {
  agent,
  applicant,
  cityOf,
  clerk,
  head,
  officer,
  paper,
  supervisor,
  type Application,
  type CityOptions,
  type VirtualCase,
  type VirtualCity,
} from '../../../domain/testing.ts';
import { engine, type Actor } from '../../../domain/values.ts';
import { deedsOn } from './case-deeds.ts';
import { parts } from './parts.ts';
import { isServed, pinsIn, places } from './places.ts';
import { form } from './plan.ts';

const minuteMs = 60_000;
const mostDays = 20;

/** What comes in, and what is asked of the case afterwards: which of the acts that make sense, when, by whom. */
export type Course = Omit<Made, 'form'> & { readonly form?: Made['form'] };
type Made = typeof course extends fc.Arbitrary<infer T> ? T : never;
export const course = fc.record({
  form,
  papers: fc.subarray(['plan', 'sketch', 'proof']),
  /** A paper in the place of which another one is handed in. */
  isReplaced: fc.boolean(),
  /** The modes that are chosen, of those that the procedure offers. */
  modes: fc.subarray([
    'commitment',
    'onTheSpot',
    'instantAuto',
    'singleId',
    'crossRegion',
    'applyAndEnjoy',
    'assisted',
    'fastLane',
  ]),
  grade: fc.constantFrom('A' as const, 'B' as const, 'D' as const),
  filer: fc.constantFrom('self' as const, 'agent' as const, 'window' as const),
  from: fc.constantFrom('visit', 'applicant', 'fire-rescue'),
  /** Where the case is; nowhere in particular, every name is a unit's own. */
  place: fc.constantFrom(undefined, ...places),
  minute: fc.integer({ min: 0, max: mostDays * 1_440 }),
  deeds: fc.array(
    fc.record({
      pick: fc.nat(),
      /** Of all cases of the family, the one that is acted on. */
      which: fc.nat(),
      sample: fc.nat(),
      minutes: fc.oneof(
        { weight: 3, arbitrary: fc.integer({ min: 0, max: 600 }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
      ),
      /** By how many minutes it arrives after it was asked. */
      late: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 3_000 }) },
      ),
      isStranger: fc.integer({ min: 0, max: 15 }).map(of16 => of16 === 0),
    }),
    { minLength: 4, maxLength: 30 },
  ),
});

const strangers: readonly Actor[] = [
  officer('archives'),
  head('archives'),
  supervisor(),
  { ...applicant, person: 'p-else' },
];

/** Numbers and addresses the instruments that opened, as a run does by itself. */
export function address(one: VirtualCase): void {
  for (const { instrument, level, from, unit, openedAt } of unaddressed(one.state!))
    one.act(engine, {
      type: 'addressInstrument',
      instrument,
      number: { authority: from, level, year: 2027, number: 1 },
      addressees: [{ post: 'principal', unit }],
      resolvedAt: openedAt,
    });
}

/** Does what may be refused. Anything else that throws fails the test. */
function allowed(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

/** What comes in by a course: by whom, under which modes, in which place. */
function applicationOf(procedure: AnyProcedure, wanted: Course, at: number): Application<AnyProcedure> {
  const { intake, lead } = procedure;
  const place = wanted.place !== undefined && isServed(procedure, wanted.place) ? wanted.place : undefined;
  const pins = place && pinsIn(procedure, place);
  const common = { at: formatInstant(at), creditGrade: wanted.grade, ...(pins && { pins }) };
  if (intake.by === 'schedule') return { ...common, form: { date: '2027-03-15' } as never, by: engine };
  const unit = (name: string): string => pins?.units?.[name] ?? name;
  const form = wanted.form as never;
  if (intake.by !== 'application') {
    const from = intake.from.includes(wanted.from) ? wanted.from : intake.from[0]!;
    const by = from === 'applicant' ? applicant : officer(unit(from === 'fire-rescue' ? from : lead));
    return { ...common, ...defined({ form }), papers: [], from, by };
  }
  const window: Actor = { ...clerk, unit: wanted.modes.includes('crossRegion') ? 'else-hall' : unit('service-window') };
  const by = { self: applicant, agent, window }[wanted.filer];
  const modes = wanted.modes.filter(mode => Object.hasOwn(procedure.modes, mode));
  return { ...common, ...defined({ form }), papers: papersOf(procedure, wanted, modes), modes, by };
}

/** Those that the course names; of a procedure that nobody made up, all that are asked, or all but the first. */
function papersOf(procedure: AnyProcedure, { form, papers, isReplaced }: Course, modes: readonly string[]) {
  if (form === undefined) return papersAsked(procedure, procedure.example, modes).slice(isReplaced ? 1 : 0);
  const declared = papers.filter(name => Object.hasOwn(procedure.materials, name));
  return declared.map(name => ({
    ...paper(name),
    ...(isReplaced && name === 'plan' && { instead: true as const }),
  }));
}

/**
 * Receives what comes in and asks for one act after the other, of the case or of those that it opened. What is refused
 * changes nothing; anything else that throws fails the test. Undefined: what came in was refused.
 */
export function live(
  procedure: AnyProcedure,
  wanted: Course,
  after: (one: VirtualCase) => void,
  { others = Object.values(parts), ...options }: CityOptions & { readonly others?: readonly AnyProcedure[] } = {},
): VirtualCity | undefined {
  let now = parseInstant('2027-03-15T08:00') + wanted.minute * minuteMs;
  const city = cityOf([procedure, ...others], options);
  allowed(() => city.receive(procedure, applicationOf(procedure, wanted, now)));
  const [first] = city.cases;
  if (first?.state === undefined) return undefined;
  after(first);
  for (const { pick, which, sample, minutes, late, isStranger } of wanted.deeds) {
    now += minutes * minuteMs;
    city.until(formatInstant(now));
    const all = city.cases.filter(({ state }) => state !== undefined);
    const one = all[which % all.length]!;
    const choices = deedsOn(one, pick, sample);
    const [actor, command] = choices[Math.floor(pick / 8) % choices.length]!;
    const person = isStranger ? strangers[sample % strangers.length]! : actor;
    allowed(() => one.at(formatInstant(Math.max(now - late * minuteMs, one.state!.receivedAt))).act(person, command));
    for (const each of city.cases.filter(({ state }) => state !== undefined)) {
      address(each);
      after(each);
    }
  }
  return city;
}
