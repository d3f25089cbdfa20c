import { readdir } from 'node:fs/promises';
import { issuesForApi } from '../../api/form/check.ts';
import { missingUnits, type Directory } from '../../domain/directory/directory.ts';
import {
  check,
  issuesInDirectory,
  issuesInRegistered,
  formatIssues,
  type AnyProcedure,
  type Registered,
} from '../../domain/procedure/procedure.ts';
import { Refused } from '../../domain/refusal.ts';
import { implementations } from '../../effects/index.ts';
import { changesOf, importsOf, releases } from './released.ts';

const shipped = new URL('../../workflows/procedures/', import.meta.url);
const file = /^(?<type>.+\.v\d+)\.ts$/;

/**
 * Every procedure of `workflows/procedures/` (or another folder), by its workflow type: found by being a file there,
 * `<name>.v<version>.ts`. Each is held against the names of the API and its release, and walked unless it is released
 * and unchanged: it was walked then. A definition that breaks a rule is refused here, before anything runs under it.
 * @param directory refused where it lacks a unit that every procedure names
 * @param registered refused where it lacks an effect or a source that one of them names
 * @throws Error with all that is wrong with all of them
 */
export async function loadProcedures(
  directory?: Pick<Directory, 'units'>,
  folder: URL = shipped,
  registered: Registered = implementations,
): Promise<ReadonlyMap<string, AnyProcedure>> {
  const found = new Map<string, AnyProcedure>();
  const faults: string[] = [];
  const broken: string[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    const type = file.exec(name)?.groups?.['type'];
    if (type === undefined) {
      if (name.endsWith('.ts'))
        faults.push(
          `${name}: found a file of another name than <name>.v<version>.ts, such as street-stall.v1.ts: it would be ` +
            'no procedure.',
        );
      continue;
    }
    const exported = await exportsOf(new URL(name, folder)).catch(
      (error: unknown) => void broken.push(error instanceof Refused ? error.message : `${name}: ${String(error)}`),
    );
    if (!exported) continue;
    const [procedure] = exported;
    if (exported.length !== 1 || !procedure)
      faults.push(`${name}: found ${exported.length} exports, expected the procedure and nothing else.`);
    else if (procedure.id !== type)
      faults.push(
        `${name}: found the procedure ${procedure.id}, expected ${type}: file and procedure have the same name and ` +
          'version.',
      );
    else found.set(type, procedure);
  }
  for (const name of await readdir(new URL('parts/', folder)).catch((): string[] => []))
    if (name.endsWith('.ts') && !file.test(name))
      faults.push(
        `parts/${name}: found a file of another name than <name>.v<version>.ts, such as address.v1.ts: what a ` +
          'released version imports never changes.',
      );
  if (found.size === 0 && faults.length === 0 && broken.length === 0)
    faults.push('found no file <name>.v<version>.ts in workflows/procedures/.');
  const root = new URL('released/', folder);
  const unchanged = new Set<string>();
  for (const type of await releases(root)) {
    const changes = await changesOf(type, root);
    faults.push(...changes);
    if (changes.length === 0) unchanged.add(type);
  }
  const told =
    faults.length === 0 ? [] : [`The procedures cannot be loaded:\n${faults.map(each => `- ${each}`).join('\n')}`];
  told.push(...broken);
  const inGraphql = issuesForApi(found);
  for (const [type, procedure] of found)
    told.push(
      ...formatIssues(type, [
        ...(unchanged.has(type) ? [] : check(procedure)),
        ...issuesInRegistered(procedure, registered),
        ...(inGraphql.get(type) ?? []),
      ]),
    );
  for (const [type, procedure] of found)
    for (const child of importsOf(procedure).filter(each => !found.has(each)))
      told.push(`${type}: opens cases of ${child}, which is no file of this folder: nobody could receive them.`);
  const missing = directory ? missingUnits(directory) : [];
  if (missing.length > 0)
    told.push(
      `The directory lacks ${missing.join(', ')}: the window that accepts and hands over, and the authorities of the ` +
        'ladder, are units of these ids in every procedure.',
    );
  if (told.length > 0) throw new Error(told.join('\n'));
  return found;
}

/**
 * The procedures under which nothing can be received in this directory, with the reasons: it lacks a unit that they
 * name. Others are received, and cases that exist go on.
 */
export function unavailableIn(
  procedures: ReadonlyMap<string, AnyProcedure>,
  directory: Pick<Directory, 'units'>,
): ReadonlyMap<string, readonly string[]> {
  const unavailable = new Map<string, readonly string[]>();
  for (const [type, procedure] of procedures) {
    const issues = issuesInDirectory(procedure, directory);
    if (issues.length > 0)
      unavailable.set(
        type,
        issues.map(({ at, message }) => `${at}: ${message}`),
      );
  }
  return unavailable;
}

/**
 * The versions of a procedure in its folder, the newest first, none of them walked: all by its name, and by
 * `<name>.v<version>` that one and those before it.
 */
export async function versionsOf(named: string, folder: URL = shipped): Promise<readonly AnyProcedure[]> {
  const types = await typesOf(named, folder);
  const all = await Promise.all(types.map(type => exportsOf(new URL(`${type}.ts`, folder))));
  return all.flat();
}

/** `<name>.v<version>` of the newest version, or of the one that is named; undefined where there is none. */
export const newestOf = async (named: string, folder: URL = shipped): Promise<string | undefined> =>
  (await typesOf(named, folder))[0];

async function typesOf(named: string, folder: URL): Promise<readonly string[]> {
  const [, name, at] = /^(.+?)(?:\.v(\d+))?$/.exec(named) ?? [];
  const versions = (await readdir(folder))
    .flatMap(each => (each.startsWith(`${name}.v`) ? (/\.v(\d+)\.ts$/.exec(each)?.[1] ?? []) : []))
    .map(Number)
    .filter(version => at === undefined || version <= Number(at))
    .toSorted((a, b) => b - a);
  return at !== undefined && versions[0] !== Number(at) ? [] : versions.map(version => `${name}.v${version}`);
}

const exportsOf = async (file: URL): Promise<readonly AnyProcedure[]> => {
  // oxlint-disable-next-line import/no-dynamic-require -- being a file in the folder is all a procedure needs
  const module = (await import(file.href)) as Record<string, AnyProcedure>;
  return Object.values(module);
};
