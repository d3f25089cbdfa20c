import { Command } from 'commander';
import { taskQueue } from '../../bin/compose/services.ts';
import { promote } from '../../operations/deployment/builds.ts';
import { withServices } from '../connections.ts';
import { withExamples } from '../options.ts';
import { action, invocation } from '../run.ts';

const timeoutMs = 5_000;

export const promoteBuild = withExamples(
  new Command('promote')
    .description(
      'Makes a build current whose workers are running: new cases begin on it, and a case of another build ' +
        'moves to it ' +
        'after its next act or tick. Promoting the build before takes this back. Refused where it lacks a procedure ' +
        'version that an open case runs under.',
    )
    .argument('<build>', 'as deployment status names it')
    .action(
      action((build: string) =>
        withServices(async context => {
          await promote(context, build, { patience: timeoutMs });
          console.log(
            `${build} is the current build of ${taskQueue}: new cases begin on it. Then: ${invocation} deployment move`,
          );
        }),
      ),
    ),
  'deployment promote 3f2a91c07b5e',
);
