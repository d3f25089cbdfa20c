import type { Instant } from '../../domain/calendar/day.ts';
import type { Db } from '../client.ts';
import { sealingDelivery } from '../seals/seals.ts';
import { iso } from '../values.ts';

/** A text to a party or a notice to a receiver, made by the domain for the event `seq`. Never personal data. */
export interface Message {
  readonly to: string;
  readonly kind: string;
  readonly text: string;
  readonly seq: number;
}

/** A message as it waits to be delivered, or was. */
export interface OutboxMessage extends Message {
  readonly id: number;
  readonly caseId: string;
  readonly createdAt: Instant;
  readonly deliveredAt?: Instant;
}

const messages = (db: Db) =>
  db.selectFrom('outbox').select(['id', 'case_id', 'seq', 'kind', 'recipient', 'body', 'created_at', 'delivered_at']);
type Row = Awaited<ReturnType<ReturnType<typeof messages>['execute']>>[number];
const messageOf = (row: Row): OutboxMessage => ({
  id: row.id,
  caseId: row.case_id,
  seq: row.seq,
  kind: row.kind,
  to: row.recipient,
  text: row.body,
  createdAt: row.created_at,
  ...(row.delivered_at !== null && { deliveredAt: row.delivered_at }),
});

/** What was told in a case, in order; with `recipient` only what was told to them. */
export async function messagesOf(db: Db, caseId: string, recipient?: string): Promise<readonly OutboxMessage[]> {
  let query = messages(db).where('case_id', '=', caseId);
  if (recipient !== undefined) query = query.where('recipient', '=', recipient);
  return (await query.orderBy('seq').orderBy('position').execute()).map(messageOf);
}

/** Messages nobody has delivered yet, oldest first. */
export async function undelivered(db: Db, limit = 100): Promise<readonly OutboxMessage[]> {
  return (await messages(db).where('delivered_at', 'is', null).orderBy('id').limit(limit).execute()).map(messageOf);
}

/** Notes a delivery once, and seals it; false when it was noted before. */
export async function delivered(db: Db, id: number, at: Instant): Promise<boolean> {
  const noted = await db
    .updateTable('outbox')
    .set({ delivered_at: iso(at) })
    .where('id', '=', id)
    .where('delivered_at', 'is', null)
    .returning(sealingDelivery.as('sealed'))
    .execute();
  return noted.length === 1;
}
