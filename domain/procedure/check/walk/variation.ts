import { z } from 'zod';
import type { AnyProcedure } from '../../language/definition.ts';
import { formatDay, parseDay } from '../../../calendar/day.ts';
import { fieldsIn, thresholdOf } from '../../language/condition.ts';
import { isPersonal, splitPersonal } from '../../language/personal.ts';
import { shapeOf } from '../../language/schema.ts';
import { combinations } from './combinations.ts';
import { samplesOf, textsAtTheirEnds } from './sample.ts';

type Form = Readonly<Record<string, unknown>>;
const most = 48;

/** Each field of a condition on numbers or dates, with a value on either side of each of its thresholds. */
function thresholdsOf(procedure: AnyProcedure): ReadonlyMap<string, readonly unknown[]> {
  const { steps, materials } = procedure;
  const charges = Object.values(steps).flatMap(({ fee }) => fee?.charges ?? []);
  const conditions = [...Object.values(steps), ...Object.values(materials), ...charges].flatMap(({ when }) =>
    fieldsIn(when),
  );
  return new Map(
    [...Map.groupBy(conditions, ({ field }) => field)].map(([field, all]) => [field, all.flatMap(sidesOf)]),
  );
}

function sidesOf(condition: ReturnType<typeof fieldsIn>[number]): readonly unknown[] {
  if ('before' in condition) {
    const day = parseDay(condition.before);
    return [formatDay(day - 1), condition.before];
  }
  if ('values' in condition) return [];
  const { at, isAfter } = thresholdOf(condition);
  return isAfter ? [at, at + 1, at + 0.01] : [at, at - 1, at - 0.01];
}

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
  const thresholds = thresholdsOf(procedure);
  const forms: Form[] = [];
  const seen = new Set<string>();
  const add = (form: Form): void => {
    const parsed = schema.safeParse(form);
    if (!parsed.success) return;
    const kept = splitPersonal(procedure, parsed.data as Form).form;
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
      .map(([name, field]) => {
        const sides = (thresholds.get(name) ?? []).filter(value => z.safeParse(field, value).success);
        return [name, [...new Set([...turns(field, example[name]), ...sides])]] as const;
      })
      .filter(([, values]) => values.length > 1);
    for (const row of combinations(
      switches.map(([, values]) => values),
      most,
    ))
      add(switches.reduce((form, [name], index) => changed(form, name, row[index]), example));
  }
  return forms;
}
