import { application, form, start } from './application.ts';
import { document, repeated, type Attack } from './attack.ts';

const allFragments = repeated(25, index => `...f${index}`);
const twiceTheNext = (index: number): string => `fragment f${index} on Procedure { ...f${index + 1} ...f${index + 1} }`;

export const documents: readonly Attack[] = [
  document('32 kB of tokens', '400 TOO_MANY_TOKENS', `{ ${'me '.repeat(10_000)} }`),
  document('250 kB in one name', '400 TOO_LONG', `{ ${'x'.repeat(250_000)} }`),
  document('120,000 lines', '400 TOO_LONG', () => `{ ${'\n'.repeat(120_000)} ${repeated(200, index => `x${index}`)} }`),
  document(
    'faults behind 30,000 lines',
    '400 GRAPHQL_VALIDATION_FAILED',
    `{ ${'\n'.repeat(30_000)} ${repeated(200, index => `x${index}`)} }`,
  ),
  document('5,000 aliases', '400 TOO_LONG', `{ ${repeated(5_000, index => `a${index}: me`)} }`),
  document('600 aliases', '400 TOO_MANY_ALIASES', `{ ${repeated(600, index => `a${index}: me`)} }`),
  document('500 levels', '400 TOO_DEEP', `{ me ${'{ unit '.repeat(500)}${'}'.repeat(500)} }`),
  document('a thousand braces that do not close', '400 NOT_GRAPHQL', '{ me '.repeat(600)),
  document(
    'fragments in a circle',
    '400 GRAPHQL_VALIDATION_FAILED',
    `{ procedures { ...f0 } } ${repeated(25, index => `fragment f${index} on Procedure { ${allFragments} }`)}`,
  ),
  document(
    'fragments that double forty times',
    '400 TOO_MANY_FIELDS',
    `{ procedures { ...f0 } } ${repeated(40, twiceTheNext)} fragment f40 on Procedure { name }`,
  ),
  document(
    'an unused fragment of 1,900 fields',
    '400 TOO_MANY_FIELDS',
    `{ me { role } } fragment f on Procedure { ${'name '.repeat(1_900)} }`,
  ),
  document(
    'two fragments of one name',
    '400 TOO_MANY_FIELDS',
    `{ procedures { ...f } } fragment f on Procedure { ${'lead { title } '.repeat(450)} } ` +
      'fragment f on Procedure { name }',
  ),
  document('a hundred directives', '400 TOO_MANY_DIRECTIVES', `{ me { ${repeated(100, 'role @include(if: true)')} } }`),
  document(
    'pages of ten thousand',
    '200 TOO_COMPLEX',
    '{ myCases(first: 100) { edges { node { clocks { case { clocks { case { clocks { title } } } } } } } } }',
  ),
  document(
    'the schema',
    '400 GRAPHQL_VALIDATION_FAILED',
    '{ __schema { types { fields { type { fields { name } } } } } }',
  ),
  document('a number without end', '400 NUMBER_OUT_OF_RANGE', '{ myCases(first: 1e999) { edges { cursor } } }'),
  document(
    'a number of 33 bits',
    '400 GRAPHQL_VALIDATION_FAILED',
    '{ myCases(first: 4294967296) { edges { cursor } } }',
  ),
  document('a variable of 33 bits', '400 BAD_REQUEST', 'query Q($n: Int) { myCases(first: $n) { edges { cursor } } }', {
    n: 4_294_967_296,
  }),
  document(
    '4,000 fields that the form lacks',
    '400 BAD_REQUEST',
    start,
    application({
      form: Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`field${'x'.repeat(40)}${index}`, 1])),
    }),
  ),
  document(
    '900 papers that are none',
    '400 BAD_REQUEST',
    start,
    application({ papers: Array.from({ length: 900 }, () => ({ material: 'x'.repeat(20), digest: 1, kind: 'NONE' })) }),
  ),
  document(
    '200 kB where a number belongs',
    '400 BAD_REQUEST',
    start,
    application({ form: { ...form, seats: 'x'.repeat(200_000) } }),
  ),
];
