import { connect } from 'node:net';
import { Readable } from 'node:stream';
import type { FileToScan } from '../../db/files/scans.ts';
import { mediaTypes } from '../../domain/file-types.ts';

/** A service outside that says whether a file is clean. */
export interface Scanner {
  /** @throws where it does not answer, or not so that it can be understood */
  isClean(file: FileToScan, content: Readable, signal: AbortSignal): Promise<boolean>;
}

/** The scanner at an address: over HTTP, or by ClamAV's own protocol at `clamd://host:port`. */
export const scannerAt = (url: URL): Scanner => (url.protocol === 'clamd:' ? clamd(url) : overHttp(url));

/** The file is the body of a POST; the answer is `{"clean": true}` or `{"clean": false}`. */
const overHttp = (url: URL): Scanner => ({
  async isClean({ id, bytes, type }, content, signal) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': mediaTypes[type!], 'content-length': String(bytes), 'x-file-id': id },
      body: Readable.toWeb(content) as BodyInit,
      duplex: 'half',
      redirect: 'error',
      signal,
    } as RequestInit);
    const answer = (await response.json()) as { readonly clean?: unknown };
    if (!response.ok || typeof answer.clean !== 'boolean') throw new Error(`the scanner answered ${response.status}`);
    return answer.clean;
  },
});

/** INSTREAM: pieces, each with its length before it, and one of length 0 at the end. */
const clamd = ({ hostname, port }: URL): Scanner => ({
  async isClean(_file, content, signal) {
    const socket = connect({ host: hostname, port: Number(port || 3_310), signal });
    const answered = textOf(socket);
    answered.catch(() => undefined);
    const send = (data: Buffer): Promise<unknown> =>
      socket.write(data) ? Promise.resolve() : Promise.race([answered, drained(socket)]);
    await send(Buffer.from('zINSTREAM\0'));
    for await (const piece of content as AsyncIterable<Buffer>) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      await send(Buffer.concat([length, piece]));
    }
    socket.end(Buffer.alloc(4));
    const answer = (await answered).replaceAll('\0', '').trim();
    if (answer === 'stream: OK') return true;
    if (answer.endsWith(' FOUND')) return false;
    throw new Error('the scanner did not say whether the file is clean');
  },
});

const drained = (socket: NodeJS.EventEmitter): Promise<unknown> =>
  new Promise(resolve => {
    socket.once('drain', resolve);
  });

async function textOf(pieces: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text = (text + String(piece)).slice(0, 1_000);
  return text;
}
