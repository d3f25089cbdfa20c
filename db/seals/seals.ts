import { type RawBuilder, sql } from 'kysely';
import type { SealKind } from '../../domain/audit/seals.ts';

/**
 * Seals a row, as an expression of the statement that writes it: a seal in the chain of its case or register commits to
 * what the row says. Whoever writes a row by another way has no seal for it. Run as what a statement returns.
 */
const sealing = (scope: string, kind: SealKind, subject: string, content: string): RawBuilder<number> =>
  sql<number>`seal(${sql.raw(scope)}, ${sql.lit(kind)}, ${sql.raw(subject)}, ${sql.raw(content)})`;

/** Of the refusal of a command `c`. */
export const sealingRefusal = sealing('c.case_id', 'refusal', 'c.key', 'sealed_content(c)');
/** Of the query code of a case. */
export const sealingQueryCode = sealing('"case".id', 'queryCode', '"case".id', '"case".query_code');
/** Of the delivery of a message. */
export const sealingDelivery = sealing(
  'outbox.case_id',
  'delivery',
  `outbox.case_id || ' ' || outbox.seq || '.' || outbox.position + 1`,
  'sealed_content(outbox)',
);
/** Of a repair `r`. */
export const sealingRepair = sql`${sealing(`'repair'`, 'repair', 'r.id::text', 'sealed_content(r)')} as sealed`;
/** Of a version of a calendar. */
export const sealingCalendar = sealing(
  `'calendar'`,
  'calendar',
  'calendar_version.version',
  'sealed_content(calendar_version)',
);
/** Of a version of the directory with what it did to each record. */
export const sealingDirectory = sealing(
  `'directory'`,
  'directory',
  'directory_version.version::text',
  'sealed_content(directory_version)',
);
