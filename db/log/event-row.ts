import type { EventHead } from '../../domain/log/reader.ts';
import { iso } from '../values.ts';

/** The columns of an event that its envelope gives, in the form that `json_populate_recordset` takes. */
export const eventColumns = ({ type, at, on, askedAt, actor, key, digest, cause, rules }: EventHead) => ({
  type,
  at: iso(at),
  asked_at: askedAt === undefined ? null : iso(askedAt),
  actor,
  command_key: key,
  digest,
  cause,
  on_day: on,
  rules,
});
