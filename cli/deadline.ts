import { Command } from 'commander';
import { calendarNamed } from './deadline/calendars.ts';
import { explained, minus } from './deadline/one.ts';
import { tell } from './deadline/tell.ts';
import { dueOfFile } from './deadline/vectors.ts';
import type { Outcome } from './exit-codes.ts';
import { several, withExamples } from './options.ts';
import { action, UsageError } from './run.ts';

interface Options {
  readonly pause?: readonly string[];
  readonly extend?: string;
  readonly party?: string;
  readonly calendar?: string;
  readonly json?: true;
  readonly all?: true;
  readonly case?: string;
  readonly clock?: string;
  readonly url?: string;
  readonly token?: string;
  readonly file?: string;
}

/** A negative number is a value that a rule refuses, not an option that nobody knows. */
export const prepare = (word: string): string => word.replace(/^-(?=[\d.])/, minus);

export const command = withExamples(
  new Command('deadline')
    .description('到期日计算 When a limit ends, and why, day by day.')
    .usage(
      '<anchor> <limit> [options]\n       shixian deadline --case <办件编号> [options]\n       shixian deadline ' +
        '--file <file>',
    )
    .argument(
      '[anchor]',
      '起算: a day (2026-02-13), an instant (2026-02-13T16:30, UTC+8) or the end of a day (2026-02-13T24:00)',
    )
    .argument(
      '[limit]',
      '期限: 20WD 工作日, 15ND 自然日, 1MONTH 月, 4WH 工作小时, 48NH 小时, 1HALF_DAY 半个工作日, ' +
        '20WD/30ND 两者取早, or a date 固定日期',
    )
    .option(
      '--pause <from/to>',
      '暂停, by days or instants; may be given several times. By days it runs from opening to opening: the days after ' +
        'the first up to the last do not count',
      several,
    )
    .option('--extend <more>', "延期 by so much of the limit's own unit: 10, or 10WD; of two limits 10/15")
    .option(
      '--party <party>',
      'whose limit: agency 行政机关 (until close of business, default) or applicant 申请人 (until 24:00)',
    )
    .option(
      '--calendar <name>',
      'cn (default), demonstration, a version of these, or a file: a calendar, a year of holiday-cn, iCalendar',
    )
    .option('--json', 'the explanation as JSON')
    .option('--all', 'every line of a long explanation')
    .option('--case <number>', '办件编号: a clock of a case of a running stack, through GraphQL')
    .option('--clock <clock>', 'which one: promise (default), statutory, step:fire …')
    .option('--url <address>', 'where the API is; default: where npm start last ran, else http://127.0.0.1:4000')
    .option('--token <token>', 'whose right is used; default: a supervisor of the local issuer')
    .option(
      '--file <file>',
      'a file of vectors ("-" is standard input): prints a JSON array in their order of { id, dueOn } for days, ' +
        '{ id, dueAt } for hours and halves, or { id, error }',
    )
    .action(
      action((anchor: string | undefined, limit: string | undefined, options: Options) =>
        answer(
          [anchor, limit].filter(word => word !== undefined),
          options,
        ),
      ),
    ),
  'deadline 2026-02-13 20WD',
  'deadline 2026-03-04T10:00 4WH --pause 2026-03-04T11:00/2026-03-05T09:00',
  'deadline --case SX2027-000001 --clock promise',
  'deadline --file vectors.json',
);

async function answer(words: readonly string[], options: Options): Promise<Outcome> {
  const { file, case: number, clock = 'promise', url, token, calendar = 'cn', pause, extend, party } = options;
  if (file !== undefined) {
    only(options, ['file'], words, 'a file brings its own anchors and limits');
    return dueOfFile(file);
  }
  if (number !== undefined) {
    only(options, ['case', 'clock', 'url', 'token', 'json', 'all'], words, 'a case brings its own facts');
    // Only a case is asked over the network, with a key.
    const { clockOfCase } = await import('./deadline/of-case.ts');
    print(await clockOfCase({ number, clock, url, token }), options);
    return 'done';
  }
  only(options, ['pause', 'extend', 'party', 'calendar', 'json', 'all'], [], 'it belongs to --case');
  const [anchor, limit] = words;
  if (anchor === undefined || limit === undefined)
    throw new UsageError(
      `Found ${anchor === undefined ? 'nothing' : `only "${anchor}"`}; expected an anchor and a limit, such as ` +
        '2026-02-13 20WD.',
    );
  print(explained(calendarNamed(calendar), { anchor, limit, pauses: pause, extend, party }), options);
  return 'done';
}

/** Refuses options and words that do not go with what is asked. */
function only(options: Options, allowed: readonly (keyof Options)[], words: readonly string[], why: string): void {
  const [foreign] = (Object.keys(options) as (keyof Options)[]).filter(name => !allowed.includes(name));
  if (foreign !== undefined) throw new UsageError(`--${foreign} does not go with this: ${why}.`);
  if (words.length > 0) throw new UsageError(`Found "${words[0]}" too many: ${why}.`);
}

const print = (shown: Parameters<typeof tell>[0], { json, all }: Options): void => {
  process.stdout.write(json ? `${JSON.stringify(shown, null, 2)}\n` : tell(shown, all === true));
};
