/** Brings the database to this release. The same as `shixian migrate`. */
import { command } from '../cli/migrate.ts';
import { run } from '../cli/run.ts';

await run(command, process.argv.slice(2));
