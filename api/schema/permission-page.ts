import { roles, type Role } from '../../domain/values.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { permissionsFor } from './permissions.ts';
import type { Rule } from './rule.ts';

/** Whoever may ask: nobody signed in, and every role but that of the engine, which never comes over HTTP. */
const callers = ['nobody', ...roles.filter(role => role !== 'engine')] as const;
type Caller = (typeof callers)[number];
type Mark = '+' | '-' | '0' | 'u';

/** What a rule makes of a caller: told, refused, null instead, or told of the caller's own unit alone. */
export function markOf(rule: Rule, caller: Caller): Mark {
  if (rule.who === 'everyone') return '+';
  if (rule.who === 'signedIn') return caller === 'nobody' ? '-' : '+';
  const role = caller as Role;
  if (caller === 'nobody' || !rule.who.includes(role)) return rule.orNull ? '0' : '-';
  return rule.ownUnit?.includes(role) ? 'u' : '+';
}

/** Fields of one type for which the same holds. */
export interface PermissionRow {
  readonly type: string;
  readonly fields: readonly string[];
  readonly marks: Readonly<Record<Caller, Mark>>;
}

/** Every field and mutation of the schema with what it is to each role; those for which the same holds in one row. */
export function permissionRows(procedures: ReadonlyMap<string, AnyProcedure>): readonly PermissionRow[] {
  const table = permissionsFor(procedures);
  const types = Object.keys(table).toSorted();
  return ['Query', 'Mutation', ...types.filter(type => type !== 'Query' && type !== 'Mutation')].flatMap(type => {
    const fields = Object.entries(table[type]!).map(([field, rule]) => ({
      field,
      marks: Object.fromEntries(callers.map(caller => [caller, markOf(rule, caller)])) as PermissionRow['marks'],
    }));
    return [...Map.groupBy(fields, ({ marks }) => JSON.stringify(marks)).values()].map(same => ({
      type,
      fields: same.map(({ field }) => field).toSorted(),
      marks: same[0]!.marks,
    }));
  });
}

const head = ['type', ...callers, 'fields'];
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const tableOf = (rows: readonly PermissionRow[]): string =>
  [
    line(head),
    line(head.map(() => '---')),
    ...rows.map(({ type, fields, marks }) =>
      line([type, ...callers.map(caller => marks[caller]), fields.map(field => `\`${field}\``).join(' ')]),
    ),
  ].join('\n');

/** The table of permissions as a page of the documents. */
export function permissionPage(procedures: ReadonlyMap<string, AnyProcedure>): string {
  const rows = permissionRows(procedures);
  const of = (...types: readonly string[]): string => tableOf(rows.filter(({ type }) => types.includes(type)));
  const types = [...new Set(rows.map(({ type }) => type))].filter(type => type !== 'Query' && type !== 'Mutation');
  return [
    '# Permissions',
    'This page is made from the code by `npm run schema`, and `npm run -s shixian -- permissions` prints it. The ' +
      'tests compare both. It says who may ask each query, mutation and field. A field without a row does not load.',
    '`+` may ask. `-` is refused. `0` gets null. `u` may ask for the own unit only.',
    'A row does not say which cases somebody sees. That depends on the party and on the units of a case ' +
      '([signing in](api.md#signing-in)). Whether an act is allowed now, in this unit and by this post, the case ' +
      'decides.',
    '## Queries',
    of('Query'),
    '## Mutations',
    of('Mutation'),
    '## Fields of types',
    of(...types),
  ]
    .join('\n\n')
    .concat('\n');
}
