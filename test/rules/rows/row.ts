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

export const imports = 'no-restricted-imports';
export const globals = 'no-restricted-globals';
export const properties = 'no-restricted-properties';
export const value = (from: string): string => `import { it } from '${from}'; export const mine = it;`;
export const type = (from: string): string => `import type { It } from '${from}'; export type Mine = It;`;
/** Refused as a value and as a type alike. */
export const never = (...from: readonly string[]) =>
  from.flatMap(
    each =>
      [
        [value(each), imports],
        [type(each), imports],
      ] as const,
  );
export const named = (rule: string, ...expressions: readonly string[]) =>
  expressions.map(each => [`export const mine = ${each};`, rule] as const);

export const surroundings = [
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
export const localeDependent = [
  "'a'.localeCompare('b')",
  '(1).toLocaleString()',
  '(it as Date).toLocaleDateString()',
  '(it as Date).toLocaleTimeString()',
  "'a'.toLocaleUpperCase()",
  "'a'.toLocaleLowerCase()",
];

export const pure = [
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
