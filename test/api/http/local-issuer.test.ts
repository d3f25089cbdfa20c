import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localAudience, localIssuer, openIssuer } from '../../../bin/compose/issuer/issuer.ts';
import { demonstrationViewer } from '../../../bin/compose/issuer/people.ts';
import { signInRoles } from '../../../api/http/viewer.ts';
import { demonstrationDirectory } from '../../../domain/directory/demonstration.ts';
import { ask, openServer } from './test-server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'issuer-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = promisify(execFile);
const command = (...args: string[]) =>
  run(process.execPath, [join(import.meta.dirname, '../../../bin/shixian.ts'), 'token', ...args]);

describe('the local issuer', () => {
  it('keeps its key pair readable by its owner alone and publishes the public half', async () => {
    const { keys } = await openIssuer(folder);
    expect((await stat(join(folder, 'issuer', 'key.json'))).mode & 0o777).toBe(0o600);
    expect(keys.keys[0]).not.toHaveProperty('d');
  });

  it('signs for every role a token that the server takes, also after a restart', async () => {
    const { sign } = await openIssuer(folder);
    const { keys } = await openIssuer(folder);
    const { holdings, units } = demonstrationDirectory;
    const server = await openServer({
      keys,
      issuer: localIssuer,
      audience: localAudience,
      personNow: id => ({
        isAway: false,
        held: holdings
          .filter(({ person }) => person === id)
          .map(({ unit, post }) => ({ unit, post, kind: units.find(each => each.id === unit)!.kind })),
      }),
    });
    for (const as of signInRoles) {
      const viewer = demonstrationViewer({ as }, demonstrationDirectory);
      const { body } = await ask(server.url, '{ me }', undefined, { authorization: `Bearer ${await sign(viewer, 1)}` });
      expect(body.data).toEqual({ me: viewer.person });
    }
    await server.stop();
  });

  it('agrees on one key when two start at once', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'issuer-'));
    const [one, two] = await Promise.all([openIssuer(fresh), openIssuer(fresh)]);
    expect(one.keys).toEqual(two.keys);
    await rm(fresh, { recursive: true });
  });

  it('says what to do when the kept file is not a key pair', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'issuer-'));
    await openIssuer(broken);
    await writeFile(join(broken, 'issuer', 'key.json'), '{}');
    await expect(openIssuer(broken)).rejects.toThrow('Remove the file');
    await rm(broken, { recursive: true });
  });
});

describe('people of the demonstration', () => {
  it('a unit chooses its own officer', () => {
    expect(demonstrationViewer({ as: 'officer', unit: 'fire-rescue' }, demonstrationDirectory)).toEqual({
      person: 'p-fire-rescue-officer',
      role: 'officer',
      unit: 'fire-rescue',
    });
    expect(
      demonstrationViewer({ as: 'supervisor', unit: 'district-government' }, demonstrationDirectory),
    ).toMatchObject({ person: 'p-district-government-principal' });
    expect(demonstrationViewer({ as: 'applicant', person: 'p-other-applicant' }, demonstrationDirectory)).toEqual({
      person: 'p-other-applicant',
      role: 'applicant',
    });
  });

  it.each([
    [{ as: 'boss' }, 'The roles are: applicant, agent, window-clerk'],
    [{ as: 'officer', unit: 'moon' }, 'The units are: district-government'],
    [{ as: 'officer', person: 'p-nobody' }, 'There is no person "p-nobody"'],
    [{ as: 'observer', unit: 'tobacco' }, 'belongs to no unit'],
    [{ as: 'officer', person: 'p-applicant' }, 'Name it with --unit'],
  ])('%j is refused with what is possible', (wanted, message) => {
    expect(() => demonstrationViewer(wanted, demonstrationDirectory)).toThrow(message);
  });
});

describe('the command', () => {
  it('--help tells the roles and units', async () => {
    const { stdout } = await command('--help');
    expect(stdout).toContain('--as <role>        applicant, agent');
    expect(stdout).toContain('service-window');
  });

  it('an unknown role ends with 2 and lists the roles, without a token', async () => {
    await expect(command('--as', 'boss')).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('The roles are: applicant'),
    });
  });
});
