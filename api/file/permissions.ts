import type { PermissionTable } from '../schema/rule.ts';
import { all, signedIn } from '../schema/who.ts';

/** A file is asked for by its uploader, or read in a case by whoever sees it. Name and bytes follow `personalView`. */
export const permissions: PermissionTable = {
  Query: { file: signedIn },
  File: all(signedIn, 'file name type bytes digest state download'),
  FileDownload: all(signedIn, 'url until'),
};
