/** Waits until Temporal serves and makes the namespace, once. The same as `shixian namespace`. */
import { command } from '../cli/namespace.ts';
import { run } from '../cli/run.ts';

await run(command, process.argv.slice(2));
