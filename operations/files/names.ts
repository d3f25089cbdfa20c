import { randomBytes } from 'node:crypto';
import type { FileType } from '../../domain/file-types.ts';

/** The id of a file: nobody can guess it. */
export const newFileId = (): string => randomBytes(16).toString('hex');

const longestName = 120;

/**
 * The name that somebody gives to their file, as it may be kept and shown: the last part of a path, without characters
 * that are not seen or that turn the order of others around. Null where nothing is left.
 */
export function cleanName(given: string | null | undefined): string | null {
  const last = (given ?? '').toWellFormed().normalize('NFC').split(/[/\\]/).at(-1)!;
  const seen = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|*?:]/gu, '').replace(/^[.\s]+|[.\s]+$/g, '');
  return seen === '' ? null : shorten(seen);
}

/** The name with which a file is sent: its ending is what its content is, whatever its owner calls it. */
export function nameToSend(name: string | null, type: FileType): string {
  const base = name ?? '文件';
  return base.toLowerCase().endsWith(`.${type}`) || isSame(base, type) ? base : `${base}.${type}`;
}

const isSame = (name: string, type: FileType): boolean =>
  (type === 'jpg' && /\.jpeg$/i.test(name)) || (type === 'tif' && /\.tiff$/i.test(name));

/** Keeps the ending. */
function shorten(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= longestName) return name;
  const ending = /\.[^.]{1,8}$/u.exec(name)?.[0] ?? '';
  return characters.slice(0, longestName - ending.length).join('') + ending;
}
