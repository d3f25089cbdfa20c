/** `npm start`: the whole product on this machine, for development. */
import { run } from '../cli/run.ts';
import { command } from '../cli/start.ts';

await run(command, process.argv.slice(2));
