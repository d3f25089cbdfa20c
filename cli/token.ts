import { Command } from 'commander';
import { rolesOfAUnit, signInRoles } from '../api/http/viewer.ts';
import { openIssuer } from '../bin/compose/issuer/issuer.ts';
import { demonstrationViewer } from '../bin/compose/issuer/people.ts';
import { dataFolder } from '../bin/compose/local-stack.ts';
import { demonstrationDirectory } from '../domain/directory/demonstration.ts';
import { withExamples } from './options.ts';
import { action, UsageError } from './run.ts';

const units = demonstrationDirectory.units.map(unit => unit.id).join(', ');

export const command = withExamples(
  new Command('token')
    .description(
      'Prints a token for a person of the demonstration, for the header "authorization: Bearer <token>". ' +
        'It is signed by the local issuer, which only a development stack trusts, and runs for 30 days.',
    )
    .option('--as <role>', signInRoles.join(', '))
    .option('--unit <unit>', `for ${rolesOfAUnit.join(', ')}: ${units}`)
    .option('--person <person>', 'somebody other than the usual person of the role, by id')
    .action(
      action(
        async ({ as, unit, person }: { readonly as?: string; readonly unit?: string; readonly person?: string }) => {
          if (as === undefined)
            throw new UsageError(`Say for which role: --as <role>. The roles are: ${signInRoles.join(', ')}.`);
          const viewer = viewerOf({ as, unit, person });
          const issuer = await openIssuer(dataFolder);
          console.log(await issuer.sign(viewer, 30));
        },
      ),
    ),
  'token --as window-clerk',
  'token --as officer --unit fire-rescue',
);

function viewerOf(wanted: Parameters<typeof demonstrationViewer>[0]): ReturnType<typeof demonstrationViewer> {
  try {
    return demonstrationViewer(wanted, demonstrationDirectory);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}
