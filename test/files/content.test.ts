import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from 'vitest';
import { fileTypes, mediaTypes } from '../../domain/file-types.ts';
import { FileRefused, Inspector } from '../../operations/files/inspect.ts';
import { cleanName, nameToSend } from '../../operations/files/names.ts';
import { checkLink, linkSeconds, linkTo } from '../../operations/files/links.ts';
import { pdfOf, samples, zipOf } from './samples.ts';

/** What is said of a content, with the bytes that went on. */
async function inspected(content: Buffer, bytes = content.length, declared?: string) {
  const inspector = new Inspector(bytes, declared);
  const passed: Buffer[] = [];
  const pieces = Array.from({ length: Math.ceil(content.length / 7_000) }, (_, index) =>
    content.subarray(index * 7_000, (index + 1) * 7_000),
  );
  await pipeline(Readable.from(pieces), inspector, async all => {
    for await (const piece of all) passed.push(piece as Buffer);
  });
  return { ...inspector.result, passed: Buffer.concat(passed) };
}
const why = (content: Buffer, bytes?: number, declared?: string): Promise<string> =>
  inspected(content, bytes, declared).then(
    ({ type }) => type,
    (error: unknown) => (error instanceof FileRefused ? error.why : String(error)),
  );

describe('the content of a file', () => {
  test.each(fileTypes)('tells that it is %s, whatever it is called', async type => {
    const content = samples[type];
    const found = await inspected(content, content.length, mediaTypes[type]);
    expect(found).toMatchObject({
      type,
      bytes: content.length,
      digest: createHash('sha256').update(content).digest('hex'),
    });
    expect(found.passed.equals(content)).toBe(true);
  });

  test('is told in pieces as it is in one', async () => {
    const large = pdfOf(300_000);
    const found = await inspected(large);
    expect([found.type, found.bytes, found.passed.equals(large)]).toEqual(['pdf', 300_000, true]);
  });

  test.each([
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a page before a document', Buffer.from(`<html><script></script>${String(samples.pdf)}`)],
    ['a drawing that runs', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['a package of anything', zipOf({ 'a.exe': 'MZ' })],
    ['text', Buffer.from('沈雨晴')],
    ['a picture that moves', Buffer.from('GIF89a0000000000')],
  ])('is refused that is %s', async (_what, content) => {
    expect(await why(content)).toBe('type');
  });

  test('is refused where somebody says that it is something else', async () => {
    expect(await why(samples.png, undefined, 'application/pdf')).toBe('differs');
    expect(await why(samples.png, undefined, 'text/html; charset=utf-8')).toBe('differs');
    expect(await why(samples.png, undefined, 'Image/PNG; q=1')).toBe('png');
    expect(await why(samples.png, undefined, 'application/octet-stream')).toBe('png');
  });

  test('is refused that is empty, shorter or longer than announced', async () => {
    expect(await why(Buffer.alloc(0), 1)).toBe('empty');
    expect(await why(samples.png, samples.png.length + 1)).toBe('cut');
    expect(await why(samples.png, samples.png.length - 1)).toBe('long');
  });
});

describe('the name of a file', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\scan\\平面图.pdf', '平面图.pdf'],
    ['/', null],
    ['..', null],
    [' .a.pdf. ', 'a.pdf'],
    ['平面图\u202Efdp.exe', '平面图fdp.exe'],
    ['a\r\nset-cookie: x=1.pdf', 'aset-cookie x=1.pdf'],
    ['"<b>|*?.png', 'b.png'],
    ['e\u0301.pdf', '\u00e9.pdf'],
    ['\ud800.pdf', '\ufffd.pdf'],
    [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(116)}.pdf`],
    [undefined, null],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanName(given)).toBe(kept);
  });

  test('ends as its content does when it is sent', () => {
    expect(nameToSend('平面图.pdf', 'pdf')).toBe('平面图.pdf');
    expect(nameToSend('平面图.PDF', 'pdf')).toBe('平面图.PDF');
    expect(nameToSend('照片.jpeg', 'jpg')).toBe('照片.jpeg');
    expect(nameToSend('平面图.html', 'png')).toBe('平面图.html.png');
    expect(nameToSend(null, 'ofd')).toBe('文件.ofd');
  });
});

describe('an address of a file', () => {
  const key = 'k'.repeat(32);
  const id = 'a'.repeat(32);
  const now = 1_800_000_000_000;
  const queryOf = (path: string): URLSearchParams => new URL(path, 'http://files').searchParams;

  test('holds for its file and its time alone', () => {
    const { path, until } = linkTo(key, id, now);
    const query = queryOf(path);
    expect(until).toBe(now + linkSeconds * 1_000);
    expect(checkLink(key, id, query, until)).toBe('holds');
    expect(checkLink(key, id, query, until + 1)).toBe('expired');
    expect(checkLink(key, 'b'.repeat(32), query, now)).toBe('invalid');
    expect(checkLink('l'.repeat(32), id, query, now)).toBe('invalid');
  });

  test('is invalid once anything of it is changed', () => {
    const { path, until } = linkTo(key, id, now);
    for (const [name, value] of [
      ['until', String(until + 1)],
      ['until', `${until}0`],
      ['until', ''],
      ['signature', 'f'.repeat(64)],
      ['signature', ''],
    ] as const) {
      const query = queryOf(path);
      query.set(name, value);
      expect([name, value, checkLink(key, id, query, now)]).toEqual([name, value, 'invalid']);
    }
  });
});
