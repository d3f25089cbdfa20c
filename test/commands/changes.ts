/** What open cases are told of: an amended calendar, and a directory with another fire brigade. */
import type { CalendarFile } from '../../domain/calendar/file.ts';
import { shippedFiles } from '../../domain/calendar/published.ts';
import { setUnit } from '../../domain/directory/acts.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { changeAndRepin, type ChangeOptions } from '../../operations/directory/change.ts';
import { accept, accepted, receive } from '../support/acts.ts';
import type { TestShell } from '../support/worker.ts';

let versions = 0;
/** The test calendar with these days of 2027 off or working besides: a version of its own. */
export function amended({
  off = [],
  work = [],
}: {
  readonly off?: readonly string[];
  readonly work?: readonly string[];
}): CalendarFile {
  const [, file] = shippedFiles;
  const { years, ...named } = file!;
  const year = years['2027']!;
  versions += 1;
  const own = off.length > 0 ? { 防汛停工: off } : {};
  return {
    ...named,
    version: `amended-${versions}`,
    years: { ...years, 2027: { ...year, off: { ...year.off, ...own }, work: [...year.work, ...work] } },
  };
}
export const withoutTuesday = { off: ['2027-03-30'] };

export const unitOf = (id: string) => demonstrationDirectory.units.find(each => each.id === id)!;

let brigades = 0;
/** The fire brigade is another one, called `fire-1` first; whoever played its role before plays it no more. */
export function anotherBrigade(shell: TestShell, options?: ChangeOptions) {
  brigades += 1;
  const id = `fire-${brigades}`;
  return changeAndRepin(
    shell.context,
    { by: 'p-administrator', reason: '机构改革' },
    directory => [
      ...setUnit({ ...unitOf('tobacco'), id, title: '消防救援站', role: 'fire-rescue' })(directory, 0),
      ...directory.units
        .filter(each => each.role === 'fire-rescue')
        .flatMap(({ role: _, ...each }) => setUnit(each)(directory, 0)),
    ],
    options,
  );
}

/** Received and accepted on Wednesday, 24 March 2027: promise 5 WD 25 26 29 30 31, statutory 20 WD April 22. */
export async function reviewedInMarch(shell: TestShell): Promise<string> {
  const { case: id } = await receive(shell.context, { time: '2027-03-24T10:00' });
  accepted(await accept(shell.context, id));
  return id;
}
