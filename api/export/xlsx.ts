import { Zip, ZipDeflate } from 'fflate';
import { guarded, type Row } from './cells.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org';
const main = `${office}/spreadsheetml/2006/main`;
const relationships = `${office}/officeDocument/2006/relationships`;
const ofPackage = `${office}/package/2006`;
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What a workbook of one sheet consists of beside the sheet (ECMA-376). */
const parts: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `<Types xmlns="${ofPackage}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/></Types>`,
  '_rels/.rels':
    `<Relationships xmlns="${ofPackage}/relationships"><Relationship Id="rId1" ` +
    `Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml':
    `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>` +
    '<sheet name="办件" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    `<Relationships xmlns="${ofPackage}/relationships"><Relationship Id="rId1" ` +
    `Type="${relationships}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Text in XML: what XML 1.0 cannot hold is left out. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"]/gu, character => entities[character]!);

/** Every cell is text: none is ever a formula. */
const rowXml = (row: Row): string =>
  `<row>${row
    .map(text => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(guarded(text))}</t></is></c>`)
    .join('')}</row>`;

/** Rows as a workbook (XLSX) of one sheet, packed as they come: nothing but the row at hand is held. */
export async function* xlsxOf(rows: AsyncIterable<Row>): AsyncGenerator<Buffer> {
  const packed: Buffer[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    packed.push(Buffer.from(chunk));
  });
  const add = (name: string): ZipDeflate => {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    return file;
  };
  for (const [name, xml] of Object.entries(parts)) add(name).push(Buffer.from(declaration + xml), true);
  const sheet = add('xl/worksheets/sheet1.xml');
  sheet.push(Buffer.from(`${declaration}<worksheet xmlns="${main}"><sheetData>`));
  for await (const row of rows) {
    sheet.push(Buffer.from(rowXml(row)));
    yield* packed.splice(0);
  }
  sheet.push(Buffer.from('</sheetData></worksheet>'), true);
  zip.end();
  yield* packed.splice(0);
}
