import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkflowBundle } from '@temporalio/worker';
import { bundleWorkflows } from '../../bin/compose/bundle.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The workflow bundle of the code as it is: made once for all test files, kept until a source of it changes. */
export async function testBundle(): Promise<WorkflowBundle> {
  const hash = createHash('sha256');
  const files: string[] = [];
  for await (const file of glob(['domain/**/*.{ts,json}', 'workflows/**/*.ts', 'bin/bundle.ts', 'package-lock.json'], {
    cwd: root,
  }))
    files.push(file);
  for (const file of files.toSorted()) hash.update(file).update(await readFile(join(root, file)));
  const folder = join(root, 'node_modules/.cache/shixian-bundles');
  const kept = join(folder, `${hash.digest('hex')}.js`);
  const code = await readFile(kept, 'utf8').catch(() => undefined);
  if (code !== undefined) return { code };
  const bundle = await bundleWorkflows();
  if (!('code' in bundle)) return bundle;
  await mkdir(folder, { recursive: true });
  await writeFile(`${kept}.${process.pid}`, bundle.code);
  await rename(`${kept}.${process.pid}`, kept);
  return bundle;
}

/**
 * The line of the workflow's code after which a change lets every run do one thing more than it did: no history of the
 * code as it is replays under it.
 */
export const oneThingMore = {
  after: /^.*\(rollOver, .*$/m,
  text: 'await run.activities.unansweredBefore({ caseId: input.kept.caseId, due: 0, now: 0 });',
};

/** The bundle with that change. */
export async function changedBundle(of?: WorkflowBundle): Promise<WorkflowBundle & { readonly code: string }> {
  const bundle = of ?? (await testBundle());
  if (!('code' in bundle)) throw new Error('Found a bundle without code.');
  const [found] = oneThingMore.after.exec(bundle.code) ?? [];
  if (!found) throw new Error('The change does not find its place in the bundle.');
  return { ...bundle, code: bundle.code.replace(found, `${found}\n${oneThingMore.text}`) };
}

/** The bundle with faults built in: at each of these texts, which it has once, the other. */
export async function faultyBundle(faults: Readonly<Record<string, string>>): Promise<string> {
  const bundle = await testBundle();
  if (!('code' in bundle)) throw new Error('Found a bundle without code.');
  let { code } = bundle;
  for (const [at, fault] of Object.entries(faults)) {
    if (code.split(at).length !== 2)
      throw new Error(`Found ${code.split(at).length - 1} places for the fault, expected one: ${at}`);
    code = code.replace(at, () => fault);
  }
  return code;
}
