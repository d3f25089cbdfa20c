import type { Calendar } from '../../domain/calendar/calendar.ts';
import { anchorIn, parsePause, type Party } from '../../domain/clock/clock.ts';
import { explain } from '../../domain/clock/explain/explain.ts';
import { type Limit, parseLimit } from '../../domain/clock/limit.ts';
import { Refused } from '../../domain/refusal.ts';
import { type Shown, shownOf } from './shown.ts';

/** Stands for the minus of a negative number, which options begin with too. */
export const minus = '\u2212';
const plain = (text: string): string => text.replace(minus, '-');

/** A limit as it is asked in words. */
export interface Asked {
  readonly anchor: string;
  readonly limit: string;
  readonly pauses?: readonly string[] | undefined;
  readonly extend?: string | undefined;
  readonly party?: string | undefined;
}

/** The explanation of a limit that is asked in words. Refuses what is no anchor, limit, pause, extension or party. */
export function explained(
  calendar: Calendar,
  { anchor, limit: limitText, pauses = [], extend, party = 'agency' }: Asked,
): Shown {
  const limit = parseLimit(plain(limitText));
  return shownOf(
    explain(calendar, {
      ...anchorIn(calendar, anchor),
      limit,
      party: partyOf(party),
      warns: false,
      pauses: pauses.map(text => {
        const [from = '', to, ...others] = text.split('/');
        if (from === '' || to === undefined || to === '' || others.length > 0)
          throw new Refused('pause.invalid', { found: text }, 'count.pause');
        return parsePause(calendar, from, to);
      }),
      extensions: extend === undefined ? [] : [extensionOf(plain(extend), limit)],
    }),
  );
}

/** A plain number is of the limit's own unit, two (`10/15`) of those of a pair; the domain refuses another unit. */
function extensionOf(text: string, limit: Limit): Limit {
  if (limit.unit === 'DATE') throw new Refused('extension.unit', { limit, found: text }, 'count.date');
  const units = limit.unit === 'EARLIER_OF' ? limit.of.map(({ unit }) => unit) : [limit.unit];
  const parts = text.split('/').map((part, index) => (/^-?[\d.]+$/.test(part) ? `${part}${units[index] ?? ''}` : part));
  return parseLimit(parts.join('/'));
}

export function partyOf(text: string): Party {
  if (text === 'agency' || text === 'applicant') return text;
  throw new Refused('party.invalid', { found: text, expected: ['agency', 'applicant'] }, 'civil-code.203');
}
