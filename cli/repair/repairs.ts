import { Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from '../../commands/context.ts';
import { callAgain } from '../../db/effects/calls.ts';
import { sendAgain } from '../../db/operations/dead-letters.ts';
import type { Repairer, RepairKind } from '../../db/operations/repairs.ts';
import { keepNumbersGiven } from '../../operations/repair/after-restore.ts';
import { refuseLetter, startFromLog, startLost, takeFromHistory } from '../../operations/repair/repair.ts';
import { withServices } from '../connections.ts';
import type { Outcome } from '../exit-codes.ts';
import { several, withExamples } from '../options.ts';
import { action } from '../run.ts';
import { takeEvery } from './take-every.ts';

/** How each repair is asked for here. */
export const nameOf = {
  sendAgain: 'send-again',
  refuse: 'refuse',
  start: 'start',
  takeFromHistory: 'take',
  startFromLog: 'from-log',
  keepNumbers: 'numbers',
  callAgain: 'call-again',
} as const satisfies Record<RepairKind, string>;

interface Options {
  readonly by: string;
  readonly reason: string;
  readonly past?: readonly string[];
  readonly json?: true;
}
/** Does the repair, and returns what was done in a sentence, with the outcome where it is not `done`. */
type Repair = (
  context: CommandContext,
  subject: string,
  repairer: Repairer,
  past: readonly string[],
) => Promise<string | [string, Outcome]>;

function person(text: string): string {
  if (/^[\p{L}\p{N}.:@#_/-]{1,64}$/u.test(text)) return text;
  throw new InvalidArgumentError(`Found ${text}, expected an id: up to 64 letters, digits and .:@#_/-`);
}

function reason(text: string): string {
  if (text.trim() !== '' && text.length <= 1_000) return text;
  throw new InvalidArgumentError('Expected a text of up to 1,000 characters: a repair is recorded with its reason.');
}

function repairOf(kind: RepairKind, subject: string, description: string, repair: Repair): Command {
  const name = nameOf[kind];
  const command = new Command(name)
    .description(description)
    .requiredOption('--by <person>', 'who repairs, by their id; recorded', person)
    .requiredOption('--reason <text>', 'why; recorded', reason)
    .option('--json', 'JSON instead of lines');
  if (subject !== '') command.argument(subject);
  const run = async (given: string, { by, reason: why, past = [], json }: Options): Promise<Outcome> => {
    const result = await withServices(context => repair(context, given, { by, reason: why }, past));
    const [sentence, outcome] = typeof result === 'string' ? [result, 'done' as const] : result;
    console.log(json ? JSON.stringify({ done: sentence }) : sentence);
    return outcome;
  };
  command.action(subject === '' ? action((options: Options) => run('', options)) : action(run));
  const words = [name, ...(subject === '' ? [] : [subject])].join(' ');
  return withExamples(command, `repair ${words} --by p-administrator --reason "the constraint is dropped"`);
}

/** Each a command of its own: it is recorded with who did it and why, and refused where it does not apply. */
export const repairs: readonly Command[] = [
  repairOf('sendAgain', '<key>', 'gives a dead letter back to the recovery loop', async ({ db }, key, repairer) => {
    await sendAgain(db, key, repairer);
    return 'Given back to the recovery loop.';
  }),
  repairOf(
    'refuse',
    '<key>',
    'answers a dead letter with a refusal; the reason is told to whoever asked',
    async (context, key, repairer) => {
      await refuseLetter(context, key, repairer);
      return 'Refused; whoever asked is told so.';
    },
  ),
  repairOf('callAgain', '<key>', 'makes a call again that was given up', async ({ db }, key, repairer) => {
    await callAgain(db, key, repairer);
    return 'It is called again.';
  }),
  repairOf('start', '<case>', 'starts an open case that has no run', async (context, caseId, repairer) => {
    await startLost(context, caseId, repairer);
    return 'Started from its log.';
  }),
  repairOf(
    'keepNumbers',
    '',
    'after a restore: no case number and no number of the ladder that Temporal knows is given again',
    async (context, _none, repairer, past) => {
      const cases = await keepNumbersGiven(context, repairer, past);
      return `Numbers kept of ${cases} cases${past.length > 0 ? `, and up to ${past.join(', ')}` : ''}.`;
    },
  ).option(
    '--past <number>',
    'of a case or of an instrument, that somebody was told, where Temporal does not know it either; the next is ' +
      'higher. May be given several times',
    several,
  ),
  repairOf(
    'takeFromHistory',
    '<case>',
    "writes the missing events from Temporal's history into the log; all: of every case that can be taken, with the " +
      'numbers, and says which cannot',
    async (context, caseId, repairer) =>
      caseId === 'all'
        ? await takeEvery(context, repairer)
        : `Written: ${(await takeFromHistory(context, caseId, repairer)).found}.`,
  ),
  repairOf(
    'startFromLog',
    '<case>',
    "ends the case's run and starts it from the log; what only the run knew is given up",
    async (context, caseId, repairer) =>
      `Started again from its log: ${(await startFromLog(context, caseId, repairer)).found}.`,
  ),
];
