import { z } from 'zod';
import type { AnyProcedure } from '../../language/definition.ts';
import { isPersonal, withoutPersonal } from '../../language/personal.ts';
import { shapeOf } from '../../language/schema.ts';
import { combinations } from './combinations.ts';
import { samplesOf, textsAtTheirEnds } from './sample.ts';

type Form = Readonly<Record<string, unknown>>;
const most = 48;

/** The values of a field at which a flow may turn; none for texts and numbers. */
function turns(schema: z.core.$ZodType, example: unknown): readonly unknown[] {
  if (isPersonal(schema)) return [];
  const { type, innerType } = shapeOf(schema);
  if (type === 'optional')
    return [
      undefined,
      ...(innerType && turns(innerType, example).length > 0
        ? turns(innerType, example)
        : [example ?? samplesOf(innerType!)[0]]),
    ];
  if (type === 'default' || type === 'nullable' || type === 'prefault') return turns(innerType!, example);
  return type === 'boolean' || type === 'enum' || type === 'literal' || type === 'union' || type === 'array'
    ? samplesOf(schema)
    : [];
}

function changed(form: Form, field: string, value: unknown): Form {
  const rest = Object.fromEntries(Object.entries(form).filter(([name]) => name !== field));
  return value === undefined ? rest : { ...rest, [field]: value };
}

/**
 * The example, and the forms that differ from it in booleans, enums, variants, presences and lengths of lists; as the
 * log holds them.
 */
export function formsOf(procedure: AnyProcedure): readonly Form[] {
  const schema = procedure.form;
  const fields = schema instanceof z.ZodObject ? Object.entries(schema.shape) : [];
  const forms: Form[] = [];
  const seen = new Set<string>();
  const add = (form: Form): void => {
    const parsed = schema.safeParse(form);
    if (!parsed.success) return;
    const kept = withoutPersonal(procedure, parsed.data as Form);
    const text = JSON.stringify(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (seen.has(text)) return;
    seen.add(text);
    forms.push(kept);
  };
  for (const example of [procedure.example, ...procedure.examples] as readonly Form[]) {
    add(example);
    const own = Object.fromEntries(fields.filter(([, field]) => !isPersonal(field)));
    textsAtTheirEnds(own, example).forEach(add);
    const switches = fields
      .map(([name, field]) => [name, turns(field, example[name])] as const)
      .filter(([, values]) => values.length > 1);
    for (const row of combinations(
      switches.map(([, values]) => values),
      most,
    ))
      add(switches.reduce((form, [name], index) => changed(form, name, row[index]), example));
  }
  return forms;
}
