import { readFile } from 'node:fs/promises';
import { isHolidayCn } from '../../domain/calendar/imports/holiday-cn.ts';
import { isICalendar } from '../../domain/calendar/imports/ical.ts';
import { UsageError } from '../run.ts';

/** The JSON of a calendar file. A file of another public format is pointed to the import. */
export async function contentOf(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`The file ${path} cannot be read: ${error.code ?? error.message}.`);
  });
  if (isICalendar(text)) throw toImport(path, 'an iCalendar file');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `The file ${path} is not JSON: ${(error as Error).message}. ` +
        'Expected an object with years; see calendar show <version> --json.',
    );
  }
  if (isHolidayCn(content)) throw toImport(path, 'a year of holiday-cn');
  return content;
}

const toImport = (path: string, what: string): UsageError =>
  new UsageError(
    `The file ${path} is ${what}, not a calendar file. Make one of it first: calendar import ${path} --into cn ` +
      '--version <version> --out <file>.',
  );
