import type { Link } from '../../operations/files/links.ts';
import type { FileReference } from '../../domain/values.ts';

/** A file as it is shown, to whom its name and its bytes are told or not. */
export interface ShownFile {
  readonly reference: FileReference;
  readonly digest: string;
  readonly isPlain: boolean;
}

export interface FileObjects {
  File: ShownFile;
  FileDownload: Link;
}
