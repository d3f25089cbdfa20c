/** Builds the workflow code ahead into one file: what an image holds, so that a worker starts in a second. */
import { writeBundle } from './compose/bundle.ts';

const help = `Builds the workflow code ahead into one file, for WORKFLOW_BUNDLE of a worker.

  node bin/bundle.ts <file>
  node bin/bundle.ts build/workflows.js
`;

const [file, ...others] = process.argv.slice(2);
if (file === undefined || file.startsWith('-') || others.length > 0) {
  process.stdout.write(help);
  process.exitCode = file === '--help' ? 0 : 2;
} else console.log(`${file}: ${((await writeBundle(file)) / 1e6).toFixed(1)} MB`);
