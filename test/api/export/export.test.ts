import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { guarded } from '../../../api/export/cells.ts';
import type { ExportedCase } from '../../../api/export/columns.ts';
import { csvOf } from '../../../api/export/csv.ts';
import { mostRows, rowsOf, type ExportedPage } from '../../../api/export/rows.ts';
import { xlsxOf } from '../../../api/export/xlsx.ts';
import { buildSchema } from '../../../api/schema/schema.ts';

const schema = buildSchema(new Map());
const one: ExportedCase = {
  number: 'SX2027-000001',
  title: '开办餐饮店',
  status: 'IN_REVIEW',
  colour: 'RED',
  channel: 'ONLINE',
  lead: { title: '区市场监督管理局' },
  party: { name: '=cmd|" /C calc"!A0', creditCode: null },
  receivedAt: '2027-03-24T10:00:00+08:00',
  acceptedAt: null,
  decidedAt: null,
  endedAt: null,
  clocks: [
    { clock: 'promise', dueOn: '2027-03-31', state: 'RUNNING' },
    { clock: 'acceptance', dueOn: '2027-03-25', state: 'STOPPED' },
  ],
};
const pageOf = (rows: number, endCursor: string | null): ExportedPage => ({
  edges: Array.from({ length: rows }, () => ({ node: one })),
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
});
const allOf = async <T>(pieces: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
};
const exported = (language: 'zh-CN' | 'en' = 'zh-CN') =>
  rowsOf(schema, language, pageOf(1, 'next'), () => Promise.resolve(pageOf(1, null)));

describe('an exported list', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('guards a cell that begins like a formula: %j', text => {
    expect(guarded(text)).toBe(`'${text}`);
    expect(guarded(`x${text}`)).toBe(`x${text}`);
  });

  test('is CSV that spreadsheets read as UTF-8, with titles in the language of the reader', async () => {
    const text = Buffer.concat(await allOf(csvOf(exported()))).toString();
    expect(text.startsWith('\u{feff}办件编号,事项,办件状态,亮牌')).toBe(true);
    const [, row] = text.split('\r\n');
    expect(row).toBe(
      'SX2027-000001,开办餐饮店,审核中,红牌：逾期,区市场监督管理局,"\'=cmd|"" /C calc""!A0",,网上,' +
        '2027-03-24 10:00,,2027-03-31,,',
    );
    const english = Buffer.concat(await allOf(csvOf(exported('en')))).toString();
    expect(english).toContain('In review,Overdue');
  });

  test('is a workbook of text cells, packed as the rows come', async () => {
    const files = unzipSync(Buffer.concat(await allOf(xlsxOf(exported()))));
    expect(Object.keys(files).toSorted()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml']!);
    expect(sheet.match(/<row>/g)).toHaveLength(3);
    expect(sheet).toContain(`<t xml:space="preserve">'=cmd|&quot; /C calc&quot;!A0</t>`);
    expect(sheet).not.toContain('<f>');
  });

  test('asks for the next page only when the rows before it are read', async () => {
    let asked = 0;
    const rows = rowsOf(schema, 'en', pageOf(2, 'next'), () => {
      asked += 1;
      return Promise.resolve(pageOf(1, null));
    });
    await rows.next();
    await rows.next();
    await rows.next();
    expect(asked).toBe(0);
    await rows.next();
    expect(asked).toBe(1);
  });

  test('ends with a row that says so where it has more rows than a file takes', async () => {
    const endless = rowsOf(schema, 'en', pageOf(100, 'next'), () => Promise.resolve(pageOf(100, 'next')));
    const rows = await allOf(endless);
    expect(rows).toHaveLength(1 + mostRows + 1);
    expect(rows.at(-1)![0]).toContain('Only the first 50000 rows');
  });
});
