import { readFileSync } from 'node:fs';
import { buildSchema, isInterfaceType } from 'graphql';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the page for front ends tells clients of every type that is behind an interface', () => {
  const schema = buildSchema(read('schema.graphql'));
  const possible = Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter(type => !type.name.startsWith('__'))
      .filter(isInterfaceType)
      .map(type => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );
  const [, block] = /```json possibleTypes\n([\s\S]*?)```/u.exec(read('docs/front-ends.md'))!;
  const told = JSON.parse(block!) as Record<string, string[]>;
  for (const types of [...Object.values(told), ...Object.values(possible)]) types.sort();
  expect(told).toEqual(possible);
});

test('the values that the page gives no key are types without an id', () => {
  const schema = buildSchema(read('schema.graphql'));
  const [, list] = /const values = \[([^\]]*)\]/u.exec(read('docs/front-ends.md'))!;
  for (const [, name] of list!.matchAll(/'(\w+)'/gu)) {
    const type = schema.getType(name!);
    expect(type && 'getFields' in type && Object.keys(type.getFields()), name).not.toContain('id');
  }
});
