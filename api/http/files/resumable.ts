import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { ERRORS, Server } from '@tus/server';
import { readFile, refuseFile } from '../../../db/files/files.ts';
import { refusalOf } from '../../../domain/refusal.ts';
import { cleanName, newFileId } from '../../../operations/files/names.ts';
import { announceFile, type Files, finishFile } from '../../../operations/files/receive.ts';
import { StoreFault } from '../../../operations/files/store.ts';
import type { Answer } from '../answer.ts';
import { HttpRefusal } from '../refusal.ts';
import { refusalOfFile } from './faults.ts';
import { createFileLocker } from './locker.ts';
import { toldOf } from './upload.ts';

/** Where files come in pieces, each of them going on where the last one ended (tus 1.0.0). */
export const resumablePath = '/files/tus';

/** Makes what takes files in pieces. Of somebody else's upload nobody is told that it is there. */
export function createResumable(files: Files) {
  const { db, store, mostBytes } = files;
  const uploaders = new WeakMap<Request, string>();
  const refusals = new WeakMap<Request, HttpRefusal>();
  const server = new Server({
    path: resumablePath,
    datastore: store.resumable,
    maxSize: mostBytes,
    relativeLocation: true,
    locker: createFileLocker(db),
    disableTerminationForFinishedUploads: true,
    namingFunction: newFileId,
    getFileIdFromRequest: (_request, last) => (last !== undefined && /^[0-9a-f]{32}$/.test(last) ? last : undefined),
    async onIncomingRequest(request, id) {
      // One that begins has no row yet.
      if (request.method === 'POST') return;
      const file = await readFile(db, id);
      if (file?.uploader !== uploaders.get(request as Request) || file?.state === 'erased') throw ERRORS.FILE_NOT_FOUND;
      if (request.method === 'PATCH' && file?.state !== 'receiving') throw ERRORS.INVALID_OFFSET;
    },
    async onUploadCreate(request, { id, size, metadata }) {
      if (size === undefined)
        throw new HttpRefusal(411, 'LENGTH_REQUIRED', refusalOf('http.lengthRequired', {}), { connection: 'close' });
      if (size === 0) throw new HttpRefusal(400, 'FILE_EMPTY', refusalOf('http.fileEmpty', {}));
      const name = cleanName(metadata?.['filename'] ?? metadata?.['name']);
      await announceFile(files, { id, uploader: uploaders.get(request as Request)!, name, bytes: size });
      // The name is personal data: the store knows nothing but the id.
      return { metadata: {} };
    },
    async onUploadFinish(_request, { id }) {
      const file = await finishFile(files, (await readFile(db, id))!);
      return { headers: { 'Upload-Result': Buffer.from(toldOf(file)).toString('base64') } };
    },
    async onResponseError(request, error) {
      const isUnwritten = error === ERRORS.FILE_WRITE_ERROR;
      const refusal = refusalOfFile(isUnwritten ? new StoreFault((await store.isFull()) ? 'full' : 'away') : error);
      if (refusal) refusals.set(request as Request, refusal);
      return undefined;
    },
  });
  return async (request: IncomingMessage, uploader: string): Promise<Answer> => {
    const web = webRequestOf(request);
    uploaders.set(web, uploader);
    const response = await server.handleWeb(web);
    const refusal = refusals.get(web);
    if (refusal) throw refusal;
    if (response.status === 204 && request.method === 'DELETE') await refuseFile(db, idIn(request));
    return await answerOf(response);
  };
}

const idIn = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0]!.split('/').at(-1)!;

/** The request as tus takes it. Its body is read as it comes. */
function webRequestOf(request: IncomingMessage): Request {
  const headers = Object.entries(request.headers).filter(([, value]) => typeof value === 'string');
  const hasBody = request.method === 'PATCH' || request.method === 'POST';
  return new Request(new URL(request.url ?? '/', 'http://files'), {
    method: request.method!,
    headers: headers as [string, string][],
    ...(hasBody && { body: Readable.toWeb(request) as ReadableStream<Uint8Array>, duplex: 'half' }),
  } as RequestInit);
}

/** What tus answers, without what it says of other origins: that is the server's own to say. */
async function answerOf(response: Response): Promise<Answer> {
  const said = [...response.headers].filter(
    ([name]) => !name.startsWith('access-control-') && name !== 'content-length' && name !== 'vary',
  );
  const isText = response.status >= 400;
  return {
    status: response.status,
    body: await response.text(),
    headers: {
      ...Object.fromEntries(said),
      ...(isText && { 'content-type': 'text/plain; charset=utf-8' }),
      'cache-control': 'no-store',
    },
  };
}
