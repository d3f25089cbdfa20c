/** `npm run -s deadline -- 2026-02-13 20WD`: when a limit ends, and why. */
import { parseArgs } from 'node:util';
import { calendarNamed } from './deadline/calendars.ts';
import { explained, minus } from './deadline/one.ts';
import { tell } from './deadline/tell.ts';
import { dueOfFile } from './deadline/vectors.ts';
import { Refused } from '../domain/refusal.ts';

const help = `到期日计算 When a limit ends, and why, day by day.

  npm run -s deadline -- <anchor> <limit> [options]
  npm run -s deadline -- 2026-02-13 20WD
  npm run -s deadline -- 2026-03-04T10:00 4WH --pause 2026-03-04T11:00/2026-03-05T09:00
  npm run -s deadline -- --case SX2027-000001 --clock promise
  npm run -s deadline -- --file vectors.json

  <anchor>     起算: a day (2026-02-13) or an instant (2026-02-13T16:30, UTC+8)
  <limit>      期限: 20WD 工作日, 15ND 自然日, 1MONTH 月, 4WH 工作小时, 48NH 小时, 1HALF_DAY 半个工作日, or a date 固定日期
  --pause      暂停 from/to, by days or instants; may be given several times. By days: the days after the first up to the last do not count
  --extend     延期 by so much of the limit's own unit: 10, or 10WD
  --party      whose limit: agency 行政机关 (until close of business, default) or applicant 申请人 (until 24:00)
  --calendar   cn (default), demonstration, a version of these, or a file with arrangements or a calendar
  --json       the explanation as JSON
  --all        every line of a long explanation

  --case       办件编号: a clock of a case of a running stack, through GraphQL
  --clock      which one: promise (default), statutory, step:fire …
  --url        where the API is; default: where npm start last ran, else http://127.0.0.1:4000
  --token      whose right is used; default: a supervisor of the local issuer

  --file       a file of vectors ("-" is standard input): prints a JSON array in their order of { id, dueOn } for days, { id, dueAt } for
               hours and halves, or { id, error }. Exit 0: all computed, 1: some not, 2: the file cannot be read
  --help       this text

Exit 0: computed, 1: refused by a rule, 2: not asked as above.
`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  pause: { type: 'string', multiple: true },
  extend: text,
  party: text,
  calendar: text,
  json: flag,
  all: flag,
  case: text,
  clock: text,
  url: text,
  token: text,
  file: text,
  help: flag,
} as const;

/** Asked in a way that no rule has an answer for. */
class UsageError extends Error {}

async function main(): Promise<number> {
  const { values, positionals } = parse();
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (values.file !== undefined) {
    only(values, positionals, ['file'], 'a file brings its own anchors and limits');
    return dueOfFile(values.file);
  }
  if (values.case !== undefined) {
    only(values, positionals, ['case', 'clock', 'url', 'token', 'json', 'all'], 'a case brings its own facts');
    const { clockOfCase } = await import('./deadline/of-case.ts');
    print(
      await clockOfCase({
        number: values.case,
        clock: values.clock ?? 'promise',
        url: values.url,
        token: values.token,
      }),
      values,
    );
    return 0;
  }
  only(values, positionals, ['pause', 'extend', 'party', 'calendar', 'json', 'all'], 'it belongs to --case', 2);
  const [anchor, limit] = positionals;
  if (anchor === undefined || limit === undefined)
    throw new UsageError(
      `Found ${positionals.length === 0 ? 'nothing' : `only "${anchor}"`}; expected an anchor and a limit, such as 2026-02-13 20WD.`,
    );
  const { pause: pauses, extend, party } = values;
  print(explained(calendarNamed(values.calendar ?? 'cn'), { anchor, limit, pauses, extend, party }), values);
  return 0;
}

type Values = ReturnType<typeof parse>['values'];

function parse() {
  try {
    // A negative number is a value that a rule refuses, not an option that nobody knows.
    return parseArgs({
      args: process.argv.slice(2).map(each => each.replace(/^-(?=[\d.])/, minus)),
      options,
      allowPositionals: true,
    });
  } catch (error) {
    // Node's own advice on options that are meant as values does not fit here.
    throw new UsageError(
      error instanceof Error ? error.message.replace(/\. To specify a positional argument.*$/s, '.') : String(error),
    );
  }
}

function only(
  values: Values,
  positionals: readonly string[],
  allowed: readonly (keyof Values)[],
  why: string,
  places = 0,
): void {
  const foreign = (Object.keys(values) as (keyof Values)[]).filter(name => !allowed.includes(name));
  if (foreign.length > 0) throw new UsageError(`--${foreign[0]} does not go with this: ${why}.`);
  if (positionals.length > places) throw new UsageError(`Found "${positionals[places]}" too many.`);
}

const print = (shown: Parameters<typeof tell>[0], { json, all }: Values): void => {
  process.stdout.write(json ? `${JSON.stringify(shown, null, 2)}\n` : tell(shown, all === true));
};

// Whoever reads only the beginning (`| head`) may stop reading.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof Refused)
    console.error(`${error.message}\n  ${error.code}${error.basis === undefined ? '' : `：${error.basis}`}`);
  else
    console.error(
      error instanceof UsageError
        ? `${error.message} See npm run -s deadline -- --help.`
        : error instanceof Error
          ? error.message
          : error,
    );
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
