/** `npm run -s repair -- list | compare | …`: what went wrong, and the commands that put it right. */
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { compare, type Difference, lostRuns } from '../operations/repair/diff-with-temporal.ts';
import type { CommandContext } from '../commands/context.ts';
import { lookForIncidents } from '../operations/recovery/incidents.ts';
import { refuseLetter, startFromLog, startLost, takeFromHistory } from '../operations/repair/repair.ts';
import { keepNumbersGiven, takeAll } from '../operations/repair/after-restore.ts';
import { unloggedActs, parseAcknowledgement, type Acknowledgement } from '../operations/repair/acknowledgements.ts';
import { type Incident, listIncidents, repairsOf } from '../db/operations/incidents.ts';
import { readRepairs, type Repairer, type RepairKind, sendAgain } from '../db/operations/repairs.ts';
import { formatInstant } from '../domain/calendar/day.ts';
import { Refused } from '../domain/refusal.ts';
import { locateStack } from './compose/local-stack.ts';
import { SettingsError } from './compose/settings/setting.ts';
import { openServices } from './compose/services.ts';

const help = `Shows what went wrong and puts it right. Each repair is recorded with who did it and why, and is refused where it does not apply.

  npm run -s repair -- list                 incidents: dead letters, events that are not written, runs that cannot decide, cases without a run
  npm run -s repair -- compare              after a restore: events that Temporal keeps and the database does not have, case by case
  npm run -s repair -- told <log>...        after a restore to an earlier moment: acts that were told as accepted, by the API's log, and are not in the database
  npm run -s repair -- done                 the latest repairs

  npm run -s repair -- send-again <key>     gives a dead letter back to the recovery loop
  npm run -s repair -- refuse <key>         answers a dead letter with a refusal; the reason is told to whoever asked
  npm run -s repair -- start <case>         starts an open case that has no run
  npm run -s repair -- numbers              after a restore: no case number and no number of the ladder that Temporal knows is given again
  npm run -s repair -- take <case>          writes the missing events from Temporal's history into the log
  npm run -s repair -- take all             the same with every case that can be taken, and the numbers; says which cannot
  npm run -s repair -- from-log <case>      ends the case's run and starts it from the log; what only the run knew is given up

  --by <person>      who repairs, by their id; needed for each of the six
  --reason <text>    why; needed for each of the six
  --past <number>    numbers: of a case or of a record of the ladder, that somebody was told, where Temporal does not know it
                     either; the next is higher. May be said several times
  --json             JSON instead of lines
  --help             this text

told reads files of lines as the API writes them; - is the standard input.
It asks the stack that npm start runs here, or the one that DATABASE_URL and TEMPORAL_ADDRESS name.
Exit code: 0 done or nothing found, 1 something found, or the repair was refused or failed, 2 arguments do not fit.
`;

const looks = ['list', 'compare', 'told', 'done'] as const;
const repairs = ['numbers', 'send-again', 'refuse', 'start', 'take', 'from-log'] as const;

interface Told {
  readonly lines: readonly string[];
  readonly json: unknown;
  /** Something is to be put right. */
  readonly found: boolean;
}

const lineOf = ({ caseId, number, revision, follows, missing, instruments, lost }: Difference): string =>
  [
    `${caseId}  ${number ?? 'without a number'}  ${revision === 0 ? 'the database does not have this case' : `log ends at ${revision}`}`,
    `missing ${missing.map(each => `${each.seq} ${each.type}`).join(', ')}`,
    ...(instruments.length > 0 ? [`numbers given ${instruments.join(', ')}`] : []),
    ...(lost.queryCode ? ['its query code is lost'] : []),
    ...(lost.personal.length > 0
      ? [`the personal fields of ${lost.personal.length} ${lost.personal.length === 1 ? 'form are' : 'forms are'} lost`]
      : []),
    follows
      ? `take ${caseId}`
      : revision === 0
        ? 'not from its first event: have it received again'
        : `does not follow the log: from-log ${caseId}`,
  ].join('; ');

async function look(context: CommandContext, word: string, files: readonly string[]): Promise<Told> {
  if (word === 'told') return compareLogs(context, files);
  if (word === 'done') {
    const list = await readRepairs(context.db);
    return {
      found: false,
      json: list,
      lines:
        list.length === 0
          ? ['no repairs']
          : list.map(
              each =>
                `${formatInstant(each.at)}  ${each.what}  ${each.commandKey ?? each.caseId}  by ${each.by}: ${each.reason} (${each.found})`,
            ),
    };
  }
  if (word === 'compare') {
    const differences: Difference[] = [];
    const cases = await compare(context, {
      onDifference: difference => differences.push(difference),
      onProgress: done => {
        if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${done} cases, ${differences.length} differ`);
      },
    });
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
    return {
      found: differences.length > 0,
      json: { cases, differences },
      lines: [...differences.map(lineOf), `${cases} cases compared, ${differences.length} differ`],
    };
  }
  await lookForIncidents(context);
  const { items, hasNext } = await listIncidents(context.db, {}, { first: 100 });
  const incidents: readonly Incident[] = items.map(({ item }) => item);
  // Asked of the runs themselves: also what no worker's sweep has met yet.
  const lost = (await lostRuns(context)).filter(
    id => !incidents.some(each => each.caseId === id && each.kind === 'withoutRun'),
  );
  return {
    found: incidents.length + lost.length > 0,
    json: {
      incidents: [
        ...incidents.map(each => ({
          ...each,
          since: formatInstant(each.since),
          seenAt: formatInstant(each.seenAt),
          repairs: repairsOf[each.kind],
        })),
        ...lost.map(caseId => ({ kind: 'withoutRun', caseId, repairs: repairsOf.withoutRun })),
      ],
    },
    lines: [
      ...incidents.map(
        ({ kind, caseId, key, since, detail }) =>
          `${kind}  ${caseId}  since ${formatInstant(since)}: ${detail}; ${repairsOf[kind].map(each => wordOf[each]).join(' or ')} ${key ?? caseId}`,
      ),
      ...lost.map(each => `withoutRun  ${each}; start ${each}`),
      hasNext ? 'the first 100 incidents; there are more' : `${incidents.length + lost.length} incidents`,
    ],
  };
}

/** Of a page of the log at a time: it may be long. */
const page = 1_000;

async function compareLogs({ db }: CommandContext, files: readonly string[]): Promise<Told> {
  const lost = new Map<string, Acknowledgement>();
  let told = 0;
  let waiting: Acknowledgement[] = [];
  const look = async (): Promise<void> => {
    for (const each of await unloggedActs(db, waiting)) lost.set(each.act, each);
    told += waiting.length;
    waiting = [];
  };
  for (const file of files) {
    for await (const line of createInterface(file === '-' ? process.stdin : (await open(file)).createReadStream())) {
      const act = parseAcknowledgement(line);
      if (act && waiting.push(act) === page) await look();
    }
  }
  await look();
  const acts = [...lost.values()].toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const [highest] = acts
    .map(each => each.number)
    .toSorted()
    .slice(-1);
  return {
    found: acts.length > 0,
    json: { told, lost: acts },
    lines: [
      ...acts.map(({ at, case: id, number, event, act }) => `${at}  ${id}  ${number}  ${event}  (${act.slice(0, 12)})`),
      `${told} told, ${acts.length} lost${highest === undefined ? '' : `; numbers --past ${highest}`}`,
    ],
  };
}

/** How each repair is asked for here. */
const wordOf: Readonly<Record<RepairKind, (typeof repairs)[number]>> = {
  sendAgain: 'send-again',
  refuse: 'refuse',
  start: 'start',
  takeFromHistory: 'take',
  startFromLog: 'from-log',
  keepNumbers: 'numbers',
};

async function keepNumbers(context: CommandContext, repairer: Repairer, past: readonly string[]): Promise<string> {
  return `Numbers kept of ${await keepNumbersGiven(context, repairer, past)} cases${past.length > 0 ? `, and up to ${past.join(', ')}` : ''}.`;
}

async function repair(context: CommandContext, word: string, subject: string, repairer: Repairer): Promise<string> {
  switch (word) {
    case 'send-again':
      await sendAgain(context.db, subject, repairer);
      return 'Given back to the recovery loop.';
    case 'refuse':
      await refuseLetter(context, subject, repairer);
      return 'Refused; whoever asked is told so.';
    case 'start':
      await startLost(context, subject, repairer);
      return 'Started from its log.';
    case 'take':
      if (subject === 'all') return takeEvery(context, repairer);
      return `Written: ${(await takeFromHistory(context, subject, repairer)).found}.`;
    default:
      return `Started again from its log: ${(await startFromLog(context, subject, repairer)).found}.`;
  }
}

async function takeEvery(context: CommandContext, repairer: Repairer): Promise<string> {
  let [taken, left] = [0, 0];
  await takeAll(context, repairer, {
    onTaken({ caseId, missing, lost }) {
      taken += 1;
      console.error(
        `${caseId}  written ${missing.length} events${lost.queryCode ? ', with a new query code' : ''}${lost.personal.length > 0 ? `, without the personal fields of ${lost.personal.length} forms` : ''}`,
      );
    },
    onLeft({ caseId }, why) {
      left += 1;
      process.exitCode = 1;
      console.error(`${caseId}  left: ${why.message}`);
    },
  });
  return `Taken: ${taken} cases; left: ${left}.`;
}

async function main(): Promise<void> {
  const {
    values: { by = '', reason = '', past = [], json = false, help: wanted },
    positionals: [word = '', ...given],
  } = parseArgs({
    allowPositionals: true,
    options: {
      by: { type: 'string' },
      reason: { type: 'string' },
      past: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (wanted) return void process.stdout.write(help);
  const isRepair = (repairs as readonly string[]).includes(word);
  const [subject] = given;
  const fits = word === 'told' ? given.length > 0 : given.length === (isRepair && word !== 'numbers' ? 1 : 0);
  if (!fits || (past.length > 0 && word !== 'numbers') || (!isRepair && !(looks as readonly string[]).includes(word)))
    throw new SettingsError(`Expected ${[...looks, ...repairs].join(', ')}.\n\n${help}`);
  if (isRepair && (!/^[\p{L}\p{N}.:@#_/-]{1,64}$/u.test(by) || reason.trim() === '' || reason.length > 1_000))
    throw new SettingsError(
      'Expected --by <person> (their id: up to 64 letters, digits and .:@#_/-) and --reason <text> (up to 1,000): a repair is recorded with both.',
    );
  const shell = await openServices(await locateStack(), pino({ level: 'warn' }, pino.destination(2)));
  try {
    if (isRepair) {
      const done = await (subject === undefined
        ? keepNumbers(shell.context, { by, reason }, past)
        : repair(shell.context, word, subject, { by, reason }));
      console.log(json ? JSON.stringify({ done }) : done);
      return;
    }
    const { lines, json: object, found } = await look(shell.context, word, given);
    console.log(json ? JSON.stringify(object, undefined, 2) : lines.join('\n'));
    if (found) process.exitCode = 1;
  } finally {
    await shell.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(
    error instanceof Refused ? `${error.code}: ${error.message}` : error instanceof Error ? error.message : error,
  );
  process.exitCode = error instanceof SettingsError || (error instanceof TypeError && 'code' in error) ? 2 : 1;
}
