import { z } from 'zod';
import { isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { permissionsFor } from '../../../api/schema/permissions.ts';
import { applicant, decision, personal, procedure, required, task, workingDays } from '../../../domain/procedure.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';

/** A procedure that no other test knows, with every kind of field in its form. */
export const tasting = (
  version: number,
  form: z.ZodType<object> = z.object({
    dish: z.enum(['noodles', 'hot-pot']),
    spices: z.array(z.string()).max(3),
    weight: z.number().optional(),
    kitchen: z.object({ area: z.int().min(5) }),
    chef: personal(z.string().min(2)),
  }),
) =>
  procedure({
    name: 'dish-tasting',
    version,
    title: '试菜',
    lead: 'market-regulation',
    form: form as z.ZodObject,
    example: { dish: 'noodles', spices: [], kitchen: { area: 9 }, chef: '张三' },
    materials: { menu: required('菜单') },
    limits: { promised: workingDays(10), statutory: workingDays(20) },
    steps: {
      taste: task('品尝', {
        by: 'market-regulation',
        within: workingDays(2),
        result: z.object({ stars: z.int(), remark: z.string().optional() }),
      }),
      choose: decision('定级', {
        by: 'market-regulation',
        within: workingDays(2),
        of: ['good', 'bad'],
        titles: { good: '优', bad: '差' },
      }),
      improve: applicant('改进', { within: workingDays(5) }),
    },
    permits: { dish: '准予上菜' },
    *run({ steps, grant, deny }) {
      yield* steps.taste();
      const level = yield* steps.choose();
      if (level.chose === 'good') return grant('dish');
      yield* steps.improve();
      return deny(level.reasons);
    },
  });
/** Procedures by their ids, as the registry holds them. */
export const registry = (...of: AnyProcedure[]) => new Map(of.map(each => [each.id, each]));

/** The fields of a type, each with its type as the schema language writes it. */
export const fieldTypes = (schema: GraphQLSchema, name: string): Record<string, string> => {
  const type = schema.getType(name);
  if (!isInputObjectType(type) && !isObjectType(type)) throw new Error(`no type ${name} with fields`);
  return Object.fromEntries(Object.entries(type.getFields()).map(([field, { type: of }]) => [field, String(of)]));
};

/** Every field of the schema, as `Type.field`. */
export const coordinates = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter(type => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
    .flatMap(type =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.keys(type.getFields()).map(field => `${type.name}.${field}`)
        : [],
    );

/** Every row of the permission table, as `Type.field`. */
export const rows = (of: ReadonlyMap<string, AnyProcedure>): string[] =>
  Object.entries(permissionsFor(of)).flatMap(([type, fields]) => Object.keys(fields).map(field => `${type}.${field}`));
