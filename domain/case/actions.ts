import type { Refusal } from '../refusal.ts';
import type { ActContext } from './act-context.ts';
import { rules, type PeoplesCommand } from './capabilities/index.ts';
import { answersOf } from './capabilities/steps/answers.ts';
import { isRunning } from './clocks.ts';
import { command } from './command.ts';
import { refusalOfAct, type ActSubject } from './decide.ts';
import type { Environment } from './environment.ts';
import type { CaseAtEnd } from './record.ts';
import { stepOf, type CaseState } from './state.ts';

type Act = PeoplesCommand['type'];

/** An act that a case may take: what it is about, and what stands against it. */
export interface Action {
  readonly act: Act;
  readonly about: ActSubject;
  /** Why it is not possible now, whatever it carries; undefined where it is possible. */
  readonly refusal: Refusal | undefined;
}

/** What somebody asks of a case: who, when, and of which acts. */
export interface Question {
  readonly acts: readonly Act[];
  readonly asked: ActContext;
  readonly environment: Environment;
}

/** The acts that people ask for, as the capabilities have them. */
export const peoplesActs: readonly Act[] = Object.entries(rules).flatMap(([type, { by }]) =>
  by === 'people' ? [type as Act] : [],
);

const fieldsOf = new Map<string, readonly string[]>(
  command.options.map(option => [option.shape.type.value, Object.keys(option.shape)]),
);
const isAbout = (act: Act, key: keyof ActSubject): boolean => fieldsOf.get(act)!.includes(key);

/** The acts on a case, but for those on one of its steps; one entry for each thing that an act may be about. */
export const actionsOfCase = (before: CaseAtEnd, question: Question): readonly Action[] =>
  question.acts
    .filter(act => !isAbout(act, 'step'))
    .flatMap(act => subjectsOf(act, before.state).map(about => answered(before, act, about, question)));

/** The acts on one of its steps. */
export const actionsOfStep = (before: CaseAtEnd, step: string, question: Question): readonly Action[] =>
  question.acts.filter(act => isAbout(act, 'step')).map(act => answered(before, act, { step }, question));

/** The answers of which one is taken at a step; none where it is free, or there is no such step. */
export function answersAt(
  { state }: CaseAtEnd,
  id: string,
  { asked, environment }: Pick<Question, 'asked' | 'environment'>,
): readonly string[] {
  const step = stepOf(state, id);
  return step ? answersOf({ state, asked, environment }, step) : [];
}

const answered = (before: CaseAtEnd, act: Act, about: ActSubject, { asked, environment }: Question): Action => ({
  act,
  about,
  refusal: refusalOfAct(before, { type: act, ...about }, asked, environment),
});

/** What an act may be about in a case: one subject without names for an act on the case as a whole. */
function subjectsOf(act: Act, state: CaseState): readonly ActSubject[] {
  if (act === 'extend') return extendableIn(state);
  if (isAbout(act, 'clock')) return state.clocks.flatMap(({ clock, unit }) => (unit === undefined ? [] : [{ clock }]));
  if (isAbout(act, 'instrument'))
    return state.instruments.flatMap(({ instrument, closedAt }) => (closedAt === undefined ? [{ instrument }] : []));
  if (isAbout(act, 'event'))
    return (state.annullable ?? []).flatMap(({ seq, annulledBy }) =>
      annulledBy === undefined ? [{ event: seq }] : [],
    );
  if (isAbout(act, 'permit'))
    return state.permits.flatMap(({ permit, state: standing }) => (standing === 'granted' ? [{ permit }] : []));
  return [{}];
}

/** Clocks that run and whose kind is extended at all. */
const extendableIn = ({ clocks }: CaseState): readonly ActSubject[] =>
  clocks.filter(isRunning).flatMap(({ clock, kind }): readonly ActSubject[] => {
    if (clock === 'promise' || clock === 'statutory' || clock === 'correction') return [{ clock }];
    return kind === 'tolerance' ? [{ clock: kind, material: clock.slice('tolerance:'.length) }] : [];
  });
