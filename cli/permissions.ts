import { Command } from 'commander';
import { withExamples } from './options.ts';
import { printAnswer } from './output.ts';
import { action } from './run.ts';

export const command = withExamples(
  new Command('permissions')
    .description(
      'Prints who may ask each query, mutation and field of the API, by role, as docs/permissions.md has it: from ' +
        'the code of this build and its procedures. It needs no deployment.',
    )
    .option('--json', 'prints the rows as JSON, each with its type, its fields and a mark for each role')
    .action(
      action(async ({ json }: { readonly json?: boolean }) => {
        // Loaded here, so that the help does not wait for the API.
        const { permissionPage, permissionRows } = await import('../api/schema/permission-page.ts');
        const { loadProcedures } = await import('../bin/compose/procedures.ts');
        const procedures = await loadProcedures();
        printAnswer(json, permissionRows(procedures), [permissionPage(procedures).trimEnd()]);
      }),
    ),
  'permissions',
  'permissions --json',
);
