import { nextTick } from '../../case/case.ts';
import { samplesOf } from '../../procedure/check/walk/sample.ts';
import type { AnyProcedure, StepDefinition } from '../../procedure/procedure.ts';
import { Refused } from '../../refusal.ts';
import type { Json } from '../../values.ts';
import type { RecordedCase } from '../recorded.ts';
import type { CaseOf } from './case-of.ts';
import { cityOf, type VirtualCity } from './city.ts';
import { clerk, officer } from './people.ts';
import { agree, paper, reference } from './samples.ts';
import { millisecondsPerDay } from '../../calendar/day.ts';

type One = CaseOf<AnyProcedure>;

/** So many answers and moves of the clock at most: a flow that asks again for ever has no good way. */
const mostMoves = 300;
/** An invitation to a conference is tried for so many days ahead. */
const mostDaysAhead = 30;
const hourMs = 3_600_000;

/**
 * Plays a case of a procedure, and those that it opens, with the best answer to each step, as the log that a release
 * keeps. Where nobody has anything to do, time passes to what is due next.
 * @param procedures those whose cases it may open
 * @throws Error where the case comes to no decision
 */
export function recordGoodWay(procedure: AnyProcedure, procedures: readonly AnyProcedure[]): RecordedCase {
  const city = cityOf(procedures);
  const one = city.receive(procedure, { at: '2027-03-24 10:00' });
  for (let moves = 0; moves < mostMoves && !one.view.closed; moves += 1)
    if (!answerBest(city) && !isPassing(city)) break;
  if (one.view.decidedAt === undefined && one.view.endedAt === undefined)
    throw new Error(
      `The good way of ${procedure.id} comes to no decision: it stands at ${one.openSteps.join(', ') || one.status}. ` +
        'Play a case on a running stack and record it.',
    );
  return { entries: one.entries, view: one.view };
}

/** Lets time pass to what is due next; whether anything is. */
function isPassing(city: VirtualCity): boolean {
  const before = city.now;
  if (city.cases.every(one => nextTick(one.state!, one.environment) === undefined)) return false;
  city.lapse();
  return city.now > before;
}

/** Does what is to be done first in the city, as well as it can be done; whether there was anything. */
export const answerBest = (city: VirtualCity): boolean =>
  (city.cases as readonly One[]).some(
    one => acceptBest(one) || one.openSteps.some(id => isTaken(() => answerStep(city, one, id))) || handOver(one),
  );

/** The units that are asked find the papers complete, and the window accepts. */
function acceptBest(one: One): boolean {
  if (one.status !== 'received') return false;
  for (const { unit } of one.view.checks ?? [])
    if (isTaken(() => one.act(officer(unit), { type: 'checkCompleteness', defects: [] }))) return true;
  return isTaken(() => one.accept());
}

/** What was decided is handed over at the window and published, where it has to be. */
function handOver(one: One): boolean {
  const deliver = { type: 'deliver', how: 'window', receipt: reference('receipt-1') } as const;
  return (
    isTaken(() => one.act(clerk, deliver)) ||
    isTaken(() => one.act(officer(one.view.lead), { type: 'publish', where: 'credit website' }))
  );
}

function answerStep(city: VirtualCity, one: One, id: string): void {
  const [name, seat] = id.split(':') as [string, string?];
  const definition = one.procedure.steps[name.split(/[@#]/, 1)[0]!]!;
  const value = (seat === undefined ? samplesOf(definition.outcome)[0] : agree) as Json;
  if (definition.kind === 'child') city.fileChild(one, id, definition.child!);
  else if (definition.kind === 'effect') one.complete(id, resultOf(value));
  else if (definition.kind === 'conference' && seat === undefined) convene(one, id);
  else if (definition.gives) answerWithPapers(one, id, definition, value);
  else one.answer(id, value as never);
}

/** The unit that holds the step invites for the first morning that leaves the parties their notice, and they meet. */
function convene(one: One, id: string): void {
  const by = officer(one.view.steps.find(({ step }) => step === id)?.unit ?? one.view.lead);
  for (let days = 1; days <= mostDaysAhead; days += 1) {
    const meets = one.now - (one.now % millisecondsPerDay) + days * millisecondsPerDay + 2 * hourMs;
    if (!isTaken(() => one.act(by, { type: 'convene', step: id, meets, place: 'on the site' }))) continue;
    one.until(meets);
    return;
  }
  throw new Refused('conference.tooSoon', { step: id, found: one.now, earliest: one.now });
}

function answerWithPapers(one: One, step: string, { gives = [] }: StepDefinition, answer: Json): void {
  const by = officer(one.view.steps.find(each => each.step === step)?.unit ?? one.view.lead);
  one.act(by, { type: 'answer', step, answer, papers: gives.map(material => paper(material)) });
}

const resultOf = (value: Json): Json => {
  const { lapsed: _, ...result } = value as { readonly lapsed: false };
  return result;
};

function isTaken(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
