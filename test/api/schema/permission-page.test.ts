import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { markOf, permissionPage, permissionRows } from '../../../api/schema/permission-page.ts';
import type { Rule } from '../../../api/schema/rule.ts';
import { buildSchema } from '../../../api/schema/schema.ts';
import { shippedProcedures } from '../../support/shipped.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { coordinates } from './dish-tasting.ts';

let procedures: ReadonlyMap<string, AnyProcedure>;
beforeAll(async () => {
  procedures = await shippedProcedures();
});

describe('docs/permissions.md', () => {
  test('is what the code makes: after a change run "npm run schema"', async () => {
    expect(await readFile(new URL('../../../docs/permissions.md', import.meta.url), 'utf8')).toBe(
      permissionPage(procedures),
    );
  });

  test('has every field and every mutation of the schema once', () => {
    const listed = permissionRows(procedures).flatMap(({ type, fields }) => fields.map(field => `${type}.${field}`));
    expect(listed.toSorted()).toEqual(coordinates(buildSchema(procedures)).toSorted());
  });
});

test.each<[string, Rule, string]>([
  ['everyone', { who: 'everyone' }, '+++++'],
  ['whoever is signed in', { who: 'signedIn' }, '-++++'],
  ['two roles', { who: ['applicant', 'officer'] }, '-+-+-'],
  ['a role, and null for others', { who: ['officer'], orNull: true }, '000+0'],
  ['a role of its own unit', { who: ['officer', 'observer'], ownUnit: ['officer'] }, '---u+'],
])('a rule for %s is marked for each caller', (_who, rule, marks) => {
  const callers = ['nobody', 'applicant', 'agent', 'officer', 'observer'] as const;
  expect(callers.map(caller => markOf(rule, caller)).join('')).toBe(marks);
});
