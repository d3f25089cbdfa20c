import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { withExamples } from '../options.ts';
import { action, UsageError } from '../run.ts';
import { procedureText, testText } from './templates.ts';

const house = new URL('../../', import.meta.url);
const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export const newProcedureCommand = withExamples(
  new Command('procedure')
    .description(
      'Writes a procedure and its test, which pass as they are: a start to change. Nothing that exists is overwritten.',
    )
    .argument('<name>', 'in kebab case, such as street-stall')
    .action(
      action(async (name: string) => {
        const { procedure, test } = await writeProcedure(name, house);
        console.log(
          [
            `Wrote ${procedure}`,
            `Wrote ${test}`,
            'Next:',
            `  npx vitest run --project domain ${test}`,
            `  npm run -s shixian -- check ${name}`,
            '  npm run schema    writes schema.graphql and docs/permissions.md anew',
            '  npm start         runs it',
            'The words of the language stand in docs/procedures.md; docs/tutorial/ goes through it step by step.',
          ].join('\n'),
        );
      }),
    ),
  'new procedure street-stall',
);

/**
 * Writes version 1 of a procedure, and its test, below a folder that is laid out as this one.
 * @returns the two paths, relative to it
 * @throws UsageError for a name that is no kebab case, or one of whose files exists
 */
export async function writeProcedure(name: string, root: URL): Promise<{ procedure: string; test: string }> {
  if (!kebabCase.test(name))
    throw new UsageError(`Found ${name}, expected a name in kebab case, such as street-stall.`);
  const procedure = `workflows/procedures/${name}.v1.ts`;
  const test = `test/procedures/${name}.v1.test.ts`;
  const existing = [procedure, test].filter(file => existsSync(new URL(file, root)));
  if (existing.length > 0)
    throw new UsageError(`Found ${existing.join(' and ')}; expected none. Choose another name, or change these files.`);
  for (const [file, text] of [
    [procedure, procedureText(name)],
    [test, testText(name)],
  ] as const) {
    await mkdir(new URL('./', new URL(file, root)), { recursive: true });
    await writeFile(new URL(file, root), text, { flag: 'wx' });
  }
  return { procedure, test };
}
