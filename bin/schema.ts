import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { printed } from '../api/schema/print.ts';
import { loadProcedures } from './compose/procedures.ts';
import { writeSchemaSql } from './compose/schema-sql.ts';

const help = `Writes schema.graphql from the code and db/schema.sql from the migrations, after a change of the API, of the procedures
or of the tables. npm test compares both.

  npm run schema
`;

try {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help) process.stdout.write(help);
  else {
    await writeFile(new URL('../schema.graphql', import.meta.url), printed(await loadProcedures()));
    await writeSchemaSql();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
