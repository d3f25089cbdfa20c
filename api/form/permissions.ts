import type { Role } from '../../domain/values.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import type { Rule } from '../schema/rule.ts';
import { fieldsOfForm } from './form.ts';
import { pascal } from './input.ts';
import { current, prefixOf } from './names.ts';
import { byPeople } from '../step/kinds.ts';
import { fieldOf, type Field } from './shape.ts';

const party: readonly Role[] = ['applicant', 'agent'];
const deciders: readonly Role[] = ['officer', 'unit-head'];
type Rows = Record<string, Record<string, Rule>>;

/**
 * The rows of what a procedure brings itself: its mutations by whose act they are, its types for whoever sees the case.
 */
export function generatedPermissions(procedures: ReadonlyMap<string, AnyProcedure>): Rows {
  const rows: Rows = {};
  const mutations: Record<string, Rule> = {};
  const offered = current(procedures);
  for (const procedure of procedures.values()) {
    const prefix = prefixOf(procedure, procedures);
    if (offered.includes(procedure)) mutations[`start${prefix}`] = { who: [...party, 'window-clerk'] };
    mutations[`supply${prefix}`] = { who: party };
    if (procedure.modes.tolerant !== undefined && Object.keys(procedure.materials).length > 0)
      mutations[`cure${prefix}`] = { who: party };
    addObject(rows, fieldsOfForm(procedure), `${prefix}Answers`);
    for (const [name, step] of Object.entries(procedure.steps)) {
      const own = `${prefix}${pascal(name)}`;
      if (byPeople.has(step.kind)) mutations[`answer${own}`] = { who: step.kind === 'applicant' ? party : deciders };
      const shape = step.result && fieldOf(step.result, own).shape;
      if (shape?.is === 'object') addObject(rows, shape.fields, `${own}Recorded`);
    }
  }
  return { ...rows, Mutation: mutations };
}

function addObject(rows: Rows, fields: Readonly<Record<string, Field>>, name: string): void {
  rows[name] = Object.fromEntries(Object.keys(fields).map(field => [field, { who: 'signedIn' }]));
  for (const [field, { shape }] of Object.entries(fields)) {
    const inner = shape.is === 'list' ? shape.of.shape : shape;
    if (inner.is === 'object') addObject(rows, inner.fields, `${name}${pascal(field)}`);
  }
}
