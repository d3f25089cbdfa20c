import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { WorkflowBundle } from '@temporalio/worker';
import { testBundle } from './bundle.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/**
 * The workflow bundle with throw-away procedures beside the shipped ones. `file` exports them and imports nothing but
 * the language; `named` says which workflow type each export is. Kept until the code or the file changes.
 */
export async function bundleBeside(file: string, named: Readonly<Record<string, string>>): Promise<WorkflowBundle> {
  const plain = await testBundle();
  if (!('code' in plain)) throw new Error('Found a bundle without code.');
  const source = await readFile(join(root, file), 'utf8');
  const name = createHash('sha256').update(plain.code).update(source).update(JSON.stringify(named)).digest('hex');
  const kept = join(root, 'node_modules/.cache/shixian-bundles', `${name}.js`);
  const code = await readFile(kept, 'utf8').catch(() => undefined);
  if (code !== undefined) return { code };
  const folder = await mkdtemp(join(tmpdir(), 'shixian-beside-'));
  try {
    for (const room of ['domain', 'workflows', 'bin', 'package.json'])
      await cp(join(root, room), join(folder, room), { recursive: true });
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const procedures = join(folder, 'workflows/procedures');
    await writeFile(join(procedures, 'beside.ts'), source);
    for (const [type, exported] of Object.entries(named))
      await writeFile(join(procedures, `${type}.ts`), `export { ${exported} } from './beside.ts';\n`);
    const write = `(await import('./bin/compose/bundle.ts')).writeBundle('workflows.js')`;
    await run(process.execPath, ['--input-type=module', '-e', `await ${write}`], { cwd: folder });
    const made = await readFile(join(folder, 'workflows.js'), 'utf8');
    await mkdir(join(root, 'node_modules/.cache/shixian-bundles'), { recursive: true });
    await writeFile(kept, made);
    return { code: made };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
