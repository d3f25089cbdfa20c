import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { loadProcedures } from '../bin/compose/procedures.ts';
import { folderOf, hashOf, importedBy, importsOf, readSums, sourceOf, sums } from '../bin/compose/released.ts';
import { shippedEnvironment } from '../bin/compose/shipped-environment.ts';
import { differenceOfRecorded, type RecordedCase } from '../domain/host/recorded.ts';
import { recordGoodWay } from '../domain/host/virtual/good-way.ts';
import { outline, warnings, type AnyProcedure } from '../domain/procedure/procedure.ts';
import { withExamples } from './options.ts';
import { action, invocation, UsageError } from './run.ts';

export const command = withExamples(
  new Command('release')
    .description(
      'Releases a procedure version: keeps its outline, and the hashes of its file, of the outline and of the cases ' +
        'recorded under it. From then on a start and the tests refuse any change of them; a change is a new version. ' +
        'Again after recording more cases adds these. At least one case is recorded first, or played.',
    )
    .argument('<versions...>', '<name>.v<version>, as its file is named')
    .option('--play', 'plays the good way on the virtual clock where no case was recorded, and records that')
    .action(action(release)),
  'release restaurant-opening.v1',
  'release --play street-stall.v1',
);

async function release(types: readonly string[], { play = false }: { readonly play?: boolean }): Promise<void> {
  const procedures = await loadProcedures();
  const unknown = types.filter(type => !procedures.has(type));
  if (unknown.length > 0)
    throw new UsageError(`Found ${unknown.join(', ')}, expected one of ${[...procedures.keys()].join(', ')}.`);
  // What others open first: whoever opens it needs it released. It opens fewer than they do.
  const opens = (type: string): number => importsOf(procedures.get(type)!).length;
  for (const type of types.toSorted((one, other) => opens(one) - opens(other)))
    await releaseOne(type, procedures, play);
}

async function releaseOne(type: string, procedures: ReadonlyMap<string, AnyProcedure>, play: boolean): Promise<void> {
  const procedure = procedures.get(type)!;
  const folder = folderOf(type);
  const before = await readSums(type);
  const opened = importsOf(procedure);
  const unreleased = (await Promise.all(opened.map(async each => ((await readSums(each)) ? [] : [each])))).flat();
  if (unreleased.length > 0)
    throw new UsageError(`${type} opens cases of ${unreleased.join(', ')}, which must be released first.`);
  const kept = await recordedIn(folder);
  const cases = new Map(
    kept.length === 0 && play ? [['good-way.json', recordGoodWay(procedure, [...procedures.values()])]] : kept,
  );
  if (cases.size === 0)
    throw new UsageError(
      `Found no case recorded under ${type}. Play one on a running stack, then: ${invocation} record <case ` +
        'number> <name>; or release it with --play.',
    );
  for (const [file, recorded] of cases) {
    const fault = differenceOfRecorded(recorded, shippedEnvironment(procedure));
    if (fault !== undefined) throw new Error(`The recorded case ${file} is no case of ${type} as it is: ${fault}.`);
  }
  // Written only once nothing can refuse it any more.
  await mkdir(folder, { recursive: true });
  if (kept.length === 0)
    for (const [file, recorded] of cases)
      await writeFile(new URL(file, folder), `${JSON.stringify(recorded, null, 1)}\n`);
  if (before === undefined) await writeFile(new URL('outline.txt', folder), outline(procedure));
  const lines = await Promise.all(
    [sourceOf(type), ...(await importedBy(type)), 'outline.txt', ...cases.keys()].map(
      async file => `${await hashOf(type, file)}  ${file}\n`,
    ),
  );
  await writeFile(new URL(sums, folder), lines.join(''));
  for (const { at, message } of warnings(procedure)) console.log(`Worth a second thought: ${at}: ${message}.`);
  console.log(
    `${type} is released, with ${cases.size === 1 ? 'one recorded case' : `${cases.size} recorded cases`}: ` +
      `commit workflows/procedures/released/${type}/.`,
  );
}

/** The cases that were recorded under a version, by the names of their files. */
async function recordedIn(folder: URL): Promise<readonly (readonly [string, RecordedCase])[]> {
  const files = (await readdir(folder).catch((): string[] => [])).filter(file => file.endsWith('.json')).toSorted();
  return await Promise.all(
    files.map(async file => [file, JSON.parse(await readFile(new URL(file, folder), 'utf8')) as RecordedCase] as const),
  );
}
