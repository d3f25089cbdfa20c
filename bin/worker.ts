/** A worker of production: cases, their activities and the recovery loop. */
import { run } from '../cli/run.ts';
import { settingsCommand } from '../cli/settings-command.ts';
import { serveWorker } from './compose/serve-worker.ts';
import { settingsOf } from './compose/settings/settings.ts';

const command = settingsCommand('node bin/worker.ts', settingsOf.worker, serveWorker).description(
  'Runs cases and finishes what dead callers left. Any number of these processes may work on the same cases. ' +
    'Its build of the workflow code gets cases once it is the current one: the first of all is at once, a later one ' +
    'when it is promoted, by deployment promote or by PROMOTE=always. Until then it works beside the build ' +
    'before.\n\n' +
    'SIGTERM or Ctrl-C: takes no more tasks, ends what is being done, closes. A second signal ends it at once.',
);

await run(command, process.argv.slice(2));
