import { Command } from 'commander';
import { invocation, run } from './run.ts';

interface Entry {
  readonly group: 'On this machine' | 'A deployment' | 'Procedures and their code';
  readonly summary: string;
  /** A command is loaded when it is asked for: `deadline` does not wait for Temporal's client. */
  readonly load: () => Promise<{ readonly command: Command; readonly prepare?: (word: string) => string }>;
}

const local = 'On this machine';
const deployment = 'A deployment';
const code = 'Procedures and their code';

/** Every command of the program, by its first word: one file, or one folder of a group. */
export const entries: Readonly<Record<string, Entry>> = {
  deadline: { group: local, summary: 'when a limit ends, and why, day by day', load: () => import('./deadline.ts') },
  demo: { group: local, summary: 'plays two stories on a running stack', load: () => import('./demo.ts') },
  token: { group: local, summary: 'a token of the local issuer', load: () => import('./token.ts') },
  migrate: { group: deployment, summary: 'brings the database to this release', load: () => import('./migrate.ts') },
  namespace: { group: deployment, summary: 'makes the namespace in Temporal', load: () => import('./namespace.ts') },
  directory: {
    group: deployment,
    summary: 'units, people, posts and absences, by versions',
    load: () => import('./directory/index.ts'),
  },
  certificates: {
    group: deployment,
    summary: 'certificates and tokens for Temporal',
    load: () => import('./certificates/index.ts'),
  },
  erase: {
    group: deployment,
    summary: 'erases the personal data of a party or a case',
    load: () => import('./erase.ts'),
  },
  files: {
    group: deployment,
    summary: 'files of cases: check, backup, restore',
    load: () => import('./files.ts'),
  },
  'sign-out': { group: deployment, summary: 'ends the tokens of a person', load: () => import('./sign-out.ts') },
  calendar: { group: deployment, summary: 'lists and publishes calendars', load: () => import('./calendar/index.ts') },
  deployment: {
    group: deployment,
    summary: 'builds of the workflow code: status, promotion, moving cases',
    load: () => import('./deployment/index.ts'),
  },
  rules: {
    group: deployment,
    summary: "brings open cases to the engine's current rules of counting",
    load: () => import('./rules.ts'),
  },
  audit: {
    group: deployment,
    summary: 'holds every case against its log and the rules',
    load: () => import('./audit.ts'),
  },
  repair: {
    group: deployment,
    summary: 'shows what went wrong and puts it right',
    load: () => import('./repair/index.ts'),
  },
  guide: {
    group: local,
    summary: 'the public guide of a procedure, and the picture of its steps',
    load: () => import('./guide.ts'),
  },
  check: { group: code, summary: 'checks a procedure: types, rules, ways, units', load: () => import('./check.ts') },
  new: { group: code, summary: 'writes a new procedure and its test', load: () => import('./new/index.ts') },
  permissions: { group: code, summary: 'prints who may ask what, by role', load: () => import('./permissions.ts') },
  schema: { group: code, summary: 'writes schema.graphql from the code', load: () => import('./schema.ts') },
  record: { group: code, summary: 'keeps the log of a case beside its procedure', load: () => import('./record.ts') },
  release: { group: code, summary: 'releases a procedure version', load: () => import('./release.ts') },
  histories: {
    group: code,
    summary: 'records histories of runs for the replay tests',
    load: () => import('./histories.ts'),
  },
};

/** Runs the program `shixian` with these words, and sets the exit code. */
export async function runShixian(words: readonly string[]): Promise<void> {
  const [first = '', ...rest] = words[0] === 'help' ? [...words.slice(1), '--help'] : words;
  const root = new Command('shixian')
    .description('Shixian 时限: statutory limits, promises and escalations. One program for all that is done by hand.')
    .helpCommand(false)
    .helpOption('-h, --help', 'shows this text')
    .addHelpText('after', `\nExamples:\n  ${invocation} deadline 2026-02-13 20WD\n  ${invocation} repair list --help`);
  const entry = Object.hasOwn(entries, first) ? entries[first] : undefined;
  if (entry) {
    const { command, prepare = word => word } = await entry.load();
    await run(root.addCommand(command), [first, ...rest.map(prepare)]);
    return;
  }
  for (const [name, { group, summary }] of Object.entries(entries))
    root.command(name).helpGroup(`${group}:`).summary(summary);
  // Without a word it says what there is, and that none was given.
  await run(root, words);
}
