import { writeFile } from 'node:fs/promises';
import { printed } from '../api/print.ts';
import { loadProcedures } from './procedures.ts';

/** Writes `schema.graphql` from the code, after a change of the API or of the procedures. */
await writeFile(new URL('../schema.graphql', import.meta.url), printed(await loadProcedures()));
