import type { IncomingMessage } from 'node:http';
import type { Files } from '../../../operations/files/receive.ts';
import type { Viewer } from '../../viewer/viewer.ts';
import type { Answer } from '../answer.ts';
import { HttpRefusal } from '../refusal.ts';
import { refusalOf } from '../../../domain/refusal.ts';
import type { Rates } from '../rates.ts';
import { createDownload } from './download.ts';
import { filesPath } from './paths.ts';
import { createResumable, resumablePath } from './resumable.ts';
import { createUpload } from './upload.ts';
import { createUploadLimit } from './upload-limit.ts';

export interface FileRoutes {
  readonly files: Files;
  /** The key by which addresses of files are signed; without it nobody gets one. */
  readonly key: string | undefined;
  readonly signIn: (request: IncomingMessage) => Promise<{ readonly viewer: Viewer } | undefined>;
  readonly rates: Rates | undefined;
}

/**
 * Makes the route of files: `POST /files` takes one whole, `/files/tus` one in pieces, and `GET /files/<id>` sends one
 * to whoever has an address of it that holds. Throws HttpRefusal.
 */
export function createFileRoute({ files, key, signIn, rates }: FileRoutes) {
  const limit = createUploadLimit();
  const upload = createUpload(files);
  const resumable = createResumable(files);
  const download = createDownload(files, key);
  const uploader = async (request: IncomingMessage): Promise<string> => {
    const stay = await signIn(request);
    if (!stay) throw new HttpRefusal(401, 'UNAUTHENTICATED', refusalOf('http.needsSignIn', {}), closing(request));
    const { person } = stay.viewer;
    await rates?.countFor(person, request);
    return person;
  };
  return async (request: IncomingMessage, path: string): Promise<Answer> => {
    const { method = '' } = request;
    if (path === filesPath && method === 'POST') {
      const person = await uploader(request);
      return await limit(person, request, () => upload(request, person));
    }
    if (path === resumablePath || path.startsWith(`${resumablePath}/`)) {
      const person = await uploader(request);
      return await limit(person, request, () => resumable(request, person));
    }
    const id = /^\/files\/([0-9a-f]{32})$/.exec(path)?.[1];
    if (id !== undefined && (method === 'GET' || method === 'HEAD')) return await download(request, id);
    throw new HttpRefusal(404, 'NOT_FOUND', refusalOf('http.nothingHere', {}), closing(request));
  };
}

/** A body that nobody reads ends the connection. */
const closing = (request: IncomingMessage): Readonly<Record<string, string>> =>
  request.complete || request.headers['content-length'] === undefined ? {} : { connection: 'close' };
