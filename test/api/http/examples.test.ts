import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../api/http/document.ts';
import { examples } from '../../../api/http/examples.ts';
import { defaultLimits } from '../../../api/http/limits.ts';

const printed = new URL('../../../schema.graphql', import.meta.url);

describe('the examples that GraphiQL opens with', () => {
  it.each(examples.map(({ query, variables }) => [/query (\w+)/u.exec(query)?.[1], query, variables] as const))(
    '%s is within the limits and names its variables',
    (_name, query, variables) => {
      const [operation] = readDocument(query, defaultLimits).definitions;
      const named =
        operation?.kind === 'OperationDefinition'
          ? operation.variableDefinitions?.map(each => each.variable.name.value)
          : undefined;
      expect(Object.keys(variables ?? {})).toEqual(named);
    },
  );

  it('fit the schema', () => {
    const schema = buildSchema(readFileSync(printed, 'utf8'));
    for (const { query } of examples) expect(validate(schema, parse(query))).toEqual([]);
  });
});
