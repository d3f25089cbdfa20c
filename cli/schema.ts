import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { withExamples } from './options.ts';
import { action } from './run.ts';

export const command = withExamples(
  new Command('schema')
    .description(
      'Writes schema.graphql and docs/permissions.md from the code, and db/schema.sql from the migrations, after a ' +
        'change of the API, of the procedures or of the tables. The tests compare all. The same as npm run schema.',
    )
    .action(
      action(async () => {
        // Loaded here, so that the help does not wait for the API.
        const { permissionPage } = await import('../api/schema/permission-page.ts');
        const { printed } = await import('../api/schema/print.ts');
        const { loadProcedures } = await import('../bin/compose/procedures.ts');
        const { writeSchemaSql } = await import('../bin/compose/schema-sql.ts');
        const procedures = await loadProcedures();
        await writeFile(new URL('../schema.graphql', import.meta.url), printed(procedures));
        await writeFile(new URL('../docs/permissions.md', import.meta.url), permissionPage(procedures));
        await writeSchemaSql();
      }),
    ),
  'schema',
);
