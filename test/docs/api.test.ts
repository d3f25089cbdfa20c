import { parse, validate, type GraphQLUnionType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { costLimit } from '../../api/cost.ts';
import { defaultLimits } from '../../api/door/limits.ts';
import { signInRoles } from '../../api/door/viewer.ts';
import { buildSchema } from '../../api/schema.ts';
import { loadProcedures } from '../../bin/procedures.ts';
import { startProduct, type TestProduct } from '../support/product.ts';
import { blocksOf, documents, textOf } from './blocks.ts';

let product: TestProduct;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product.stop(); });

/** The first line of an example names who asks: `# officer fire-rescue`, `# nobody`; and what is refused: `# applicant: REFUSED`. */
const head = /^# (?<as>[\w-]+)(?: (?<unit>[\w-]+))?(?:: (?<code>[A-Z_]+))?\n/;

const codesIn = (value: unknown): readonly string[] =>
  typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, each]) => (key === 'code' ? [String(each)] : codesIn(each)));

/** `$case`, `$number` and `$queryCode` of later examples are those of the case that an example filed. */
type Known = Record<string, unknown>;
const filed = (data: Known): Known | undefined => (data['startRestaurantOpening'] as { case?: Known } | undefined)?.case;
const variablesFor = (query: string, known: Known): Known => Object.fromEntries(Object.entries(known).filter(([name]) => query.includes(`$${name}:`)));

test('every example of the API document runs in order, each in the role that it names: none is refused but those that say so, and what is shown of the answers is answered', async () => {
  const examples = await blocksOf('docs/api.md');
  const ran: string[] = [];
  let known: Known = {};
  let data: unknown;
  for (const { info, text } of examples) {
    if (info === 'json request') {
      const response = await fetch(`${product.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text });
      data = await response.json();
    } else if (info === 'json answer') {
      expect(data, text).toMatchObject(JSON.parse(text) as object);
    } else if (info === 'graphql') {
      const { as = '', unit, code } = head.exec(text)?.groups ?? {};
      const who = as === 'nobody' ? undefined : { as, ...(unit !== undefined && { unit }) };
      const answer = await product.api.ask<Known>(who, text, variablesFor(text, known));
      expect(codesIn(answer), text).toEqual(code === undefined ? [] : [code]);
      expect(Object.values(answer), `${text} found something`).not.toContain(null);
      const { id, number, queryCode } = filed(answer) ?? {};
      if (id !== undefined) known = { case: id, number, queryCode };
      data = answer;
    } else continue;
    ran.push(info);
  }
  expect(ran.filter(info => info === 'graphql').length).toBeGreaterThan(10);
  expect(ran).toContain('json request');
});

test('the API document names every role, every typed error and every limit as they are', async () => {
  const text = await textOf('docs/api.md');
  const result = buildSchema(await loadProcedures()).getType('ActResult') as GraphQLUnionType;
  const errors = result.getTypes().map(type => type.name).filter(name => name !== 'Accepted');
  for (const name of [...signInRoles, ...errors]) expect(text).toContain(`\`${name}\``);
  const { bodyBytes, tokens, depth, aliases, fields, directives } = defaultLimits;
  const limits = { body: `${bodyBytes / 1024} KiB`, 'tokens of a document': tokens, depth, aliases, fields, directives, 'cost: a field 1, a page its rows': costLimit };
  for (const [what, limit] of Object.entries(limits)) expect(text).toContain(`| ${what} | ${limit.toLocaleString('en')} |`);
});

test('every GraphQL example of every document fits the schema', async () => {
  const schema = buildSchema(await loadProcedures());
  for (const document of documents) {
    for (const { info, text } of await blocksOf(document)) if (info === 'graphql') expect(validate(schema, parse(text)), text).toEqual([]);
  }
});
