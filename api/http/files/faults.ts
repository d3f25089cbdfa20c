import { fileTypes, type FileType } from '../../../domain/file-types.ts';
import { refusalOf } from '../../../domain/refusal.ts';
import { FileRefused } from '../../../operations/files/inspect.ts';
import { TooManyUnused } from '../../../operations/files/receive.ts';
import { StoreFault } from '../../../operations/files/store.ts';
import { mostUnused } from '../../../db/files/files.ts';
import { HttpRefusal } from '../refusal.ts';
import { tooManyUploads } from './upload-limit.ts';

/** Nothing behind it is read: what is left of the file stays with the caller. */
const cut = { connection: 'close' } as const;

/** The refusal that a fault of a file comes to; undefined for faults of ours. */
export function refusalOfFile(error: unknown, declared = ''): HttpRefusal | undefined {
  if (error instanceof HttpRefusal) return error;
  if (error instanceof TooManyUnused) return tooManyUploads(mostUnused);
  if (error instanceof StoreFault) return refusalOfStore(error);
  if (!(error instanceof FileRefused)) return undefined;
  const { why, found } = error;
  switch (why) {
    case 'empty':
      return new HttpRefusal(400, 'FILE_EMPTY', refusalOf('http.fileEmpty', {}), cut);
    case 'type':
      return new HttpRefusal(
        415,
        'FILE_TYPE',
        refusalOf('http.fileType', { expected: fileTypes, ...(found !== undefined && { found }) }),
        cut,
      );
    case 'differs':
      return new HttpRefusal(
        415,
        'FILE_TYPE_DIFFERS',
        refusalOf('http.fileTypeDiffers', { declared: declared.slice(0, 100), found: found as FileType }),
        cut,
      );
    case 'cut':
    case 'long':
      return new HttpRefusal(400, 'FILE_CUT', refusalOf('http.fileCut', {}), cut);
  }
}

function refusalOfStore({ kind }: StoreFault): HttpRefusal {
  if (kind === 'full') return new HttpRefusal(507, 'STORE_FULL', refusalOf('http.storeFull', {}), cut);
  return new HttpRefusal(503, 'STORE_UNAVAILABLE', refusalOf('http.storeAway', {}), { ...cut, 'retry-after': '10' });
}
