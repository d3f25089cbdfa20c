import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import plugin from '@graphql-eslint/eslint-plugin';
import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import { nodeTypes } from '../../../api/schema/node-ids.ts';
import { long } from '../../support/tags.ts';

const file = fileURLToPath(new URL('../../../schema.graphql', import.meta.url));
const sdl = await readFile(file, 'utf8');

/** What has no identity of its own: a value inside a node, the answer to an act, a page. */
const values = [...sdl.matchAll(/^type (\w+)/gmu)].flatMap(([, name]) =>
  nodeTypes.some(each => each === name) ? [] : [name!],
);

/** The names by which the domain knows a thing inside its case, beside its opaque id: `step { step }`. */
const ownNames = /^Field "(\w+)" starts with the name of the parent type "(\w+)"$/u;

test('the schema has no finding of graphql-schema-linter', long, async () => {
  const program = createRequire(import.meta.url).resolve('graphql-schema-linter/lib/cli.js');
  const { stdout } = await promisify(execFile)(process.execPath, [program, file, '--format', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({ errors: [] });
});

test('the schema has no finding of graphql-eslint but those that are argued here', long, () => {
  const { rules } = plugin.configs['flat/schema-recommended'];
  const found = new Linter({ configType: 'flat' }).verify(
    sdl,
    [
      {
        files: ['**/*.graphql'],
        languageOptions: { parser: plugin.parser, parserOptions: { graphQLConfig: { schema: file } } },
        plugins: { '@graphql-eslint': plugin as never },
        rules: {
          ...(rules as Linter.RulesRecord),
          ...(plugin.configs['flat/schema-relay'].rules as Linter.RulesRecord),
          '@graphql-eslint/strict-id-in-types': ['error', { exceptions: { types: values } }],
          // Short lists that are whole, such as the steps of a case, are no pages; rows that are nodes: below.
          '@graphql-eslint/relay-edge-types': [
            'error',
            { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false },
          ],
        },
      },
    ],
    { filename: 'schema.graphql' },
  );
  const others = found.filter(
    ({ ruleId, message }) => ruleId !== '@graphql-eslint/no-typename-prefix' || !isOwnName(message),
  );
  expect(others.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`)).toEqual([]);
});

test('every row of a page is a node, but a line of a sum, and an incident that is found anew', () => {
  const rows = [...sdl.matchAll(/^type (\w+)Edge \{/gmu)].map(([, name]) => name!);
  expect(rows.filter(name => !nodeTypes.some(each => each === name))).toEqual(['ExplanationLine', 'Incident']);
});

function isOwnName(message: string): boolean {
  const [, field = '', type = ''] = ownNames.exec(message) ?? [];
  return field.toLowerCase() === type.toLowerCase();
}
