import { GraphQLError } from 'graphql';
import { formatDay, formatInstant, parseDay, parseInstant } from '../domain/calendar/day.ts';
import type { Builder } from './builder.ts';

/** Without what was found: it may be anybody's data. */
const bad = (scalar: string, expected: string): GraphQLError =>
  new GraphQLError(`Found what is no ${scalar}, expected ${expected}.`, { extensions: { code: 'INVALID_INPUT' } });

function parsed<T>(scalar: string, expected: string, pattern: RegExp, parse: (text: string) => T) {
  return (value: unknown): T => {
    if (typeof value !== 'string' || !pattern.test(value)) throw bad(scalar, expected);
    try {
      return parse(value);
    } catch {
      throw bad(scalar, expected);
    }
  };
}

/** Instants are text with an offset outside, milliseconds inside; dates are text outside, day numbers inside. */
export function addScalars(builder: Builder): void {
  const instant = 'an instant with its offset, such as "2026-03-30T17:30:00+08:00"';
  builder.scalarType('DateTime', {
    description: 'An instant (时刻), ISO 8601 with its offset; answered in UTC+8, such as 2026-03-30T17:30:00+08:00.',
    serialize: value => formatInstant(value),
    parseValue: parsed('DateTime', instant, /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/, parseInstant),
  });
  builder.scalarType('Date', {
    description: 'A date (日期), YYYY-MM-DD, in UTC+8.',
    serialize: value => formatDay(value),
    parseValue: parsed('Date', 'a date such as "2026-03-30"', /^\d{4}-\d\d-\d\d$/, parseDay),
  });
}
