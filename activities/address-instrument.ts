import type { Db } from '../db/client.ts';
import { readDirectory } from '../db/directory/directory.ts';
import { numberInstrument } from '../db/instruments/numbers.ts';
import { yearOf } from '../domain/calendar/day.ts';
import type { CommandOf } from '../domain/case/command.ts';
import type { InstrumentState } from '../domain/case/state.ts';
import {
  addresseesOf,
  districtGovernment,
  handlerOf,
  type Directory,
  type Unit,
} from '../domain/directory/directory.ts';
import { isBelow } from '../domain/directory/places.ts';
import type { AddressedPost } from '../domain/case/capabilities/instruments/ladder.ts';

export type UnaddressedInstrument = Pick<
  InstrumentState,
  'instrument' | 'level' | 'unit' | 'from' | 'openedAt' | 'isOpenedAtDayEnd'
> & {
  readonly caseId: string;
  readonly posts: readonly string[];
  /** Who claimed the step that it is about. */
  readonly claimedBy?: string;
};
export type Addressed = Omit<CommandOf<'addressInstrument'>, 'type' | 'instrument'>;

/**
 * Finds who held the posts at the instant when the instrument fired (S7), and gives its record a number (文号): the same
 * however often it is asked.
 */
export const addressInstrument =
  (db: Db) =>
  async ({
    caseId,
    instrument,
    level,
    unit,
    from,
    openedAt,
    isOpenedAtDayEnd,
    posts,
    claimedBy,
  }: UnaddressedInstrument): Promise<Addressed> => {
    const directory = await readDirectory(db);
    // What opened at the 24:00 of a day is of that day: of its year, and for who held the posts on it. (T17)
    const firedAt = isOpenedAtDayEnd ? openedAt - 1 : openedAt;
    const year = yearOf(firedAt);
    const number = await numberInstrument(db, caseId, instrument, { authority: from, level, year });
    return {
      number: { authority: from, level, year, number },
      addressees: posts.flatMap(post => addressedAt(directory, unit, post as AddressedPost, firedAt, claimedBy)),
      resolvedAt: openedAt,
    };
  };

/** A circular goes to the departments of the district and its towns, not to those above or outside. */
const isInformed = (units: Directory['units'], unit: Unit): boolean =>
  unit.kind === 'department' && isBelow(units, unit, districtGovernment);

/** The handler is who claimed the step; of one that nobody claimed every handler of the unit is. */
function addressedAt(
  directory: Directory,
  unit: string,
  post: AddressedPost,
  at: number,
  claimedBy: string | undefined,
): Addressed['addressees'] {
  if (post === 'every-principal')
    return directory.units
      .filter(each => each.id !== unit && isInformed(directory.units, each))
      .flatMap(each => addresseesOf(directory, each.id, 'principal', at));
  const handler = post === 'handler' && claimedBy !== undefined ? handlerOf(directory, unit, claimedBy, at) : undefined;
  return handler ? [handler] : [...addresseesOf(directory, unit, post, at)];
}
