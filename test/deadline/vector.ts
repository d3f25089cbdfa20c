import type { ClockFacts, Party } from '../../domain/clock/clock.ts';
import type { CountedLimit, EarlierOf, Limit } from '../../domain/clock/limit.ts';
import { facts, pause } from './cases.ts';

export interface Vector {
  readonly id: string;
  readonly anchor: string;
  readonly limit: CountedLimit;
  readonly pauses?: readonly { readonly from: string; readonly to: string }[];
  readonly extension?: number;
  readonly dueOn?: string;
  readonly dueAt?: string;
}

export const factsOf = ({ anchor, limit, pauses = [], extension = 0 }: Vector): ClockFacts =>
  facts(anchor, limit, {
    pauses: pauses.map(({ from, to }) => pause(from, to)),
    extensions: extension === 0 ? [] : [{ unit: limit.unit, n: extension }],
  });

/** A vector of the rulings: of the earlier of two an extension has an amount for each. */
export interface RulingVector extends Omit<Vector, 'limit' | 'extension'> {
  readonly limit: CountedLimit | EarlierOf;
  readonly extension?: number | readonly [number, number];
  readonly party?: Party;
  /** When the reminder at half time is due, or `none`. */
  readonly blue?: string;
  /** The sum as it was done by hand. */
  readonly by: string;
}

export const factsOfRuling = ({ anchor, limit, pauses = [], extension, party = 'agency' }: RulingVector): ClockFacts =>
  facts(anchor, limit, {
    party,
    pauses: pauses.map(({ from, to }) => pause(from, to)),
    extensions: extension === undefined ? [] : [extensionOf(limit, [extension].flat())],
  });

const extensionOf = (limit: CountedLimit | EarlierOf, [first = 0, second = 0]: readonly number[]): Limit =>
  limit.unit === 'EARLIER_OF'
    ? {
        unit: 'EARLIER_OF',
        of: [
          { unit: limit.of[0].unit, n: first },
          { unit: limit.of[1].unit, n: second },
        ],
      }
    : { unit: limit.unit, n: first };
