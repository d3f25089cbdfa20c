import { isMainThread, parentPort } from 'node:worker_threads';
import type { ModuleRunner } from 'vite/module-runner';
import { init, runBaseTests, setupEnvironment } from 'vitest/worker';

if (isMainThread || !parentPort) throw new Error('A worker of tests runs in a thread of its own');
const port = parentPort;
/** Tells which files changed since this thread ran tests for the last time. See `warm-pool.ts`. */
const changed = new Set<string>();
let modules: ModuleRunner['evaluatedModules'] | undefined;

port.on('message', (message: { changed?: readonly string[] }) => message.changed?.forEach(file => changed.add(file)));

/** Forgets the modules of changed files, so that the next import evaluates them again. */
function forgetChanged(): void {
  for (const file of changed) modules?.getModulesByFile(file)?.forEach(module => modules?.invalidateModule(module));
  changed.clear();
}

init({
  post: response => port.postMessage(response),
  on: callback => port.on('message', callback),
  off: callback => port.off('message', callback),
  setup: setupEnvironment,
  onModuleRunner: runner => {
    modules = runner.evaluatedModules;
  },
  runTests: async (state, traces) => {
    forgetChanged();
    await runBaseTests('run', state, traces);
  },
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
});
