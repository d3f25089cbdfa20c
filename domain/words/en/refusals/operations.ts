import type { OperationRefusals } from '../../../refusals/operations.ts';
import type { SentencesFor } from '../../sentences.ts';
import { eitherOf, listOf } from '../phrases.ts';

type Lacking = OperationRefusals['build.lacksProcedures']['lacking'][number];

const lackingText = ({ procedure, cases, numbers }: Lacking): string =>
  `${procedure}, under which ${cases} ${cases === 1 ? 'case is' : 'cases are'} open ` +
  `(${numbers.join(', ')}${cases > numbers.length ? ', …' : ''})`;

const commands = {
  none: 'no command',
  answered: 'a command that is answered',
  inProgress: 'a command that is still being carried out',
} as const;

export const operationRefusals: SentencesFor<OperationRefusals> = {
  'command.differs': ({ used, found }) => {
    if (used === 'directory') return `This command id made version ${found} of the directory. Take a new one.`;
    if (used === 'repair') return 'This command id was used for another repair. Take a new one.';
    if (used === 'publication') return `This command id published ${found}. Use a new id for a new publication.`;
    return (
      'This command id was used for something else. Found other content or another case; use a new id ' +
      'for a new act.'
    );
  },
  'command.givenUp': ({ reason }) => `This act could not be carried out and was given up: ${reason}`,
  'list.tooWide': ({ most, narrowBy }) =>
    `Found more than ${most} entries to look through for one page; ask for fewer` +
    (narrowBy.length === 0 ? '.' : ` by ${eitherOf(narrowBy.map(each => `"${each}"`))}.`),
  'page.cursor': () =>
    'Found a cursor that this list did not give out; expected one of its own. Start without a cursor.',
  'page.size': ({ found, most }) =>
    found === undefined
      ? 'Found both "first" and "last"; expected one of them.'
      : `Found a page of ${found}, expected 1 to ${most}; ask for the rest with "after" or "before".`,
  'procedure.faults': ({ procedure, faults }) =>
    `The procedure ${procedure} breaks ${faults.length === 1 ? 'a rule' : `${faults.length} rules`}:\n` +
    faults.map(({ at, message }) => `- ${at}: ${message}`).join('\n'),
  'build.lacksProcedures': ({ build, lacking }) =>
    `The build ${build} lacks ${lacking.map(lackingText).join('; ')}. They would stand still on it: keep the file of ` +
    'each in workflows/procedures/ while a case runs under it, and build again.',
  'build.unknown': ({ found, known }) =>
    `Found no worker of the build ${found}, expected one at work. Builds: ` +
    `${listOf(known.map(({ build, hasWorker }) => `${build} (${hasWorker ? 'at work' : 'no worker'})`))}. Start a ` +
    'worker of it first.',
  'build.noneCurrent': ({ found }) =>
    `Found ${found === null ? 'no current build' : `no worker of the current build ${found}`}, expected one at work: ` +
    'start its workers, then promote it.',
  'schedule.unknown': ({ found, expected }) =>
    `found no schedule ${found}, expected ${expected.length === 0 ? 'none: there is none' : expected.join(', ')}`,
  'schedule.date': ({ found, expected }) =>
    `${found} is no date of the schedule, or has not come; its next date is ${expected}`,
  'time.notAhead': ({ found }) => `Found ${found} ms, expected a time ahead.`,
  'repair.notANumber': ({ found, last, most }) =>
    last === undefined
      ? `Found ${found}, expected a case number such as SX2027-000150, or the number of a record of the ladder such ` +
        'as 督办单〔2027〕12号.'
      : `Found ${found}, expected at most ${most} above the last number given, which is ${last}: was it mistyped?`,
  'repair.nothingMissing': ({ case: of }) =>
    `Found no event of the case ${of} in Temporal's history that the log does not have. There is nothing to take.`,
  'repair.doesNotFollow': ({ case: of, revision, first, last }) =>
    `${first === null ? 'What' : `The events ${first} to ${last} that`} Temporal keeps of the case ${of} ` +
    `${first === null ? 'does' : 'do'} not continue its log, which ends at ` +
    `event ${revision}. Start it from its log; the events that are then given up are in "compare".`,
  'repair.receivedAgain': ({ case: of, number }) =>
    `Found that the application of the case ${of} was asked again, or its number ${number} given again, since the ` +
    'database was restored: what Temporal keeps of it can no longer be written. Its run is replaced at the next act.',
  'repair.runs': ({ case: of }) =>
    `The case ${of} has a run. If it cannot decide, start it from its log: npm run -s shixian -- repair from-log ${of}`,
  'repair.notADeadLetter': ({ key, found }) =>
    `Found ${commands[found]} of the key ${key}, expected a dead letter. See them with: npm run -s shixian -- repair ` +
    'list',
};
