import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openFolder } from '../../operations/files/folder-store.ts';
import { scannerAt } from '../../operations/files/scanner.ts';
import type { FileStore } from '../../operations/files/store.ts';
import { contractOfStores } from './store-contract.ts';
import { samples } from './samples.ts';

describe('the store in a folder', () => {
  let folder: string;
  let store: FileStore;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shixian-store-'));
    store = await openFolder(join(folder, 'files'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  contractOfStores(() => store);

  test('leaves no half of a file behind', async () => {
    expect((await readdir(join(folder, 'files'))).filter(name => name.endsWith('.part'))).toEqual([]);
  });
});

describe('a scanner', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });
  const file = { id: 'a'.repeat(32), type: 'png', scans: 1 } as const;
  const asked = (url: URL, content = samples.png): Promise<boolean | string> =>
    scannerAt(url)
      .isClean({ ...file, bytes: content.length }, Readable.from([content]), AbortSignal.timeout(5_000))
      .catch(() => 'no answer');

  /** One that answers by its content, over HTTP. */
  const overHttp = async (answer: (content: Buffer) => readonly [number, string]): Promise<URL> => {
    const server = createHttpServer((request, response) => {
      void buffer(request).then(content => {
        const [status, body] = answer(content);
        response.writeHead(status).end(body);
      });
    }).listen(0, '127.0.0.1');
    closing.push(() => server.close());
    await new Promise(resolve => {
      server.once('listening', resolve);
    });
    return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/scan`);
  };

  test('over HTTP is told the bytes, and says whether they are clean', async () => {
    const url = await overHttp(content => [200, JSON.stringify({ clean: content.equals(samples.png) })]);
    expect(await asked(url)).toBe(true);
    expect(await asked(url, samples.jpg)).toBe(false);
  });

  test.each([
    [500, '{"clean":true}'],
    [200, '{"clean":"yes"}'],
    [200, '{}'],
    [200, 'clean'],
  ])('that answers %d %s has said nothing', async (status, body) => {
    expect(await asked(await overHttp(() => [status, body]))).toBe('no answer');
  });

  /** One that speaks INSTREAM, and finds what the word EICAR stands in. */
  const speaksInstream = async (say: (content: Buffer) => string): Promise<URL> => {
    const server = createServer((socket: Socket) => {
      const heard: Buffer[] = [];
      socket.on('data', (piece: Buffer) => {
        heard.push(piece);
        const all = Buffer.concat(heard);
        if (all.subarray(-4).equals(Buffer.alloc(4))) socket.end(say(contentIn(all)));
      });
    }).listen(0, '127.0.0.1');
    closing.push(() => server.close());
    await new Promise(resolve => {
      server.once('listening', resolve);
    });
    return new URL(`clamd://127.0.0.1:${(server.address() as AddressInfo).port}`);
  };
  const contentIn = (stream: Buffer): Buffer => {
    const pieces: Buffer[] = [];
    for (let at = 'zINSTREAM\0'.length; ;) {
      const length = stream.readUInt32BE(at);
      if (length === 0) return Buffer.concat(pieces);
      pieces.push(stream.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
  };

  test('of ClamAV is told the bytes in pieces, and says whether they are clean', async () => {
    const url = await speaksInstream(content =>
      content.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0',
    );
    expect(await asked(url)).toBe(true);
    expect(await asked(url, Buffer.from('EICAR'))).toBe(false);
    const full = await speaksInstream(() => 'INSTREAM size limit exceeded. ERROR\0');
    expect(await asked(full)).toBe('no answer');
  });

  test('that is away has said nothing', async () => {
    expect(await asked(new URL('http://127.0.0.1:1/scan'))).toBe('no answer');
    expect(await asked(new URL('clamd://127.0.0.1:1'))).toBe('no answer');
  });
});
