/**
 * `npm run release -- <name>.v<version>`: releases a procedure version, after which neither it nor its outline nor its
 * recorded cases may change.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { outline, warnings } from '../domain/procedure/procedure.ts';
import { differenceOfRecorded, type RecordedCase } from '../domain/host/recorded.ts';
import { loadProcedures } from './compose/procedures.ts';
import { shippedEnvironment } from './compose/shipped-environment.ts';
import { folderOf, hashOf, readSums, sourceOf, sums } from './compose/released.ts';

const help = `Releases a procedure version: keeps its outline, and the hashes of its file, of the outline and of the cases recorded under it.
From then on a start and the tests refuse any change of them; a change is a new version. Again after recording more cases adds these.

  npm run release -- <name>.v<version>

Record at least one case first, with npm run record.
`;

async function main(): Promise<void> {
  const {
    values,
    positionals: [type, ...more],
  } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
  if (values.help) return void process.stdout.write(help);
  const procedures = await loadProcedures();
  const procedure = procedures.get(type ?? '');
  if (type === undefined || !procedure || more.length > 0)
    throw new Error(
      `Found ${[type, ...more].join(' ').trim() || 'no name'}, expected one of ${[...procedures.keys()].join(', ')}.`,
    );
  const folder = folderOf(type);
  const before = await readSums(type);
  const cases = (await readdir(folder).catch((): string[] => [])).filter(file => file.endsWith('.json')).toSorted();
  if (cases.length === 0)
    throw new Error(
      `Found no case recorded under ${type}. Play one on a running stack, then: npm run record -- <case number> <name>.`,
    );
  for (const file of cases) {
    const fault = differenceOfRecorded(
      JSON.parse(await readFile(new URL(file, folder), 'utf8')) as RecordedCase,
      shippedEnvironment(procedure),
    );
    if (fault !== undefined) throw new Error(`The recorded case ${file} is no case of ${type} as it is: ${fault}.`);
  }
  if (before === undefined) await writeFile(new URL('outline.txt', folder), outline(procedure));
  const lines = await Promise.all(
    [sourceOf(type), 'outline.txt', ...cases].map(async file => `${await hashOf(type, file)}  ${file}\n`),
  );
  await writeFile(new URL(sums, folder), lines.join(''));
  for (const { at, message } of warnings(procedure)) console.log(`Worth a second thought: ${at}: ${message}.`);
  console.log(
    `${type} is released, with ${cases.length === 1 ? 'one recorded case' : `${cases.length} recorded cases`}: commit workflows/procedures/released/${type}/.`,
  );
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
