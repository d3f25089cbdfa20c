import { beforeAll, describe, expect, test } from 'vitest';
import { joinPermissions, permissionsFor } from '../../../api/schema/permissions.ts';
import { buildSchema } from '../../../api/schema/schema.ts';
import { shippedProcedures } from '../../support/shipped.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { enterpriseAppeal1231 } from '../../../workflows/procedures/enterprise-appeal-1231.v1.ts';
import { jointCompletion } from '../../../workflows/procedures/joint-completion.v1.ts';
import { coordinates, registry, rows, tasting } from './dish-tasting.ts';

let procedures: ReadonlyMap<string, AnyProcedure>;
beforeAll(async () => {
  procedures = await shippedProcedures();
});

describe('the permission table', () => {
  test('has exactly one row for each coordinate of the schema, and no other', () => {
    expect(rows(procedures).toSorted()).toEqual(coordinates(buildSchema(procedures)).toSorted());
  });

  test('has them also for procedures that nobody has thought of yet', () => {
    const both = registry(tasting(1), tasting(2), jointCompletion, enterpriseAppeal1231, ...procedures.values());
    expect(rows(both).toSorted()).toEqual(coordinates(buildSchema(both)).toSorted());
  });

  test.each(['Case.reasons', 'Query.inbox', 'Mutation.suspendCase', 'Mutation.startRestaurantOpeningV1'])(
    'lacking the row of %s, the schema does not build',
    coordinate => {
      const table = permissionsFor(procedures);
      const [type, field] = coordinate.split('.') as [string, string];
      const fields = Object.fromEntries(Object.entries(table[type]!).filter(([each]) => each !== field));
      expect(() => buildSchema(procedures, { ...table, [type]: fields })).toThrow(`${coordinate} without a permission`);
    },
  );

  test('takes no second row for a coordinate: it would open or close the field unseen', () => {
    const first = {
      Case: { number: { who: 'signedIn' } },
      Mutation: { acceptCase: { who: ['window-clerk'] } },
    } as const;
    expect(joinPermissions([first, { Case: { title: { who: 'everyone' } } }])).toEqual({
      ...first,
      Case: { number: { who: 'signedIn' }, title: { who: 'everyone' } },
    });
    expect(() => joinPermissions([first, { Mutation: { acceptCase: { who: 'everyone' } } }])).toThrow(
      'Found two permissions for Mutation.acceptCase',
    );
  });
});
