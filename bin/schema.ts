import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { printed } from '../api/schema/print.ts';
import { loadProcedures } from './compose/procedures.ts';

const help = `Writes schema.graphql from the code, after a change of the API or of the procedures. npm test compares it.

  npm run schema
`;

try {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help) process.stdout.write(help);
  else await writeFile(new URL('../schema.graphql', import.meta.url), printed(await loadProcedures()));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
