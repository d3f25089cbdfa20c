import { guarded, type Row } from './cells.ts';

/** Spreadsheets take text without this mark for another encoding. */
const byteOrderMark = '\u{feff}';

const cellOf = (text: string): string => {
  const safe = guarded(text);
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows as CSV (RFC 4180) in UTF-8, one after the other. */
export async function* csvOf(rows: AsyncIterable<Row>): AsyncGenerator<Buffer> {
  yield Buffer.from(byteOrderMark);
  for await (const row of rows) yield Buffer.from(`${row.map(cellOf).join(',')}\r\n`);
}
