import { imports, value, never, pure, type Row } from './row.ts';

/** The folders of the domain from the ground up: each knows those before it and none after it. */
const floors = ['calendar', 'clock', 'directory', 'procedure', 'log', 'case', 'host'] as const;
const insideTheDomain: readonly Row[] = floors.map((floor, index) => ({
  room: `domain/${floor}`,
  at: `domain/${floor}/floor`,
  allowed: [
    value('../../refusal.ts'),
    value('../other.ts'),
    ...floors.slice(0, index).map(below => value(`../../${below}/some.ts`)),
  ],
  refused: never(
    ...[...floors.slice(index + 1), ...(floor === 'case' ? ['words', 'audit'] : ['audit'])].map(
      above => `../../${above}/some.ts`,
    ),
  ),
}));

/** What the domain and each of its floors may know. */
export const domainRows: readonly Row[] = [
  ...insideTheDomain,
  {
    room: 'domain',
    at: 'domain/calendar/inner',
    allowed: [
      value('zod'),
      value('zod/v4'),
      value('@noble/hashes/sha2.js'),
      value('./other.ts'),
      value('../../refusal.ts'),
      'export const mine = Math.floor(1.5);',
      "import cn from './cn.json' with { type: 'json' }; export const mine = cn;",
    ],
    refused: [
      ...never(
        '../../../workflows/case.ts',
        '../../../workflows/procedures/one.v1.ts',
        '../../../activities/project.ts',
        '../../../commands/submit.ts',
        '../../../operations/audit.ts',
        '../../../telemetry/span.ts',
        '../../../db/client.ts',
        '../../../api/server.ts',
        '../../../test/support/stack.ts',
        '../../../bench/engine.ts',
        '../../../bin/dev.ts',
      ),
      ...never(
        'node:fs',
        'fs',
        'fs/promises',
        'kysely',
        'pg',
        'graphql',
        'zod-extra',
        '@noble/curves/p256.js',
        '@temporalio/workflow',
        '@temporalio/common',
      ),
      ["export * from '../../../db/client.ts';", imports],
      ["import '../../../db/client.ts';", imports],
      ["export const mine = import('../../../db/client.ts');", imports],
      ["export const mine = import('node:' + 'fs');", 'no-dynamic-require'],
      ["export const mine = require('zod');", 'no-require-imports'],
      ["export type Mine = import('kysely').Kysely<unknown>;", 'consistent-type-imports'],
      ...pure,
    ],
  },
];
