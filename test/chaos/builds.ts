import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildIdOf } from '../../bin/compose/bundle.ts';
import { changedBundle } from '../support/bundle.ts';
import { bundleBeside } from '../support/bundle-beside.ts';

interface BuildFile {
  readonly codePath: string;
  readonly build: string;
}

const named = { 'household.v1': 'household', 'building.v1': 'building', 'pair.v1': 'pair' };

/** This code, and a build whose runs do one thing more: neither replays what the other began. */
export async function twoBuilds(folder: string): Promise<readonly BuildFile[]> {
  const bundle = await bundleBeside('test/chaos/bundles.ts', named);
  return Promise.all(
    [bundle, await changedBundle(bundle)].map(async (bundle, index) => {
      if (!('code' in bundle)) throw new Error('Found a bundle without its code.');
      const codePath = join(folder, `build-${index + 1}.js`);
      await writeFile(codePath, bundle.code);
      return { codePath, build: await buildIdOf({ codePath }) };
    }),
  );
}
