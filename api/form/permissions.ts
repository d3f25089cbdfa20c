import { byApplicant } from '../../domain/procedure/language/policy.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import type { Role } from '../../domain/values.ts';
import type { PermissionTable, Rule } from '../schema/rule.ts';
import { deciders, filers, ofOneUnit, party, partyOrFiler } from '../schema/who.ts';
import { byPeople } from '../step/kinds.ts';
import { fieldsOfForm } from './form.ts';
import { currentStartOf, pascal, prefixOf, startOf } from './names.ts';
import { fieldOf, type Field } from './shape.ts';

type Rows = Record<string, Record<string, Rule>>;

/**
 * The rows of what a procedure brings itself: its mutations by whose act they are, its types for whoever sees the case.
 */
export function generatedPermissions(procedures: ReadonlyMap<string, AnyProcedure>): PermissionTable {
  const rows: Rows = {};
  const mutations: Record<string, Rule> = {};
  for (const procedure of procedures.values()) {
    const prefix = prefixOf(procedure);
    const who = startersOf(procedure);
    if (who.length > 0) for (const start of [startOf(procedure), currentStartOf(procedure)]) mutations[start] = { who };
    addObject(rows, fieldsOfForm(procedure), `${prefix}Answers`);
    for (const [name, step] of Object.entries(procedure.steps)) {
      const own = `${prefix}${pascal(name)}`;
      if (byPeople.has(step.kind))
        mutations[`answer${own}`] = { who: step.kind === 'applicant' ? partyOrFiler : deciders };
      // What was paid is of one type for every fee.
      const shape = step.result && !step.fee ? fieldOf(step.result, own).shape : undefined;
      if (shape?.is === 'object') addObject(rows, shape.fields, `${own}Recorded`);
    }
  }
  return { ...rows, Mutation: mutations };
}

/** Who begins cases of a procedure over the API: nobody where a schedule does. */
export function startersOf({ intake }: AnyProcedure): readonly Role[] {
  if (intake.by === 'schedule') return [];
  if (intake.by === 'application') return filers;
  return intake.from.includes(byApplicant) ? [...party, ...ofOneUnit] : ofOneUnit;
}

function addObject(rows: Rows, fields: Readonly<Record<string, Field>>, name: string): void {
  if (Object.keys(fields).length === 0) return;
  rows[name] = Object.fromEntries(Object.keys(fields).map(field => [field, { who: 'signedIn' }]));
  for (const [field, { shape }] of Object.entries(fields)) {
    const inner = shape.is === 'list' ? shape.of.shape : shape;
    if (inner.is === 'object') addObject(rows, inner.fields, `${name}${pascal(field)}`);
  }
}
