import { defined } from '../../../defined.ts';
import type { Letter } from '../../../log/letter.ts';
import type { AnyProcedure } from '../../../procedure/procedure.ts';
import { isPaused, isRunning } from '../../clocks.ts';
import type { CommandOf } from '../../command.ts';
import type { Environment } from '../../environment.ts';
import type { CaseEvent, EventOf } from '../../event.ts';
import { placesOf } from '../../kept-personal.ts';
import { undecided, type CaseState } from '../../state.ts';
import { type Application, applicationOf, type Filed, filedBy, givenTo, handedOn } from './application.ts';
import { endingOf } from './ending.ts';
import type { LinkedStep } from './pages.ts';
import { draftOf } from './state.ts';

/**
 * What a case writes to its parent and its children because of an event.
 */
export function lettersOf(
  before: CaseState | undefined,
  event: CaseEvent,
  after: CaseState,
  environment: Environment,
): readonly Letter[] {
  return [...toChildren(before, event, after, environment), ...toParent(before, event, after)];
}

function toChildren(
  before: CaseState | undefined,
  event: CaseEvent,
  after: CaseState,
  environment: Environment,
): readonly Letter[] {
  switch (event.type) {
    case 'childrenOpened':
      return beginnings(event.data.children, after, environment);
    case 'childFiled':
      return filing(event, after, environment);
    case 'childrenStopped':
      return event.data.children.map(child => stopping(child, after, environment));
    case 'childDropped':
    case 'lapsed': {
      const child = before && draftOf(before, event.data.step);
      return child ? [draftEnded(child, childOf(after, child.step, environment).id)] : [];
    }
    default:
      return [];
  }
}

const childOf = ({ steps }: CaseState, id: string, { procedure }: Environment): AnyProcedure =>
  procedure.steps[steps.find(step => step.id === id)?.step ?? '']!.child!;

function beginnings(children: readonly LinkedStep[], state: CaseState, environment: Environment): readonly Letter[] {
  const askedOf = givenTo(state, environment);
  return children.map(child => {
    const asked = askedOf(child.step);
    const filed = filedBy(state, asked);
    const personal = handedOn(state, asked);
    return draftOf(state, child.step)
      ? draftLetter(child, state, { procedure: asked.procedure.id, filed, personal })
      : beginning(child, asked.procedure, applicationOf(state, child, asked.procedure, filed, personal));
  });
}

const beginning = ({ case: to }: LinkedStep, procedure: AnyProcedure, application: Application): Letter => ({
  to,
  procedure: procedure.id,
  begins: true,
  payload: application,
  personal: placesOf(application.personal),
});

/** The draft that the applicant is to complete: no command of anybody. (P36) */
const draftLetter = (
  { case: to, step }: LinkedStep,
  { case: parent, applicant }: CaseState,
  { procedure, filed, personal }: { procedure: string; filed: Filed; personal: Application['personal'] },
): Letter => ({
  to,
  procedure,
  begins: false,
  draft: 'opens',
  payload: { applicant, parent, step, ...filed, ...defined({ personal }) },
});

/** The draft of a step is filed, dropped, or waited for no longer. */
const draftEnded = ({ case: to }: Pick<LinkedStep, 'case'>, procedure: string): Letter => ({
  to,
  procedure,
  begins: false,
  draft: 'ends',
  payload: {},
});

/** A draft that was filed begins its case, by what the applicant says of it. */
function filing({ data }: EventOf<'childFiled'>, state: CaseState, environment: Environment): readonly Letter[] {
  const { procedure, given } = givenTo(state, environment)(data.step);
  const { form, papers, modes } = data;
  const personal = data.personal ?? handedOn(state, { procedure, given });
  const application = applicationOf(state, data, procedure, { form, papers, modes }, personal);
  return [beginning(data, procedure, application), draftEnded(data, procedure.id)];
}

function stopping({ step, case: to }: LinkedStep, state: CaseState, environment: Environment): Letter {
  const { id: procedure } = childOf(state, step, environment);
  if (draftOf(state, step)) return draftEnded({ case: to }, procedure);
  const isTerminated = state.status === 'terminated';
  const command: CommandOf<'endWithParent'> = {
    type: 'endWithParent',
    parent: state.case,
    how: isTerminated ? 'terminated' : 'withdrawn',
    reasons: isTerminated ? [...state.reasons] : [],
  };
  return { to, procedure, begins: false, payload: command };
}

function toParent(before: CaseState | undefined, event: CaseEvent, after: CaseState): readonly Letter[] {
  const { parent } = after;
  if (!parent) return [];
  const write = (payload: CommandOf<'endChild' | 'moveChild'>): readonly Letter[] => [
    { to: parent.case, procedure: parent.procedure, begins: false, payload },
  ];
  const link = { step: parent.step, case: after.case };
  if (before && undecided(before) && !undecided(after)) {
    // Whoever stopped it waits for no answer.
    if (event.cause?.startsWith(`${parent.case}/`)) return [];
    return write({ type: 'endChild', ...link, ending: endingOf(event, after) });
  }
  const waits = isHeldByNobody(after);
  if (!undecided(after) || waits === (before !== undefined && isHeldByNobody(before))) return [];
  return write({ type: 'moveChild', ...link, waits });
}

const main = new Set(['acceptance', 'promise', 'statutory']);

/** The applicant corrects it, or all its clocks lawfully stand still. */
function isHeldByNobody({ status, clocks }: CaseState): boolean {
  if (status === 'correction' || status === 'held') return true;
  const running = clocks.filter(clock => main.has(clock.kind) && isRunning(clock));
  return running.length > 0 && running.every(isPaused);
}
