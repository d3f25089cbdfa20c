import { defined } from '../../domain/defined.ts';
import { GraphQLError } from 'graphql';
import { formatDay, formatInstant, parseDay, parseInstant } from '../../domain/calendar/day.ts';
import { citationOf } from '../../domain/law.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Builder } from './types.ts';

/** What is refused, by the rule of the domain; without what was found: it may be anybody's data. */
const bad = (scalar: string, expected: string, reason: string, basis?: string): GraphQLError =>
  new GraphQLError(`Found what is no ${scalar}, expected ${expected}.`, {
    extensions: { code: 'INVALID_INPUT', reason, ...defined({ basis }) },
  });

/** The domain refuses by its own rules; the pattern only adds what is asked of callers outside: an offset. */
function parsed<T>(
  scalar: string,
  expected: string,
  parse: (text: string) => T,
  { reason, pattern }: { readonly reason: string; readonly pattern?: RegExp },
) {
  return (value: unknown): T => {
    if (typeof value !== 'string') throw bad(scalar, expected, reason);
    try {
      const read = parse(value);
      if (pattern?.test(value) === false) throw bad(scalar, expected, reason);
      return read;
    } catch (error) {
      throw error instanceof Refused
        ? bad(scalar, expected, error.code, error.basis && citationOf(error.basis, 'en'))
        : error;
    }
  };
}

/** Instants are text with an offset outside, milliseconds inside; dates are text outside, day numbers inside. */
export function addScalars(builder: Builder): void {
  const instant = 'an instant of the years 1900 to 9999 with its offset, such as "2026-03-30T17:30:00+08:00"';
  builder.scalarType('DateTime', {
    description: 'An instant (时刻), ISO 8601 with its offset; answered in UTC+8, such as 2026-03-30T17:30:00+08:00.',
    serialize: value => formatInstant(value),
    parseValue: parsed('DateTime', instant, parseInstant, { reason: 'instant.invalid', pattern: /(Z|[+-]\d\d:\d\d)$/ }),
  });
  builder.scalarType('Fen', {
    description: 'An amount of money in fen (分): a whole number, exact up to 90 trillion yuan.',
    serialize: value => value,
    parseValue(value) {
      if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
      throw bad('Fen', 'a whole number of fen, such as 3000000000', 'amount.invalid');
    },
  });
  builder.scalarType('JSON', {
    description: 'A value of any shape, as JSON has it; where it is taken in, a JSON Schema says what fits.',
    serialize: value => value,
  });
  builder.scalarType('Date', {
    description: 'A date (日期), YYYY-MM-DD, in UTC+8.',
    serialize: value => formatDay(value),
    parseValue: parsed('Date', 'a date such as "2026-03-30", of the years 1900 to 9999', parseDay, {
      reason: 'day.invalid',
    }),
  });
}
