import { readFileSync } from 'node:fs';
import { defined } from '../../domain/defined.ts';
import { formatDay, formatInstant } from '../../domain/calendar/day.ts';
import { anchorIn, dueOf, parsePause } from '../../domain/clock/clock.ts';
import type { CountedLimit, Limit, Unit } from '../../domain/clock/limit.ts';
import { Refused } from '../../domain/refusal.ts';
import type { VectorPlace } from '../../domain/refusals/clock.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import type { Outcome } from '../exit-codes.ts';
import { UsageError } from '../run.ts';
import { shippedCalendar } from './calendars.ts';
import { partyOf } from './one.ts';

/** What is printed for a vector. */
type Answer = { readonly id: unknown } & (
  | { readonly dueOn: string }
  | { readonly dueAt: string }
  | { readonly error: string }
);
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const invalid = (
  place: VectorPlace,
  found: unknown,
  field?: Readonly<{ field: string; expected: string[] }>,
): Refused => new Refused('vector.invalid', { place, ...defined({ found: JSON.stringify(found) }), ...field });

/**
 * Computes every vector of a file and prints the answers as one JSON array.
 * @throws UsageError when the file cannot be read
 */
export function dueOfFile(path: string): Outcome {
  let vectors: readonly unknown[];
  try {
    vectors = vectorsOf(readFileSync(path === '-' ? 0 : path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const answers = vectors.map(answerTo);
  process.stdout.write(
    `[${answers.length === 0 ? '' : `\n${answers.map(answer => JSON.stringify(answer)).join(',\n')}\n`}]\n`,
  );
  const failed = answers.filter(answer => 'error' in answer).length;
  if (failed > 0)
    console.error(`${failed} of ${answers.length} vectors could not be computed: their "error" says why.`);
  return failed > 0 ? 'found' : 'done';
}

function vectorsOf(text: string): readonly unknown[] {
  const file: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  if (isFields(file) && Array.isArray(file['vectors'])) return file['vectors'];
  throw new Error(
    'found JSON of another form, expected { "vectors": [{ "id", "calendar", "anchor", "limit": { "unit", "n" }, … }] }',
  );
}

function answerTo(vector: unknown): Answer {
  const id = isFields(vector) ? (vector['id'] ?? null) : null;
  try {
    return { id, ...dueOfVector(vector) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { id, error: `${error.code}: ${refusalText(error.refusal, 'en')}` };
  }
}

// What a vector's author says it should come to is not looked at, and text of other names is a remark.
const fields: ReadonlySet<string> = new Set([
  'id',
  'calendar',
  'anchor',
  'limit',
  'pauses',
  'extension',
  'party',
  'dueOn',
  'dueAt',
]);

function dueOfVector(vector: unknown): { readonly dueOn: string } | { readonly dueAt: string } {
  if (!isFields(vector)) throw invalid('vector', vector);
  // A misspelt field that is passed over would make a wrong date.
  for (const name in vector)
    if (!fields.has(name) && typeof vector[name] !== 'string')
      throw invalid('field', vector[name], { field: name, expected: [...fields] });
  const { calendar: name = 'cn', anchor, party = 'agency', pauses, extension } = vector;
  if (typeof name !== 'string') throw invalid('calendar', name);
  if (typeof anchor !== 'string') throw invalid('anchor', anchor);
  const calendar = shippedCalendar(name);
  const limit = limitOf(vector['limit']);
  const due = dueOf(calendar, {
    ...anchorIn(calendar, anchor),
    limit,
    party: partyOf(String(party)),
    warns: false,
    pauses: listOf(pauses).map(pause => {
      if (!isFields(pause) || typeof pause['from'] !== 'string' || typeof pause['to'] !== 'string')
        throw invalid('pause', pause);
      return parsePause(calendar, pause['from'], pause['to']);
    }),
    extensions: extensionsOf(extension, limit),
  });
  return isByInstant(limit) ? { dueAt: formatInstant(due.at).slice(0, 16) } : { dueOn: formatDay(due.day) };
}

const byInstant: ReadonlySet<string> = new Set<Unit>(['WH', 'NH', 'HALF_DAY']);
/** The earlier of two is told by the instant where one of them ends within a day. */
const isByInstant = (limit: Limit): boolean =>
  limit.unit === 'EARLIER_OF' ? limit.of.some(isByInstant) : byInstant.has(limit.unit);
const counted: ReadonlySet<unknown> = new Set(['WD', 'ND', 'MONTH', 'WH', 'NH', 'HALF_DAY']);

function limitOf(found: unknown): Limit {
  if (isFields(found) && found['unit'] === 'DATE' && typeof found['date'] === 'string')
    return { unit: 'DATE', date: found['date'] };
  if (isFields(found) && counted.has(found['unit']) && typeof found['n'] === 'number')
    return { unit: found['unit'] as 'WD', n: found['n'] };
  if (isFields(found) && found['unit'] === 'EARLIER_OF' && Array.isArray(found['of']) && found['of'].length === 2)
    return { unit: 'EARLIER_OF', of: found['of'].map(limitOf) as [CountedLimit, CountedLimit] };
  throw invalid('limit', found);
}

function listOf(pauses: unknown): readonly unknown[] {
  if (pauses === undefined || pauses === null) return [];
  if (Array.isArray(pauses)) return pauses;
  throw invalid('pauses', pauses);
}

/** A number is of the limit's own unit, two of those of a pair, 0 is none; the domain refuses another unit. */
function extensionsOf(extension: unknown, limit: Limit): readonly Limit[] {
  if (extension === undefined || extension === null || extension === 0 || limit.unit === 'DATE') return [];
  if (limit.unit === 'EARLIER_OF') {
    if (!Array.isArray(extension) || extension.length !== 2) throw invalid('extension', extension);
    const parts = limit.of.map(({ unit }, index) => ({ unit, n: Number(extension[index]) }));
    return [{ unit: 'EARLIER_OF', of: parts as [CountedLimit, CountedLimit] }];
  }
  if (typeof extension === 'number') return [{ unit: limit.unit, n: extension }];
  if (isFields(extension)) return [limitOf(extension)];
  throw invalid('extension', extension);
}
