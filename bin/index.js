/**
 * `node bin <program>`: a program of this folder, whichever Node is there. This file is plain JavaScript, because an
 * older Node reads no TypeScript: it would end in an error of its own before a program could say what is needed.
 */
import { readFileSync } from 'node:fs';

const programs = {
  api: () => import('./api.ts'),
  bundle: () => import('./bundle.ts'),
  dev: () => import('./dev.ts'),
  health: () => import('./health.ts'),
  migrate: () => import('./migrate.ts'),
  namespace: () => import('./namespace.ts'),
  shixian: () => import('./shixian.ts'),
  worker: () => import('./worker.ts'),
};
const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const needed = engines.node.replace('>=', '');

/** Whether a version is older than another, both as `22.18` or longer. */
function isOlder(found, than) {
  const [a, b] = [found, than].map(version => version.split('.').map(Number));
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

const name = process.argv[2];
if (isOlder(process.versions.node, needed)) {
  console.error(`Found Node ${process.versions.node}, expected ${needed} or newer.`);
  process.exitCode = 2;
} else if (name === undefined || !Object.hasOwn(programs, name)) {
  console.error(`Found ${name ?? 'no program'}, expected one of ${Object.keys(programs).join(', ')}.`);
  process.exitCode = 2;
} else {
  process.argv.splice(2, 1);
  await programs[name]();
}
