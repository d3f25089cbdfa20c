import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Answer } from './answer.ts';

const [compressBrotli, compressGzip] = [promisify(brotliCompress), promisify(gzip)];

/** Shorter answers fit one packet as they are. */
const leastBytes = 1_024;
/** About as short as gzip's best, in the time of its fastest. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const offers = (request: IncomingMessage, encoding: string): boolean =>
  String(request.headers['accept-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map(each => each.trim().split(/\s*;\s*/))
    .some(([name, quality]) => name === encoding && quality !== 'q=0' && quality !== 'q=0.0');

/** The same answer, shorter, where the caller takes it so: by brotli, else by gzip. Off the event loop. */
export async function compress(request: IncomingMessage, answer: Answer): Promise<Answer> {
  if (Buffer.byteLength(answer.body) < leastBytes) return answer;
  const encoding = ['br', 'gzip'].find(each => offers(request, each));
  if (encoding === undefined) return answer;
  const body =
    encoding === 'br'
      ? await compressBrotli(answer.body, brotliOptions)
      : await compressGzip(answer.body, { level: 4 });
  return { ...answer, body, headers: { ...answer.headers, 'content-encoding': encoding } };
}
