/** `npm run -s shixian -- <command>`: one program for all that is done by hand. */
import { runShixian } from '../cli/index.ts';

await runShixian(process.argv.slice(2));
