import { defined } from '../../../defined.ts';
import type { Letter } from '../../../log/letter.ts';
import { handedOnOf } from '../../../procedure/procedure.ts';
import { isPaused, isRunning } from '../../clocks.ts';
import type { CommandOf } from '../../command.ts';
import type { Environment } from '../../environment.ts';
import type { CaseEvent } from '../../event.ts';
import { runFlow } from '../../open-steps.ts';
import { undecided, type CaseState } from '../../state.ts';
import { endingOf } from './ending.ts';
import type { LinkedStep } from './pages.ts';

/**
 * What a case writes to its parent and its children because of an event.
 */
export function lettersOf(
  before: CaseState | undefined,
  event: CaseEvent,
  after: CaseState,
  environment: Environment,
): readonly Letter[] {
  switch (event.type) {
    case 'childrenOpened':
      return beginnings(event.data.children, after, environment);
    case 'childrenStopped':
      return event.data.children.map(child => stopping(child, after, environment));
    default:
      return toParent(before, event, after);
  }
}

function beginnings(children: readonly LinkedStep[], state: CaseState, environment: Environment): readonly Letter[] {
  const open = new Map(runFlow(state, environment).open.map(each => [each.id, each]));
  return children.map(({ step, case: to }) => {
    const asked = open.get(step)!;
    const child = environment.procedure.steps[asked.step]!.child!;
    const { form, personal } = handedOnOf(child, asked.form);
    const handed = personal && state.personal && handOn(state.personal, personal);
    const application: Omit<CommandOf<'receive'>, 'type' | 'case' | 'number'> = {
      procedure: child.id,
      calendar: state.calendar,
      applicant: state.applicant,
      channel: state.channel,
      form,
      papers: state.papers.filter(({ material }) => Object.hasOwn(child.materials, material)),
      modes: child.modes.noApplication ? ['noApplication'] : [],
      parent: { case: state.case, step, procedure: state.procedure },
      // The parent's pins name the roles and the calendars of its children too.
      ...defined({
        personal: handed,
        calendars: state.calendars,
        units: state.units,
        place: state.place,
        directory: state.directory,
        creditGrade: state.creditGrade,
        filedBy: state.filedBy,
      }),
    };
    return {
      to,
      procedure: child.id,
      begins: true,
      payload: application,
      ...defined({ personal: handed?.reference }),
    };
  });
}

type PersonalOf = NonNullable<CaseState['personal']>;

/** The parent's reference, with the names under which its fields were kept: the child reads them without a copy. */
const handOn = ({ reference, digest, fields: kept = {} }: PersonalOf, given: Readonly<Record<string, string>>) => ({
  reference,
  digest,
  fields: Object.fromEntries(Object.entries(given).map(([field, from]) => [field, kept[from] ?? from])),
});

function stopping({ step, case: to }: LinkedStep, state: CaseState, { procedure }: Environment): Letter {
  const definition = procedure.steps[state.steps.find(({ id }) => id === step)?.step ?? ''];
  const isTerminated = state.status === 'terminated';
  const command: CommandOf<'endWithParent'> = {
    type: 'endWithParent',
    parent: state.case,
    how: isTerminated ? 'terminated' : 'withdrawn',
    reasons: isTerminated ? [...state.reasons] : [],
  };
  return { to, procedure: definition!.child!.id, begins: false, payload: command };
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
