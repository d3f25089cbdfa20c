import { graphql } from 'graphql';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { buildSchema } from '../../../api/schema/schema.ts';
import { procedure, task, workingDays } from '../../../domain/procedure.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { registry } from './dish-tasting.ts';

type By = NonNullable<AnyProcedure['limits']['extension']>['by'];
const extendable = (of: 'promised' | 'statutory', by: By) =>
  procedure({
    name: 'slow-dish',
    version: 1,
    title: '慢炖',
    lead: 'market-regulation',
    form: z.object({}),
    example: {},
    limits: {
      promised: workingDays(10),
      statutory: workingDays(20),
      extension: { of, by, atMost: workingDays(5), basis: '行政许可法 42' },
    },
    steps: { simmer: task('慢炖', { by: 'market-regulation', within: workingDays(2) }) },
    permits: { dish: '准予上菜' },
    *run({ steps, grant }) {
      yield* steps.simmer();
      return grant('dish');
    },
  });

test.each([
  ['promised', 'unit-head', 'PROMISE', { role: 'UNIT_HEAD', title: '负责人', unit: { unit: 'market-regulation' } }],
  [
    'statutory',
    'government-head',
    'STATUTORY',
    { role: 'UNIT_HEAD', title: '负责人', unit: { unit: 'district-government' } },
  ],
  ['statutory', 'supervisor', 'STATUTORY', { role: 'SUPERVISOR', title: '督办', unit: null }],
] as const)('the extension of the %s limit by %s names its clock and who approves', async (of, by, clock, approver) => {
  const { data, errors } = await graphql({
    schema: buildSchema(registry(extendable(of, by))),
    source: '{ procedures { limits { extension { of by { role title unit { unit } } times } } } }',
    contextValue: { loaders: { unit: { load: (id: string) => ({ id, title: id, kind: 'department' }) } } },
  });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ procedures: [{ limits: { extension: { of: clock, by: approver, times: 1 } } }] });
});
