import type { IncomingMessage } from 'node:http';
import { refusalOf } from '../../../domain/refusal.ts';
import type { StoredFile } from '../../../db/files/files.ts';
import { cleanName, newFileId } from '../../../operations/files/names.ts';
import { type Files, receiveFile } from '../../../operations/files/receive.ts';
import type { Answer } from '../answer.ts';
import { lengthOf } from '../body.ts';
import { CallerGone, HttpRefusal } from '../refusal.ts';
import { refusalOfFile } from './faults.ts';

/** What is told of a file that came. */
export const toldOf = ({ id, name, bytes, digest, type, state }: StoredFile): string =>
  JSON.stringify({ file: id, name, bytes, digest, type, state: state.toUpperCase() });

/** Makes what takes a file as the body of one request: `POST /files?name=…`. */
export function createUpload(files: Files) {
  return async (request: IncomingMessage, uploader: string): Promise<Answer> => {
    if (request.headers['content-encoding'] !== undefined)
      throw new HttpRefusal(415, 'UNSUPPORTED_MEDIA_TYPE', refusalOf('http.encoding', {}), { connection: 'close' });
    const bytes = lengthOf(request);
    if (bytes === 0) throw new HttpRefusal(400, 'FILE_EMPTY', refusalOf('http.fileEmpty', {}));
    const declared = request.headers['content-type'];
    const name = cleanName(new URL(request.url ?? '/', 'http://files').searchParams.get('name'));
    try {
      const file = await receiveFile(files, { id: newFileId(), uploader, name, bytes, declared }, request);
      return { status: 201, body: toldOf(file), headers: { location: `/files/${file.id}` } };
    } catch (error) {
      if (request.destroyed && !request.complete) throw new CallerGone('the caller closed the connection');
      throw refusalOfFile(error, declared) ?? error;
    }
  };
}
