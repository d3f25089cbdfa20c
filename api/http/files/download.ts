import type { IncomingMessage } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { create as dispositionOf } from 'content-disposition';
import { parse as parseRanges } from 'range-parser';
import { readFile } from '../../../db/files/files.ts';
import { mediaTypes } from '../../../domain/file-types.ts';
import { refusalOf } from '../../../domain/refusal.ts';
import { checkLink } from '../../../operations/files/links.ts';
import { nameToSend } from '../../../operations/files/names.ts';
import type { Files } from '../../../operations/files/receive.ts';
import type { ByteRange } from '../../../operations/files/store.ts';
import type { Answer } from '../answer.ts';
import { HttpRefusal } from '../refusal.ts';
import { refusalOfFile } from './faults.ts';

/** Makes what sends a file to whoever has an address of it that holds. A file is saved, and never shown as a page. */
export function createDownload({ db, store }: Pick<Files, 'db' | 'store'>, key: string | undefined) {
  return async (request: IncomingMessage, id: string): Promise<Answer> => {
    const query = new URL(request.url ?? '/', 'http://files').searchParams;
    const link = key === undefined ? 'invalid' : checkLink(key, id, query, Date.now());
    if (link === 'invalid') throw new HttpRefusal(403, 'LINK_INVALID', refusalOf('http.linkInvalid', {}));
    if (link === 'expired') throw new HttpRefusal(403, 'LINK_EXPIRED', refusalOf('http.linkExpired', {}));
    const file = await readFile(db, id);
    if (file?.state !== 'ready' || file.type === null)
      throw new HttpRefusal(410, 'FILE_GONE', refusalOf('http.fileGone', {}));
    const { bytes, type, name, digest } = file;
    const headers = {
      ...headersOfFile,
      'content-type': mediaTypes[type],
      'content-disposition': dispositionOf(nameToSend(name, type), { type: 'attachment' }),
      etag: `"${digest!}"`,
    };
    const range = rangeOf(request, bytes, headers.etag);
    const part = range ?? { start: 0, end: bytes - 1 };
    const content = request.method === 'HEAD' ? Readable.from([]) : await open(store, id, range);
    return {
      status: range ? 206 : 200,
      body: '',
      // A store that fails midway cuts the answer: it is shorter than it said.
      stream: response => void pipeline(content, response, () => undefined),
      headers: {
        ...headers,
        'content-length': String(part.end - part.start + 1),
        ...(range && { 'content-range': `bytes ${part.start}-${part.end}/${bytes}` }),
      },
    };
  };
}

/** Whatever somebody wrote into a file, nothing of it runs in our name. */
const headersOfFile = {
  'accept-ranges': 'bytes',
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
} as const;

async function open(store: Files['store'], id: string, range: ByteRange | undefined): Promise<Readable> {
  try {
    return await store.read(id, range);
  } catch (error) {
    throw refusalOfFile(error) ?? error;
  }
}

/** The one part that is asked for. Several parts at once, and what nobody can read, are answered with the whole. */
function rangeOf({ headers }: IncomingMessage, bytes: number, etag: string): ByteRange | undefined {
  if (headers.range === undefined) return undefined;
  const { 'if-range': unless } = headers;
  if (unless !== undefined && unless !== etag) return undefined;
  const { code, type, ranges } = parseRanges(bytes, headers.range);
  const isReadable = type === 'bytes' && (code & 1) === 0;
  if (isReadable && ranges.length === 0)
    throw new HttpRefusal(416, 'RANGE_UNFIT', refusalOf('http.rangeUnfit', { bytes }), {
      'content-range': `bytes */${bytes}`,
    });
  return isReadable && ranges.length === 1 ? ranges[0] : undefined;
}
