import type { AnyProcedure, StepDefinition } from '../../domain/procedure/procedure.ts';
import { byPeople } from '../step/kinds.ts';
import { currentStartOf, formFieldOf, pascal, prefixOf, startOf } from './names.ts';
import { fieldOf, type Field } from './shape.ts';

/** A name that a procedure adds to the schema: of a type, or of a field of `Mutation` or `FormInput`. */
export interface GeneratedName {
  /** Types and fields of different types do not meet. */
  readonly of: 'type' | 'mutation' | 'form';
  readonly name: string;
  /** The place in the definition by which it is there. */
  readonly at: string;
}

const type = (name: string, at: string): GeneratedName => ({ of: 'type', name, at });
const fieldsOf = ({ shape }: Field): Readonly<Record<string, Field>> => (shape.is === 'object' ? shape.fields : {});

/** The input type of an object, its enumerations, and the objects in it. */
function namesOfInput(name: string, field: Field, at: string): readonly GeneratedName[] {
  const fields = Object.entries(fieldsOf(field));
  if (fields.length === 0) return [];
  return [
    type(name, at),
    ...fields.flatMap(([each, { shape }]) => {
      const inner = shape.is === 'list' ? shape.of : { shape };
      const own = `${name}${pascal(each)}`;
      if (inner.shape.is === 'enum') return [type(own, `${at}.${each}`)];
      return namesOfInput(own, { ...(inner as Field) }, `${at}.${each}`);
    }),
  ];
}

/** The output type of an object and of the objects in it: enumerations are those of the input. */
function namesOfOutput(name: string, field: Field, at: string): readonly GeneratedName[] {
  const fields = Object.entries(fieldsOf(field));
  if (fields.length === 0) return [];
  return [
    type(name, at),
    ...fields.flatMap(([each, { shape }]) =>
      namesOfOutput(`${name}${pascal(each)}`, (shape.is === 'list' ? shape.of : { shape }) as Field, `${at}.${each}`),
    ),
  ];
}

/** The enumerations of an object and of the objects in it, which have a type each, also where nobody gives it in. */
const enumsOfInput = (name: string, field: Field, at: string): readonly GeneratedName[] =>
  Object.entries(fieldsOf(field)).flatMap(([each, { shape }]) => {
    const inner = shape.is === 'list' ? shape.of : { shape };
    const own = `${name}${pascal(each)}`;
    if (inner.shape.is === 'enum') return [type(own, `${at}.${each}`)];
    return enumsOfInput(own, { ...(inner as Field) }, `${at}.${each}`);
  });

function namesOfStep(prefix: string, name: string, step: StepDefinition): readonly GeneratedName[] {
  const own = `${prefix}${pascal(name)}`;
  const at = `steps.${name}`;
  const names: GeneratedName[] = [];
  const result = step.result && fieldOf(step.result, `${at}.result`);
  if (result && !step.fee) names.push(...namesOfOutput(`${own}Recorded`, result, `${at}.result`));
  if (!byPeople.has(step.kind))
    return result ? [...names, ...enumsOfInput(`${own}Result`, result, `${at}.result`)] : names;
  names.push({ of: 'mutation', name: `answer${own}`, at }, type(`Answer${own}Input`, at));
  if (step.kind === 'decision') names.push(type(`${own}Choice`, at));
  else if (result) names.push(...namesOfInput(`${own}Result`, result, `${at}.result`));
  return names;
}

/** What a schedule begins is started by nobody. */
const namesOfStart = (procedure: AnyProcedure): readonly GeneratedName[] =>
  procedure.intake.by === 'schedule'
    ? []
    : [
        { of: 'mutation', name: currentStartOf(procedure), at: 'name' },
        { of: 'mutation', name: startOf(procedure), at: 'name' },
        type(`Start${prefixOf(procedure)}Input`, 'name'),
      ];

/**
 * Every name that a procedure adds to the schema, in the order of its definition.
 * @throws UnfitForGraphql for a form or result that GraphQL cannot say
 */
export function generatedNames(procedure: AnyProcedure): readonly GeneratedName[] {
  const prefix = prefixOf(procedure);
  const form = fieldOf(procedure.form, 'form');
  return [
    ...namesOfStart(procedure),
    { of: 'form', name: formFieldOf(procedure), at: 'name' },
    ...namesOfInput(`${prefix}Form`, form, 'form'),
    ...namesOfOutput(`${prefix}Answers`, form, 'form'),
    ...Object.entries(procedure.steps).flatMap(([name, step]) => namesOfStep(prefix, name, step)),
  ];
}
