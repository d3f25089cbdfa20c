import type { Db } from '../db/client.ts';
import { readDirectory } from '../db/directory/directory.ts';
import { numberInstrument } from '../db/instruments/numbers.ts';
import { yearOf } from '../domain/calendar/day.ts';
import type { CommandOf } from '../domain/case/command.ts';
import type { InstrumentState } from '../domain/case/state.ts';
import { addressee, type Directory } from '../domain/directory/directory.ts';
import type { AddressedPost } from '../domain/case/capabilities/instruments/ladder.ts';

export type UnaddressedInstrument = Pick<InstrumentState, 'instrument' | 'level' | 'unit' | 'from' | 'openedAt'> & {
  readonly caseId: string;
  readonly posts: readonly string[];
};
export type Addressed = Omit<CommandOf<'addressInstrument'>, 'type' | 'instrument'>;

/**
 * Finds who held the posts at the instant when the instrument fired (S7), and gives its record a number (文号): the same
 * however often it is asked.
 */
export const addressInstrument =
  (db: Db) =>
  async ({ caseId, instrument, level, unit, from, openedAt, posts }: UnaddressedInstrument): Promise<Addressed> => {
    const directory = await readDirectory(db);
    const year = yearOf(openedAt);
    const number = await numberInstrument(db, caseId, instrument, { authority: from, level, year });
    return {
      number: { authority: from, level, year, number },
      addressees: posts.flatMap(post => addresseesOf(directory, unit, post as AddressedPost, openedAt)),
      resolvedAt: openedAt,
    };
  };

const addresseesOf = (directory: Directory, unit: string, post: AddressedPost, at: number): Addressed['addressees'] =>
  post === 'every-principal'
    ? directory.units
        .filter(each => each.kind === 'department' && each.id !== unit)
        .map(each => addressee(directory, each.id, 'principal', at))
    : [addressee(directory, unit, post, at)];
