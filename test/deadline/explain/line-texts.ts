import { formatDay, formatInstant } from '../../../domain/calendar/day.ts';
import { explain } from '../../../domain/clock/explain/explain.ts';
import type { NamedFacts, NamedPause } from '../../../domain/clock/explain/explanation.ts';
import { calendar, pause } from '../cases.ts';
import { reasonOf, whyText } from './in-words.ts';

/** A pause with its reason in words. */
export const because = (why: string, from: string, to: string): NamedPause => ({
  ...pause(from, to),
  why: reasonOf(why),
});

/** Each line of an explanation as one text: days, times, effect, kind, amount, reason, notice. */
export const lines = (clock: NamedFacts, on = calendar): readonly string[] =>
  explain(on, clock).lines.map(
    ({ effect, firstDay, lastDay, begins, ends, kind, amount, through, why, notice: by }) => {
      const days =
        firstDay === lastDay
          ? formatDay(firstDay).slice(5)
          : `${formatDay(firstDay).slice(5)}/${formatDay(lastDay).slice(5)}`;
      const time =
        begins === undefined || ends === undefined
          ? ''
          : ` ${formatInstant(begins).slice(11, 16)}-${formatInstant(ends).slice(11, 16)}`;
      const row = `${days}${time} ${effect} ${kind ?? '-'} ${amount} ${through} ${whyText(why)}`;
      return by === undefined ? row : `${row} ${by}`;
    },
  );
