/**
 * What may know what, in examples: every cell of the table, as a line that is allowed or refused and the rule that
 * refuses it. `at` is the folder in which the line is tried: deep ones show that the rules do not stop at a room's
 * first level.
 */
export interface Row {
  readonly room: string;
  readonly at: string;
  readonly allowed: readonly string[];
  readonly refused: readonly (readonly [source: string, rule: string])[];
}

const imports = 'no-restricted-imports';
const globals = 'no-restricted-globals';
const properties = 'no-restricted-properties';
const value = (from: string): string => `import { it } from '${from}'; export const mine = it;`;
const type = (from: string): string => `import type { It } from '${from}'; export type Mine = It;`;
/** Refused as a value and as a type alike. */
const never = (...from: readonly string[]) =>
  from.flatMap(
    each =>
      [
        [value(each), imports],
        [type(each), imports],
      ] as const,
  );
const named = (rule: string, ...expressions: readonly string[]) =>
  expressions.map(each => [`export const mine = ${each};`, rule] as const);

const surroundings = [
  'process.env',
  'performance.now()',
  'crypto.randomUUID()',
  "fetch('')",
  'navigator.language',
  'Buffer.alloc(1)',
  'setImmediate(() => 0)',
  'clearImmediate(undefined)',
  'global',
  'globalThis',
  'self',
  'window',
  'globalThis.process',
  "globalThis['process']",
];
const localeDependent = [
  "'a'.localeCompare('b')",
  '(1).toLocaleString()',
  '(it as Date).toLocaleDateString()',
  '(it as Date).toLocaleTimeString()',
  "'a'.toLocaleUpperCase()",
  "'a'.toLocaleLowerCase()",
];

const pure = [
  ...named(
    globals,
    ...surroundings,
    'Date.now()',
    'new Date(0)',
    'globalThis.Date',
    'new Intl.NumberFormat()',
    "console.log('')",
  ),
  ...named(
    globals,
    'setTimeout(() => 0, 1)',
    'setInterval(() => 0, 1)',
    'clearTimeout(1)',
    'clearInterval(1)',
    'queueMicrotask(() => {})',
  ),
  ...named(properties, ...localeDependent, 'Math.random()', "Math['random']()"),
  ['const { random } = Math; export const mine = random;', properties],
] as const;

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

export const rows: readonly Row[] = [
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
  {
    room: 'workflows/procedures',
    at: 'workflows/procedures',
    allowed: [value('../../domain/procedure.ts'), type('../../domain/case/event.ts'), value('zod'), value('zod/v4')],
    refused: [
      ...never(
        './other.v1.ts',
        '../case.ts',
        '../inner/case.ts',
        '../../workflows/case.ts',
        '../../bench/engine.ts',
        '../../activities/project.ts',
        '../../commands/submit.ts',
        '../../db/client.ts',
        '../../api/server.ts',
        '../../test/support/stack.ts',
        '../../bin/dev.ts',
        '../../db/client.ts',
      ),
      ...never('@temporalio/workflow', '@temporalio/common', 'node:crypto', '@noble/hashes/sha2.js', 'kysely'),
      ...pure,
    ],
  },
  {
    room: 'workflows',
    at: 'workflows/inner',
    allowed: [
      value('../../domain/case/event.ts'),
      value('../procedures/one.v1.ts'),
      value('./other.ts'),
      value('@temporalio/workflow'),
      type('../../activities/project.ts'),
      'export const mine = Date.now();',
    ],
    refused: [
      [value('../../activities/project.ts'), imports],
      ["import { type It } from '../../activities/project.ts'; export type Mine = It;", 'no-import-type-side-effects'],
      ...never(
        '../../db/client.ts',
        '../../api/server.ts',
        '../../commands/submit.ts',
        '../../test/support/stack.ts',
        '../../bench/engine.ts',
        '../../bin/dev.ts',
      ),
      ...never(
        'node:fs',
        'crypto',
        'fs/promises',
        '@temporalio/client',
        '@temporalio/activity',
        '@temporalio/worker',
        'kysely',
        'pg',
        'pino',
      ),
      ...named(globals, ...surroundings),
      ...named(properties, ...localeDependent),
    ],
  },
  {
    room: 'activities',
    at: 'activities/inner',
    allowed: [
      value('../../domain/case/event.ts'),
      value('../../db/client.ts'),
      value('@temporalio/activity'),
      value('node:crypto'),
      value('pino'),
      'export const mine = process.env;',
    ],
    refused: never(
      '../../workflows/case.ts',
      '../../workflows/procedures/one.v1.ts',
      '../../api/server.ts',
      '../../commands/submit.ts',
      '../../bin/dev.ts',
      '../../test/support/stack.ts',
      '../../bench/engine.ts',
      '@temporalio/client',
      '@temporalio/workflow',
      '@temporalio/worker',
      'kysely',
      'kysely/migration',
      'pg',
      'pg/lib/client.js',
    ),
  },
  {
    room: 'commands',
    at: 'commands/inner',
    allowed: [
      value('../../domain/case/event.ts'),
      value('../../db/client.ts'),
      value('../../workflows/procedures/one.v1.ts'),
      type('../../workflows/case.ts'),
      value('@temporalio/client'),
      value('node:crypto'),
      value('zod'),
    ],
    refused: [
      [value('../../workflows/case.ts'), imports],
      [value('../../workflows/inner/case.ts'), imports],
      ["export const mine = import('../../workflows/case.ts');", imports],
      ...never(
        '../../api/server.ts',
        '../../activities/project.ts',
        '../../operations/audit.ts',
        '../../delivery/relay.ts',
        '../../bin/dev.ts',
        '../../test/support/stack.ts',
        '../../bench/engine.ts',
        '@temporalio/workflow',
        '@temporalio/activity',
        '@temporalio/worker',
        'kysely',
        'kysely/migration',
        'pg',
        'pg/lib/client.js',
      ),
    ],
  },
  {
    room: 'operations',
    at: 'operations/inner',
    allowed: [
      value('../../domain/case/event.ts'),
      value('../../db/client.ts'),
      value('../../commands/submit.ts'),
      value('../../telemetry/span.ts'),
      value('../../workflows/procedures/one.v1.ts'),
      type('../../workflows/case.ts'),
      value('@temporalio/client'),
    ],
    refused: [
      [value('../../workflows/case.ts'), imports],
      ...never(
        '../../api/server.ts',
        '../../activities/project.ts',
        '../../bin/dev.ts',
        '../../bench/engine.ts',
        '../../test/support/stack.ts',
        '@temporalio/workflow',
        'kysely',
        'pg',
      ),
    ],
  },
  {
    room: 'delivery',
    at: 'delivery/inner',
    allowed: [value('../../domain/case/event.ts'), value('../../db/client.ts'), value('node:https')],
    refused: never(
      '../../api/server.ts',
      '../../commands/submit.ts',
      '../../workflows/case.ts',
      '../../operations/audit.ts',
      '../../activities/project.ts',
      '@temporalio/client',
      'kysely',
      'pg',
    ),
  },
  {
    room: 'telemetry',
    at: 'telemetry',
    allowed: [
      value('../domain/refusal.ts'),
      value('../db/client.ts'),
      value('pino'),
      value('@opentelemetry/api'),
      type('../workflows/tracing.ts'),
    ],
    refused: [
      [value('../workflows/tracing.ts'), imports],
      ...never(
        '../commands/submit.ts',
        '../operations/audit.ts',
        '../api/server.ts',
        '../activities/project.ts',
        '../cli/audit.ts',
        '../bin/compose/services.ts',
        'pg',
      ),
    ],
  },
  {
    room: 'api',
    at: 'api/inner',
    allowed: [
      value('../../domain/case/event.ts'),
      value('../../db/client.ts'),
      value('../../commands/submit.ts'),
      value('../../workflows/procedures/one.v1.ts'),
      type('../../workflows/case.ts'),
      value('graphql-yoga'),
      value('@pothos/core'),
      value('node:http'),
      value('zod'),
    ],
    refused: [
      [value('../../workflows/case.ts'), imports],
      ...never(
        '../../activities/project.ts',
        '../../bin/dev.ts',
        '../../test/support/stack.ts',
        '../../bench/engine.ts',
        '@temporalio/client',
        '@temporalio/workflow',
        '@temporalio/common',
        '@temporalio/activity',
        '@temporalio/worker',
        'kysely',
        'kysely/migration',
        'pg',
        'pg/lib/client.js',
      ),
    ],
  },
  {
    room: 'db',
    at: 'db/migrations',
    allowed: [
      value('../commands/commands.ts'),
      value('../../domain/case/event.ts'),
      value('../client.ts'),
      value('./other.ts'),
      value('kysely'),
      value('kysely/migration'),
      value('pg'),
      value('node:fs'),
      value('node:fs/promises'),
    ],
    refused: never(
      '../../workflows/case.ts',
      '../../workflows/procedures/one.v1.ts',
      '../../activities/project.ts',
      '../../commands/submit.ts',
      '../../api/server.ts',
      '../../bin/dev.ts',
      '../../test/support/stack.ts',
      '../../bench/engine.ts',
      '@temporalio/client',
      '@temporalio/common',
      'graphql',
      'zod',
    ),
  },
  {
    room: 'bin/compose',
    at: 'bin/compose/inner',
    allowed: [value('../../../api/server.ts'), value('../../stack/index.ts'), value('@temporalio/worker')],
    refused: never('../../../cli/audit.ts', '../../../test/support/stack.ts', '../../../bench/engine.ts'),
  },
  {
    room: 'bin/stack',
    at: 'bin/stack',
    allowed: [value('../../telemetry/safe-error.ts'), value('pg')],
    refused: never('../../cli/audit.ts', '../../test/support/stack.ts'),
  },
  {
    room: 'cli',
    at: 'cli/inner',
    allowed: [
      value('../../api/server.ts'),
      value('../../operations/audit.ts'),
      value('../../bin/compose/services.ts'),
      value('../../bin/stack/progress.ts'),
      value('commander'),
    ],
    refused: never('../../test/support/stack.ts', '../../bench/engine.ts', '../../console/main.ts'),
  },
  ...['bench/least', 'bench/bare'].map(at => ({
    room: at,
    at,
    allowed: [
      value('../least/workflow.ts'),
      value('../bare/anchor.ts'),
      value('./other.ts'),
      value('pg'),
      value('jose'),
    ],
    refused: [
      ...never('../engine/product.ts', '../engine.ts', '../../domain/case/event.ts', '../../db/client.ts'),
      ...never('../../bin/stack/index.ts', '../../workflows/case.ts', '../../telemetry/span.ts', '../../api/server.ts'),
    ],
  })),
  ...['bin', 'bench', 'test/db'].map(at => ({
    room: at,
    at,
    allowed: [
      ...[
        'domain/case/event.ts',
        'workflows/case.ts',
        'activities/project.ts',
        'commands/submit.ts',
        'db/client.ts',
        'api/server.ts',
        'bin/dev.ts',
      ].map(file => value(`${at.includes('/') ? '../..' : '..'}/${file}`)),
      value('@temporalio/worker'),
      value('@temporalio/client'),
      value('kysely'),
      value('pg'),
      value('node:fs'),
      'export const mine = Date.now();',
      'export const mine = process.env;',
    ],
    refused: [],
  })),
];
