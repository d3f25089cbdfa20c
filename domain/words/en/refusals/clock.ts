import { formatInstant } from '../../../calendar/day.ts';
import type { ClockRefusals, VectorPlace } from '../../../refusals/clock.ts';
import type { SentencesFor } from '../../sentences.ts';
import { eitherOf, askedLimitText, listOf } from '../phrases.ts';

const vectorPlaces: Readonly<Record<VectorPlace, readonly [place: string, expected: string]>> = {
  vector: ['a vector', 'an object with id, calendar, anchor and limit'],
  field: ['the field', 'one that is known'],
  calendar: ['the calendar', 'its id or version, such as "cn"'],
  anchor: ['the anchor', 'a day such as "2026-03-02" or an instant such as "2026-03-02T16:30"'],
  pause: ['a pause', '{ "from", "to" } as days or instants'],
  limit: [
    'the limit',
    '{ "unit": "WD" | "ND" | "MONTH" | "WH" | "NH" | "HALF_DAY", "n": number }, ' +
      '{ "unit": "DATE", "date" } or { "unit": "EARLIER_OF", "of": [two] }',
  ],
  pauses: ['the pauses', 'a list of { "from", "to" }'],
  extension: ['the extension', "a number in the limit's own unit, two numbers for the earlier of two"],
};

const isByHours = (unit: string): boolean => unit === 'WH' || unit === 'NH';

export const clockRefusals: SentencesFor<ClockRefusals> = {
  'limit.notPositive': ({ found }) =>
    `Found ${askedLimitText(found)}; expected ` +
    (isByHours(found.unit)
      ? 'hours above 0 that are whole minutes.'
      : 'a positive whole number (half a working day is 1 HALF_DAY).'),
  'limit.invalid': ({ found }) =>
    `Found "${found}" as a limit; expected a number and a unit such as 20WD, 15ND, 1MONTH, 4WH, 48NH, 3HALF_DAY, ` +
    'two of them such as 20WD/30ND, or a date as YYYY-MM-DD.',
  'limit.notCounted': ({ found }) =>
    `Found ${askedLimitText(found)} as one of two limits; expected one that is counted, such as 20WD.`,
  'extension.unit': ({ limit, extension }) =>
    extension === undefined
      ? 'A fixed date is not extended; expected a limit that is counted.'
      : `Found an extension in ${extension.unit} of a limit in ${limit.unit}; expected ${limit.unit}.`,
  'pause.endsBeforeStart': ({ from, to }) =>
    `Found a pause from ${formatInstant(from)} that ends before, at ${formatInstant(to)}; expected an end at or ` +
    'after its start.',
  'pause.mixed': ({ from, to }) =>
    `Found a pause from ${from} to ${to}; expected two days or two instants: a day and an instant do not say whether ` +
    'the day itself counts.',
  'pause.invalid': ({ found }) => `Found "${found}" as a pause; expected from/to, such as 2026-03-05/2026-03-26.`,
  'party.invalid': ({ found, expected }) => `Found "${found}" as the party; expected ${eitherOf(expected)}.`,
  'clock.unknown': ({ found, expected }) => `The case has no clock "${found}"; it has ${listOf(expected)}.`,
  'vector.invalid': ({ place, found = 'none', field, expected }) => {
    const [name, form] = vectorPlaces[place];
    const named = field === undefined ? name : `${name} "${field}"`;
    return `Found ${found} as ${named}; expected ${expected === undefined ? form : `one of ${listOf(expected)}`}.`;
  },
};
