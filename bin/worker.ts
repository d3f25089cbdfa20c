/** A worker of production: cases, their activities and the recovery loop. */
import { runProgram } from './compose/program.ts';
import { serveWorker } from './compose/serve-worker.ts';
import { settingsOf } from './compose/settings/settings.ts';

const usage = `Runs cases and finishes what dead callers left. Any number of these processes may work on the same cases.

  node bin/worker.ts

Its build of the workflow code gets cases once it is the current one: the first of all is at once, a later one when it is promoted, by
npm run -s deployment or by PROMOTE=always. Until then it works beside the build before.

SIGTERM or Ctrl-C: takes no more tasks, ends what is being done, closes. A second signal ends it at once.
`;

await runProgram({ usage, settings: settingsOf.worker, run: serveWorker });
