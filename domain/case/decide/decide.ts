import { orUndefinedIfUnpublished } from '../../calendar/unpublished.ts';
import { instrumentDue } from '../capabilities/instruments/escalation.ts';
import { checkLimit, type Limit } from '../../clock/limit.ts';
import { Refused } from '../../refusal.ts';
import { due, isRunning } from '../clocks.ts';
import { command as commandSchema, type Command } from '../command.ts';
import { DecisionBuilder, type ActContext } from '../decision-builder.ts';
import { calendarOf, type Environment } from '../environment.ts';
import type { CaseEvent } from '../event.ts';
import { refuseShape } from '../refusals.ts';
import { clockOf, ended, type CaseState } from '../state.ts';
import { accept, acceptTolerantly, giveNotice, notRequired, receive, refuseAcceptance, supply } from './intake.ts';
import { cure, deliver, publish, terminate, withdraw } from './outcome.ts';
import { recompute } from './recompute.ts';
import { answer, claim, endSpecial, extend, startSpecial } from './review.ts';
import { requireNotSuspended, resume, suspend } from './suspension.ts';
import {
  addressInstrument,
  closeInstrument,
  replyToInstrument,
  signInstrument,
  startInstrument,
} from './instruments.ts';

/** Acts that an ended case still takes: instruments of L3 and above outlive it, and their dates follow the calendar. */
const afterTheEnd: ReadonlySet<Command['type']> = new Set([
  'signInstrument',
  'replyToInstrument',
  'closeInstrument',
  'addressInstrument',
  'recompute',
]);

/**
 * What a command makes of a case: its events, the first of them with the command's key. Pure and synchronous, so that
 * the
 * validator of an update can run it on a copy. Throws `Refused` where a rule says no, and then nothing has changed.
 */
export function decide(
  state: CaseState | undefined,
  command: Command,
  asked: ActContext,
  environment: Environment,
): readonly CaseEvent[] {
  if (!state && command.type !== 'receive')
    throw new Refused('case.unknown', 'No application was received under this number.');
  if (state && command.type === 'receive') throw new Refused('case.received', 'This application was received before.');
  if (state && ended(state) && !afterTheEnd.has(command.type)) {
    throw new Refused('case.ended', `The case has ended (${state.status}): it takes no further act.`, {
      basis: '办结后不再变更；回头看另立新件',
      details: { found: state.status },
    });
  }
  if (state) requireNotSuspended(state, command.type);
  const draft = new DecisionBuilder(state, asked, environment);
  act(draft, requireShape(command));
  draft.concludeIfReady();
  requireDates(state, draft.state, environment);
  return draft.events;
}

/** A command of another shape would make an event that the log cannot keep: that is a refusal, not a fault. */
function requireShape(found: Command): Command {
  const limit: unknown = 'takes' in found ? found.takes : 'by' in found ? found.by : undefined;
  // A limit that is none is refused by its own rule.
  if (isLimit(limit)) checkLimit(limit);
  const { data, error } = commandSchema.safeParse(found);
  return data ?? refuseShape('command', error!);
}

const isLimit = (value: unknown): value is Limit =>
  typeof value === 'object' &&
  value !== null &&
  'unit' in value &&
  (value.unit === 'DATE'
    ? 'date' in value && typeof value.date === 'string'
    : 'n' in value && typeof value.n === 'number');

/**
 * An act that makes a clock end where no calendar reaches is refused: nobody could say its date. What time did so
 * before stays.
 */
function requireDates(before: CaseState | undefined, after: CaseState, environment: Environment): void {
  const calendar = calendarOf(after, environment);
  for (const clock of after.clocks) {
    const known = before && clockOf(before, clock.clock);
    if (
      clock === known ||
      !isRunning(clock) ||
      (known && orUndefinedIfUnpublished(() => due(calendar, known)) === undefined)
    )
      continue;
    due(calendar, clock);
  }
  for (const instrument of after.instruments)
    if (!before?.instruments.some(each => each.instrument === instrument.instrument))
      instrumentDue(environment, after, instrument);
}

function act(draft: DecisionBuilder, command: Command): void {
  switch (command.type) {
    case 'receive':
      return receive(draft, command);
    case 'notRequired':
      return notRequired(draft, command);
    case 'refuseAcceptance':
      return refuseAcceptance(draft, command);
    case 'giveNotice':
      return giveNotice(draft, command);
    case 'supply':
      return supply(draft, command);
    case 'accept':
      return accept(draft);
    case 'acceptTolerantly':
      return acceptTolerantly(draft, command);
    case 'claim':
      return claim(draft, command);
    case 'answer':
      return answer(draft, command);
    case 'startSpecial':
      return startSpecial(draft, command);
    case 'endSpecial':
      return endSpecial(draft, command);
    case 'extend':
      return extend(draft, command);
    case 'suspend':
      return suspend(draft, command);
    case 'resume':
      return resume(draft, command);
    case 'cure':
      return cure(draft, command);
    case 'deliver':
      return deliver(draft, command);
    case 'publish':
      return publish(draft, command);
    case 'withdraw':
      return withdraw(draft, command);
    case 'terminate':
      return terminate(draft, command);
    case 'startInstrument':
      return startInstrument(draft, command);
    case 'signInstrument':
      return signInstrument(draft, command);
    case 'replyToInstrument':
      return replyToInstrument(draft, command);
    case 'closeInstrument':
      return closeInstrument(draft, command);
    case 'addressInstrument':
      return addressInstrument(draft, command);
    case 'recompute':
      return recompute(draft, command);
  }
}
