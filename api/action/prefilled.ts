import { encodeGlobalID } from '@pothos/plugin-relay';
import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { command } from '../../domain/case/command.ts';
import type { ActSubject } from '../../domain/case/decide.ts';
import type { Language } from '../../domain/language.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { formSchemaOf } from '../form/form.ts';
import { jsonSchemaOf, type JsonSchema } from '../form/json-schema.ts';
import { enumName } from '../schema/enum-names.ts';
import { noticeIdOf } from '../step/notices.ts';
import { stepName } from '../step/outcome.ts';
import { schemaOfInput } from './input-schema.ts';
import type { OfferedAction } from './objects.ts';

/**
 * What the mutation of an action takes as its input: what is known already stands there as `const`, the answers are
 * those that the step takes now, and a form is the one of the procedure.
 */
export function inputSchemaOf(
  schema: GraphQLSchema,
  action: OfferedAction,
  procedure: AnyProcedure | undefined,
  language: Language,
): JsonSchema {
  const type = schema
    .getMutationType()!
    .getFields()
    [action.mutation]!.args.find(({ name }) => name === 'input')!.type;
  const whole = schemaOfInput(type, language, commandSchemaOf(action.act));
  const places = whole['properties'] as Readonly<Record<string, JsonSchema>>;
  const known = { ...knownOf(action), ...narrowedTo(action, procedure) };
  const properties = Object.fromEntries(
    Object.entries(places).map(([name, place]) => [name, { ...place, ...known[name] }]),
  );
  return { ...whole, properties };
}

const schemas = new Map<string, JsonSchema>();

function commandSchemaOf(act: string): JsonSchema {
  const found = schemas.get(act);
  if (found) return found;
  const shape = command.options.find(option => option.shape.type.value === act)!;
  const made = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  schemas.set(act, made);
  return made;
}

/** What the case says of the input: to be sent as it stands. */
function knownOf({ case: { view }, step, draft, about, act, mutation }: OfferedAction): Record<string, JsonSchema> {
  const named = Object.entries(subjectAsSent(about, mutation));
  return Object.fromEntries(
    [
      ['caseId', encodeGlobalID('Case', view.case)] as const,
      ...named,
      ...(step?.proposal ? [['proposal', step.proposal.seq] as const] : []),
      ...(step && act === 'object' ? [['notice', noticeIdOf(view.case, step.step)] as const] : []),
      ...(step?.objection
        ? [['notice', noticeIdOf(view.case, step.objection.notice)] as const, ['objection', step.step] as const]
        : []),
      ...(draft !== undefined && (act === 'fileChild' || act === 'dropChild') ? [['draft', draft] as const] : []),
    ].map(([name, value]) => [name, { const: value }]),
  );
}

/** `extendLimit` takes its clock as an enumeration. */
const subjectAsSent = (about: ActSubject, mutation: string): ActSubject =>
  mutation === 'extendLimit' && about.clock !== undefined ? { ...about, clock: enumName(about.clock) } : about;

/** What the step, or the procedure, leaves of a place. */
function narrowedTo(
  { step, act, answers }: OfferedAction,
  procedure: AnyProcedure | undefined,
): Record<string, JsonSchema> {
  const definition = step && procedure?.steps[stepName(step.step)];
  const listed = answers.map(enumName);
  return {
    ...(listed.length > 0 && { answer: { enum: listed }, chose: { enum: listed } }),
    ...(act === 'object' && definition?.concerns && { concerns: jsonSchemaOf(definition.concerns) }),
    ...(act === 'supply' && procedure && { form: { properties: { json: jsonSchemaOf(formSchemaOf(procedure)) } } }),
    ...(act === 'continuePermit' && procedure && { form: jsonSchemaOf(formSchemaOf(procedure)) }),
  };
}
