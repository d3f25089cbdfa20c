import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { loadProcedures, newestOf, versionsOf } from '../bin/compose/procedures.ts';
import { demonstrationDirectory } from '../domain/directory/demonstration.ts';
import type { Directory } from '../domain/directory/directory.ts';
import { directoryFrom } from '../domain/directory/file.ts';
import { formatIssues, issuesInDirectory, warnings, type AnyProcedure } from '../domain/procedure/procedure.ts';
import type { Outcome } from './exit-codes.ts';
import { readJson } from './json-file.ts';
import { withExamples } from './options.ts';
import { action, UsageError } from './run.ts';

interface Options {
  readonly directory?: string;
}

const house = fileURLToPath(new URL('../', import.meta.url));

export const command = withExamples(
  new Command('check')
    .description(
      'Checks a procedure as an author wants to know it at once: the types of its file and of its test, the rules of ' +
        'the language, every way of answers, what it opens and calls, and the units that it names. Ends with 3 where ' +
        'something is wrong.',
    )
    .argument('<procedure>', 'its name, or <name>.v<version>; by the name the newest version')
    .option('--directory <file>', 'the directory that knows the units; default: the demonstration')
    .action(action(checkNamed)),
  'check restaurant-opening',
  'check street-stall.v1 --directory district.json',
);

async function checkNamed(name: string, { directory }: Options): Promise<Outcome> {
  const units = directory === undefined ? demonstrationDirectory.units : directoryFrom(await readJson(directory)).units;
  const type = await newestOf(name);
  if (type === undefined) throw new UsageError(`Found no procedure ${name} in workflows/procedures/.`);
  const faults = await typeErrors(type);
  const loaded = await loadProcedures().catch((error: unknown) => {
    faults.push(error instanceof Error ? error.message : String(error));
  });
  // A definition that is sound by itself is held against the directory, whatever is wrong with others.
  const procedure = loaded?.get(type) ?? (await versionsOf(type).catch(() => []))[0];
  if (procedure) faults.push(...foreignUnits(procedure, units));
  for (const each of faults) console.log(`✗ ${each}`);
  for (const each of procedure ? formatWarnings(procedure) : []) console.log(`⚠ ${each}`);
  if (faults.length === 0) console.log(`✓ ${type}: nothing is wrong`);
  return faults.length > 0 ? 'found' : 'done';
}

function foreignUnits(procedure: AnyProcedure, units: Directory['units']): readonly string[] {
  const found = formatIssues(procedure.id, issuesInDirectory(procedure, { units }));
  const known = [...new Set(units.map(({ id, role }) => role ?? id))].toSorted();
  return found.map(each => `${each}\n  The directory knows ${known.join(', ')}.`);
}

const formatWarnings = (procedure: AnyProcedure): readonly string[] =>
  warnings(procedure).map(({ at, message }) => `${procedure.id} ${at}: ${message}`);

/** What TypeScript says of the file of a procedure and of its test; nothing where TypeScript is not installed. */
async function typeErrors(type: string): Promise<string[]> {
  const compiler = join(house, 'node_modules/typescript/bin/tsc');
  if (!existsSync(compiler)) return [];
  const files = [
    `workflows/procedures/${type}.ts`,
    `test/procedures/${type}.test.ts`,
    `test/procedure/${type}.test.ts`,
  ];
  const folder = await mkdtemp(join(house, 'node_modules/.cache/check-'));
  try {
    const project = join(folder, 'tsconfig.json');
    const settings = {
      extends: join(house, 'tsconfig.json'),
      compilerOptions: { incremental: false, tsBuildInfoFile: null, typeRoots: [join(house, 'node_modules/@types')] },
      include: [],
      files: files.map(file => join(house, file)).filter(file => existsSync(file)),
    };
    await writeFile(project, JSON.stringify(settings));
    return await new Promise(resolve => {
      execFile(process.execPath, [compiler, '--project', project, '--pretty', 'false'], { cwd: house }, (_, out) => {
        resolve(out.split('\n').filter(line => line !== ''));
      });
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
