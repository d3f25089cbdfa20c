import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionsOfCase, actionsOfStep, peoplesActs, type Action, type Question } from '../../../domain/case/actions.ts';
import { contextOf } from '../../../domain/case/act-context.ts';
import type { PeoplesCommand } from '../../../domain/case/capabilities/index.ts';
import { decide } from '../../../domain/case/case.ts';
import type { Asking } from '../../../domain/case/capability.ts';
import { Refused } from '../../../domain/refusal.ts';
import type { VirtualCase } from '../../../domain/testing.ts';
import { times } from '../../support/examples.ts';
import { long } from '../../support/tags.ts';
import { course, live } from '../random/life.ts';
import { plan } from '../random/plan.ts';
import { loadedFrom } from '../random/procedure-of.ts';
import { actorsOf } from './actors.ts';
import { commandsFor } from './inputs.ts';

/**
 * By what the inputs of the table may be refused though the act is possible with others: of a child's form and its
 * papers only its own procedure knows.
 */
const ofInput: Readonly<Partial<Record<PeoplesCommand['type'], readonly string[]>>> = {
  fileChild: ['form.invalid', 'form.defect', 'material.unknown', 'mode.guard'],
};

/** `accepted`, or the code by which an act is refused; the case stays as it is. */
function outcomeOf(one: VirtualCase, command: PeoplesCommand, { asked, environment }: Question): string {
  try {
    decide(one.end, command, asked, environment);
    return 'accepted';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}

/** What is said of every act of somebody is what comes of it. */
function isKept(one: VirtualCase, sample: number, met: Map<string, number>): void {
  const actors = actorsOf(one, sample);
  const actor = actors[sample % actors.length]!;
  const state = one.state!;
  const end = { ...one.end, state };
  const asked = contextOf({ actor }, Math.max(one.now, state.at), state);
  const question: Question = { acts: peoplesActs, asked, environment: one.environment };
  const asking: Asking = { state, asked, environment: one.environment };
  const actions = [
    ...actionsOfCase(end, question),
    ...state.steps.flatMap(({ id }) => actionsOfStep(end, id, question)),
  ];
  for (const action of actions) isTrue(one, asking, action, question, met);
}

function isTrue(one: VirtualCase, asking: Asking, action: Action, question: Question, met: Map<string, number>): void {
  const said = `${action.act} ${JSON.stringify(action.about)} by ${JSON.stringify(asking.asked.actor)}`;
  const outcomes = commandsFor(asking, action).map(command => outcomeOf(one, command, question));
  if (action.refusal) {
    expect([...new Set(outcomes)], said).toEqual([action.refusal.code]);
    return;
  }
  met.set(action.act, (met.get(action.act) ?? 0) + 1);
  const expected = ofInput[action.act] ?? [];
  expect(
    outcomes.some(each => each === 'accepted' || expected.includes(each)),
    `${said}: ${outcomes.join()}`,
  ).toBe(true);
}

test(
  'an act said to be possible is accepted, and one that is not is refused for the reason told',
  { ...long, timeout: 3_600_000 },
  () => {
    const met = new Map<string, number>();
    let sample = 0;
    fc.assert(
      fc.property(plan, fc.array(course, { minLength: 2, maxLength: 3 }), (written, courses) => {
        const procedure = loadedFrom(written);
        if (!procedure) return;
        for (const each of courses) live(procedure, each, one => isKept(one, (sample += 7), met));
      }),
      { ...times(24), endOnFailure: true },
    );
    expect(met.size, [...met].map(each => each.join(' ')).join(', ')).toBeGreaterThan(8);
  },
);
