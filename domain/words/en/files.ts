import type { FileRule, FileState } from '../../file-types.ts';

/** A size in the unit in which people read it. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${Math.ceil(bytes / 100_000) / 10} MB`;
}

/** What a material takes of a file. */
export const fileText = ({ types, mostBytes }: FileRule): string =>
  [
    ...(types === undefined ? [] : [types.join(' or ')]),
    ...(mostBytes === undefined ? [] : [`at most ${sizeText(mostBytes)}`]),
  ].join(', ');

export const fileStateTitles: Readonly<Record<FileState, string>> = {
  receiving: 'it has not come whole',
  scanning: 'it is being scanned',
  ready: 'it may be used',
  infected: 'the scanner refused it',
  erased: 'it was erased by law',
};
