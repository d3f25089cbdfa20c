import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
const lock = JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
};

/** Spelt in pieces, so that this file passes its own test. */
const foreign = [
  {
    what: 'a folder of one machine',
    pattern: new RegExp(String.raw`(?<![\w.$}~-])/(?:${['work', 'home', 'Users', 'root'].join('|')})/[\w.-]`),
  },
  {
    what: 'a temporary folder (ask the system for it)',
    pattern: new RegExp(String.raw`(?<![\w.$}~-])/(?:var/)?${'t'}mp/`),
  },
  {
    what: 'a host of a package registry',
    pattern: new RegExp(
      [
        String.raw`${'registry'}\.(?:npmjs|yarnpkg|npmmirror)`,
        String.raw`${'proxy'}\.golang`,
        String.raw`//[\w.-]*(?:${'artifactory'}|${'nexus'}|${'verdaccio'})`,
        String.raw`^(?:@\w+:)?${'registry'}\s*=`,
      ].join('|'),
      'i',
    ),
  },
];

/** The lines of a file that name something which only some machines have. */
const foreignLines = (file: string): string[] => {
  const content = readFileSync(resolve(root, file));
  if (content.includes(0)) return [];
  return content
    .toString('utf8')
    .split('\n')
    .flatMap((line, index) =>
      foreign
        .filter(({ pattern }) => pattern.test(line))
        .map(({ what }) => `${file}:${index + 1} names ${what}: ${line.trim().slice(0, 120)}`),
    );
};

test('no tracked file names a machine path or the host of a package registry', () => {
  expect(tracked.length).toBeGreaterThan(5);
  expect(tracked.flatMap(foreignLines)).toEqual([]);
});

test('the lock file holds integrity hashes and no download addresses', () => {
  const packages = Object.entries(lock.packages).filter(([path, { link }]) => path !== '' && link !== true);
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  expect(
    packages
      .filter(([path, { integrity }]) => integrity === undefined && !/node_modules\/.*\/node_modules/.test(path))
      .map(([path]) => path),
  ).toEqual([]);
});
