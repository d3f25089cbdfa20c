import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { integer, text } from '../column.ts';
import { type RowOf, rowsOf } from '../rows.ts';

const otherRegisterShape = { register: text, last: integer, count: integer, highest: integer };
export type OtherRegister = RowOf<typeof otherRegisterShape>;

/** Registers of instruments' numbers with a gap, or whose counter is not at their last number. */
export async function otherRegisters(db: Db): Promise<readonly OtherRegister[]> {
  const comparing = sql`
    select coalesce(c.authority, n.authority) || ' ' || coalesce(c.level, n.level) || ' ' ||
      coalesce(c.year, n.year) as register,
      coalesce(c.last, 0) as last, coalesce(n.count, 0) as count, coalesce(n.highest, 0) as highest
    from instrument_counter c full join (
      select authority, level, year, count(*)::int as count, max(number) as highest from instrument_number
        group by authority, level, year) n
    on (c.authority, c.level, c.year) = (n.authority, n.level, n.year)
    where c.last is distinct from n.count or n.count is distinct from n.highest order by 1`;
  return await rowsOf(db, otherRegisterShape, comparing);
}
