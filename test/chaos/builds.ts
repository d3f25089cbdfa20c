import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildIdOf } from '../../bin/compose/bundle.ts';
import { changedBundle, testBundle } from '../support/bundle.ts';

interface BuildFile {
  readonly codePath: string;
  readonly build: string;
}

/** This code, and a build whose runs do one thing more: neither replays what the other began. */
export async function twoBuilds(folder: string): Promise<readonly BuildFile[]> {
  return Promise.all(
    [await testBundle(), await changedBundle()].map(async (bundle, index) => {
      if (!('code' in bundle)) throw new Error('Found a bundle without its code.');
      const codePath = join(folder, `build-${index + 1}.js`);
      await writeFile(codePath, bundle.code);
      return { codePath, build: await buildIdOf({ codePath }) };
    }),
  );
}
