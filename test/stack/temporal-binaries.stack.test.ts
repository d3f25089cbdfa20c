import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { faultOf } from '../../bin/stack/installation.ts';
import { silent } from '../../bin/stack/progress.ts';
import { system } from '../../bin/stack/software.ts';
import { findTemporal, temporal, temporalVersion } from '../../bin/stack/temporal-binaries.ts';
import { caddy, findCaddy } from '../support/caddy.ts';
import { listening } from './elsewhere.ts';
import { serveRelease, writePrograms } from './release.ts';

let parent: string;
let home: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'shixian-binaries-'));
});
beforeEach(async () => {
  home = await mkdtemp(join(parent, 'home-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const nowhere = 'http://127.0.0.1:1';
const cacheOf = (user: string): string => join(user, '.cache', 'shixian');
const installed = (user: string): string =>
  join(cacheOf(user), `temporal-${temporalVersion}-${system.replace('_', '-')}`);
// Without Go, as tar and sh are all that an installation from the release needs.
const env = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({ HOME: home, PATH: '', ...more });

test('a given folder of the right version is taken', async () => {
  const given = await writePrograms(join(home, 'given'), temporal);
  expect(await findTemporal({ env: env({ TEMPORAL_BINARIES: given }), progress: silent, release: nowhere })).toBe(
    given,
  );
});

test('a given folder of another version is refused, with both versions and what to do', async () => {
  const given = await writePrograms(join(home, 'given'), temporal, '1.31.0');
  await expect(
    findTemporal({ env: env({ TEMPORAL_BINARIES: given }), progress: silent, release: nowhere }),
  ).rejects.toThrow(
    new RegExp(
      String.raw`TEMPORAL_BINARIES names .*temporal-server is version 1\.31\.0, needed is 1\.32\.1\. ` +
        String.raw`Put temporal-server and temporal-sql-tool 1\.32\.1 there, or unset`,
    ),
  );
});

test('on the PATH another version is passed over, the right one is taken, and the cache is not touched', async () => {
  const old = await writePrograms(join(home, 'old'), temporal, '1.31.0');
  const right = await writePrograms(join(home, 'right'), temporal);
  expect(await findTemporal({ env: env({ PATH: `${old}:${right}` }), progress: silent, release: nowhere })).toBe(right);
  expect(await readdir(home)).toEqual(['old', 'right']);
});

test('the release is fetched once, checked and kept; the next start takes it from the cache', async () => {
  const release = await serveRelease(parent, temporal);
  expect(await findTemporal({ env: env(), progress: silent, release: release.address })).toBe(installed(home));
  expect(await faultOf(installed(home), temporal)).toBeUndefined();
  expect(await findTemporal({ env: env(), progress: silent, release: nowhere })).toBe(installed(home));
  expect(release.asked).toEqual(['/checksums.txt', `/temporal_${temporalVersion}_${system}.tar.gz`]);
  expect(await readdir(cacheOf(home))).toHaveLength(1);
  release.close();
});

test('a release of another program is fetched by the names and the digest that it has', async () => {
  const release = await serveRelease(parent, caddy);
  const folder = await findCaddy({ env: env(), progress: silent, release: release.address });
  expect(folder).toBe(join(cacheOf(home), `caddy-${caddy.version}-${system.replace('_', '-')}`));
  expect(release.asked).toEqual([`/${caddy.checksums}`, `/${caddy.archive(system)}`]);
  release.close();
});

test('a broken cache entry and the remains of killed installations are replaced', async () => {
  const release = await serveRelease(parent, temporal);
  await mkdir(installed(home), { recursive: true });
  await writeFile(join(installed(home), 'temporal-server'), 'half of a prog');
  const dead = spawnSync('true').pid;
  await mkdir(join(cacheOf(home), `scratch-${dead}-x`));
  await writeFile(`${installed(home)}.lock.${dead}-x`, '');
  await writeFile(`${installed(home)}.lock`, JSON.stringify({ pid: dead, started: '1' }));
  const { lines, progress } = listening();
  expect(await findTemporal({ env: env(), progress, release: release.address })).toBe(installed(home));
  expect(await faultOf(installed(home), temporal)).toBeUndefined();
  expect(await readdir(cacheOf(home))).toHaveLength(1);
  expect(lines[0]).toMatch(/cache: .*temporal-server does not run/);
  release.close();
});

test('of two starts at once one installs and both have it', async () => {
  const release = await serveRelease(parent, temporal);
  const both = [1, 2].map(() => findTemporal({ env: env(), progress: silent, release: release.address }));
  expect(await Promise.all(both)).toEqual([installed(home), installed(home)]);
  expect(release.asked).toHaveLength(2);
  release.close();
});

test('an archive whose checksum is wrong is never installed', async () => {
  const release = await serveRelease(parent, temporal, { wrongDigest: true });
  await expect(findTemporal({ env: env(), progress: silent, release: release.address })).rejects.toThrow(
    /has the checksum [0-9a-f]{64}, the release says 0{64}/,
  );
  expect(await readdir(cacheOf(home))).toEqual([]);
  release.close();
});

test('where nothing helps, the failure names every attempt and says what to do', async () => {
  const old = await writePrograms(join(home, 'old'), temporal, '1.31.0');
  const failure = findTemporal({ env: env({ PATH: old }), progress: silent, release: nowhere });
  await expect(failure).rejects.toThrow(
    expect.objectContaining({
      message: expect.stringMatching(
        new RegExp(
          [
            'Temporal 1.32.1 was found nowhere and could not be got. Tried:',
            `  - PATH: ${old}: temporal-server is version 1.31.0, needed is 1.32.1`,
            `  - cache: ${installed(home)}: empty`,
            '  - official release: 127.0.0.1:1 does not answer .*',
            '  - go install: there is no Go .*',
            'Do one of these: install Go .*',
            'unpack https://.*TEMPORAL_BINARIES;',
            'or name a running server in TEMPORAL_ADDRESS\\.',
          ].join('\n'),
        ),
      ),
    }),
  );
});
