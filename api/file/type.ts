import { linkTo } from '../../operations/files/links.ts';
import { personalView } from '../case/visibility.ts';
import type { KnownCase } from '../case/objects.ts';
import { finishFile } from '../../operations/files/receive.ts';
import { isId, type FileReference } from '../../domain/values.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import type { ShownFile } from './objects.ts';

/** The file of a paper or a document of a case: its bytes are for those who read the personal fields in plain. */
export const fileInCase = (
  { viewer }: Context,
  record: KnownCase,
  { file, digest }: { readonly file?: FileReference; readonly digest?: string },
): ShownFile | null =>
  file && digest !== undefined ? { reference: file, digest, isPlain: personalView(viewer, record) === 'plain' } : null;

/** A file that was uploaded: what it is, how it stands, and an address by which it is fetched. */
export function addFile({ builder, enums }: Kit): void {
  builder.objectType('FileDownload', {
    description: 'An address of a file (下载地址): whoever has it may fetch the file, until it ends.',
    fields: t => ({
      url: t.string({ description: 'On the server of this API.', resolve: ({ path }) => path }),
      until: t.field({ type: 'DateTime', resolve: ({ until }) => until }),
    }),
  });
  builder.objectType('File', {
    description: 'A file that somebody uploaded (电子文件).',
    fields: t => ({
      file: t.id({ description: 'Its id, by which its uploader names it.', resolve: ({ reference }) => reference.id }),
      name: t.string({
        nullable: true,
        description: 'As its uploader calls it: to them, and to whoever handles the case. Null once it was erased.',
        resolve: async ({ reference, isPlain }, _args, { loaders }) =>
          (isPlain && (await loaders.file.load(reference.id))?.name) || null,
      }),
      type: t.field({
        type: enums.fileType,
        description: 'By its content.',
        resolve: ({ reference }) => reference.type,
      }),
      bytes: t.int({ resolve: ({ reference }) => reference.bytes }),
      digest: t.string({ description: 'SHA-256, in hex.', resolve: ({ digest }) => digest }),
      state: t.field({
        type: enums.fileState,
        resolve: async ({ reference }, _args, { loaders }) =>
          (await loaders.file.load(reference.id))?.state ?? 'erased',
      }),
      download: t.field({
        type: 'FileDownload',
        nullable: true,
        description:
          'Where it is fetched, for five minutes from now. Null for whom it is not, for one that cannot be used, and ' +
          'where this deployment signs no addresses.',
        resolve: async ({ reference, isPlain }, _args, { loaders, fileKey }) => {
          if (!isPlain || fileKey === undefined) return null;
          const stored = await loaders.file.load(reference.id);
          return stored?.state === 'ready' ? linkTo(fileKey, reference.id, Date.now()) : null;
        },
      }),
    }),
  });
  builder.queryFields(t => ({
    file: t.field({
      type: 'File',
      nullable: true,
      description:
        'A file that the caller uploaded, once all of it came; null for any other. Once a case has it, its name and ' +
        'its bytes are told in the case alone.',
      args: { file: t.arg.id({ required: true, description: 'Its id.' }) },
      resolve: (_root, { file }, context) => ownFile(context, String(file)),
    }),
  }));
}

async function ownFile({ viewer, loaders, files }: Context, id: string): Promise<ShownFile | null> {
  const found = isId(id) ? await loaders.file.load(id) : undefined;
  if (found?.uploader !== viewer?.person || !found) return null;
  const file = found.state === 'receiving' && files ? await finishFile(files, found) : found;
  loaders.file.clear(id).prime(id, file);
  const { type, bytes, digest, isUsed } = file;
  // Once a case has it, the rights of the case say who reads it: its uploader may have none any more.
  return type === null || digest === null ? null : { reference: { id, type, bytes }, digest, isPlain: !isUsed };
}
