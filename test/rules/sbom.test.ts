import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import packages from '../../package.json' with { type: 'json' };

interface Component {
  readonly group?: string;
  readonly name: string;
  readonly properties?: readonly { readonly name: string }[];
}

const isOfDevelopment = ({ properties = [] }: Component): boolean =>
  properties.some(({ name }) => name === 'cdx:npm:package:development');

test('the inventory lists every package, and marks those that production does not install', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '-s', 'sbom'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    maxBuffer: 64 * 1_024 ** 2,
  });
  const { components } = JSON.parse(stdout) as { readonly components: readonly Component[] };
  const namesOf = (list: readonly Component[]): ReadonlySet<string> =>
    new Set(list.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`)));
  const shipped = namesOf(components.filter(each => !isOfDevelopment(each)));
  const others = namesOf(components.filter(isOfDevelopment));
  expect(Object.keys(packages.dependencies).filter(name => !shipped.has(name))).toEqual([]);
  for (const name of ['vitest', 'typescript', 'oidc-provider']) expect(others).toContain(name);
}, 60_000);
