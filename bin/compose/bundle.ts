import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundle, type WorkflowBundleOption } from '@temporalio/worker';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The build id of workflow code: a digest of what the bundle does, without the source map, which names this machine's
 * folders. Two equal builds are one.
 */
export async function buildIdOf(bundle: WorkflowBundleOption): Promise<string> {
  const code = await codeOf(bundle);
  const map = code.lastIndexOf('//# sourceMappingURL=');
  return createHash('sha256')
    .update(map < 0 ? code : code.slice(0, map))
    .digest('hex')
    .slice(0, 12);
}

const codeOf = async (bundle: WorkflowBundleOption): Promise<string> =>
  'code' in bundle ? bundle.code : await readFile(bundle.codePath, 'utf8');

/**
 * The procedure versions in workflow code, as the bundler lists the files of `workflows/procedures/`.
 * @throws Error when it lists none: what a build has must be known before it is promoted
 */
export async function proceduresIn(bundle: WorkflowBundleOption): Promise<readonly string[]> {
  const found = [
    ...(await codeOf(bundle)).matchAll(/^\s*"\.\/([^"/]+\.v\d+)\.ts": "\.\/workflows\/procedures\//gm),
  ].map(([, type]) => type!);
  if (found.length === 0)
    throw new Error('Found no procedure in the workflow code, expected the files of workflows/procedures/ in it.');
  return found;
}

/**
 * The workflow code of this build in one file: the hosting workflow and every procedure that is a file in
 * `workflows/procedures/`. Takes some seconds.
 */
export async function bundleWorkflows(): Promise<WorkflowBundle> {
  return await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
    workflowInterceptorModules: [fileURLToPath(new URL('../../workflows/tracing.ts', import.meta.url))],
    // What is pure is loaded once for all runs of a worker, not once for each: it keeps nothing between them but
    // constants.
    preloadModules: [fileURLToPath(new URL('../../workflows/preloaded.ts', import.meta.url))],
    logger: silent,
    webpackConfigHook(config) {
      // Modules are named from here, wherever the program is started and whatever leads to node_modules: equal code
      // makes equal bundles.
      config.context = root;
      config.resolve = { ...config.resolve, symlinks: false };
      // The server's engine is the newest: nothing needs to be rewritten for older ones, and what is not rewritten is
      // faster.
      for (const rule of config.module?.rules ?? []) {
        if (typeof rule === 'object' && rule && isLoader(rule.use)) rule.use.options.jsc.target = 'es2024';
      }
      return config;
    },
  });
}

const isLoader = (use: unknown): use is { options: { jsc: { target: string } } } =>
  typeof use === 'object' &&
  use !== null &&
  'options' in use &&
  typeof use.options === 'object' &&
  use.options !== null &&
  'jsc' in use.options;

const quiet = (): void => {};
/** A failed build throws; what webpack says besides is of no use to anybody. */
const silent = {
  log: quiet,
  trace: quiet,
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: (message: string) => {
    console.error(message);
  },
};

/** Writes the workflow code of this build into a file, and returns its size in bytes. */
export async function writeBundle(file: string): Promise<number> {
  const bundle = await bundleWorkflows();
  if (!('code' in bundle)) throw new Error('The bundler gave no code.');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bundle.code);
  return bundle.code.length;
}
