import { defined } from '../../domain/defined.ts';
import { readdir, readFile } from 'node:fs/promises';
import { parse, validate, type GraphQLUnionType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { costLimit } from '../../api/schema/cost.ts';
import { defaultLimits } from '../../api/http/limits.ts';
import { signInRoles } from '../../api/http/viewer.ts';
import { buildSchema } from '../../api/schema/schema.ts';
import { loadProcedures } from '../../bin/compose/procedures.ts';
import { startProduct, type TestProduct } from '../support/product.ts';
import { blocksOf, documents, textOf, type Block } from './blocks.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(async () => {
  await product.stop();
});

/**
 * The first line of an example names who asks: `# officer fire-rescue`, `# nobody`; and what is refused: `# applicant:
 * REFUSED`.
 */
const head = /^# (?<as>[\w-]+)(?: (?<unit>[\w-]+))?(?:: (?<code>[A-Z_]+))?\n/;

const codesIn = (value: unknown): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, each]) =>
        // Places of an input have codes of their own.
        key === 'issues' ? [] : key === 'code' ? [String(each)] : codesIn(each),
      );

type Data = Record<string, unknown>;
interface Ran {
  readonly text: string;
  readonly codes: readonly string[];
  readonly expected: readonly string[];
  readonly nothing: boolean;
}
interface Shown {
  readonly answer: unknown;
  readonly shown: object;
}

/**
 * Runs the examples in order. `$case`, `$number` and `$queryCode` of later ones are those of the case that an example
 * filed.
 */
async function runExamples(
  blocks: readonly Block[],
): Promise<{ readonly ran: readonly Ran[]; readonly answers: readonly Shown[] }> {
  const ran: Ran[] = [];
  const answers: Shown[] = [];
  let known: Data = {};
  let answer: unknown;
  for (const { info, text } of blocks) {
    if (info.startsWith('json request')) {
      const response = await fetch(`${product.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'accept-language': info.slice('json request'.length).trim() || '*',
        },
        body: text,
      });
      answer = await response.json();
    } else if (info === 'json answer') {
      answers.push({ answer, shown: JSON.parse(text) as object });
    } else if (info === 'graphql') {
      const { as = '', unit, code } = head.exec(text)?.groups ?? {};
      const variables = Object.fromEntries(Object.entries(known).filter(([name]) => text.includes(`$${name}:`)));
      // What a query is refused is an error with its code, what an act is refused an answer.
      const data = await product.api
        .ask<Data>(as === 'nobody' ? undefined : { as, ...defined({ unit }) }, text, variables)
        .catch((error: { readonly code?: string }): Data => {
          if (error.code === code) return { code };
          throw error;
        });
      ran.push({
        text,
        codes: codesIn(data),
        expected: code === undefined ? [] : [code],
        nothing: Object.values(data).includes(null),
      });
      const { id, number, queryCode } =
        (data['startRestaurantOpening'] as { readonly case?: Data } | undefined)?.case ?? {};
      if (id !== undefined) known = { case: id, number, queryCode };
      answer = data;
    }
  }
  return { ran, answers };
}

test('every example of the API document runs in order and in its role, and is answered as shown', async () => {
  const { ran, answers } = await runExamples(await blocksOf('docs/api.md'));
  expect(ran.length).toBeGreaterThan(15);
  for (const { text, codes, expected, nothing } of ran)
    expect({ codes, nothing }, text).toEqual({ codes: expected, nothing: false });
  expect(answers.length).toBeGreaterThan(8);
  for (const { answer, shown } of answers) expect(answer).toMatchObject(shown);
});

test('every example of the document on deadlines runs in order and is answered as shown', async () => {
  const { ran, answers } = await runExamples(await blocksOf('docs/deadlines.md'));
  expect(ran.length).toBeGreaterThan(6);
  for (const { text, codes, expected, nothing } of ran)
    expect({ codes, nothing }, text).toEqual({ codes: expected, nothing: false });
  expect(answers.length).toBeGreaterThan(3);
  for (const { answer, shown } of answers) expect(answer).toMatchObject(shown);
});

test('the API document names every role, every typed error and every limit as they are', async () => {
  const text = await textOf('docs/api.md');
  const result = buildSchema(await loadProcedures()).getType('ActResult') as GraphQLUnionType;
  const errors = result
    .getTypes()
    .map(type => type.name)
    .filter(name => name !== 'Accepted');
  for (const name of [...signInRoles, ...errors]) expect(text).toContain(`\`${name}\``);
  const {
    bodyBytes,
    values,
    characters,
    tokens,
    depth,
    aliases,
    fields,
    directives,
    connections,
    errors: told,
  } = defaultLimits;
  const limits = {
    'connections of one API process, in all': connections,
    body: `${bodyBytes / 1024} KiB`,
    'names and values in its JSON': values,
    'characters of a document': characters,
    'errors told of one request': told,
    'tokens of a document': tokens,
    depth,
    aliases,
    fields,
    directives,
    'cost: a field 1, a page its rows, another list five times what is in it': costLimit,
  };
  for (const [what, limit] of Object.entries(limits))
    expect(text).toContain(`| ${what} | ${limit.toLocaleString('en')} |`);
});

test('the API document names every code that the HTTP server refuses with', async () => {
  const text = await textOf('docs/api.md');
  const folder = new URL('../../api/http/', import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.ts'));
  const sources = await Promise.all(files.map(file => readFile(new URL(file, folder), 'utf8')));
  const codes = new Set(
    sources
      .flatMap(source =>
        [...source.matchAll(/'([A-Z]+(?:_[A-Z]+)+|BATCH|INTERNAL|UNAUTHENTICATED)'/g)].map(([, code]) => code!),
      )
      // Those of the libraries.
      .filter(code => !/^(ERR|OAUTH)_/.test(code)),
  );
  expect(codes.size).toBeGreaterThan(20);
  for (const code of codes) expect(text, code).toContain(`\`${code}\``);
});

test('every GraphQL example of every document fits the schema', async () => {
  const schema = buildSchema(await loadProcedures());
  const examples = (await Promise.all(documents.map(blocksOf))).flat().filter(({ info }) => info === 'graphql');
  for (const { text } of examples) expect(validate(schema, parse(text)), text).toEqual([]);
  expect(examples.length).toBeGreaterThan(15);
});
