import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import type { DefinitionIssue } from '../../domain/procedure/check/issue.ts';
import { nameEnumValues } from '../schema/enum-names.ts';
import { generatedNames, type GeneratedName } from './generated-names.ts';
import { currentStartOf } from './names.ts';
import { fieldOf, UnfitForGraphql, type Field } from './shape.ts';

/** Mutations of every schema that begin like the start of a procedure; a test holds them against the schema. */
export const ownStarts: ReadonlySet<string> = new Set([
  'startCase',
  'startFromLog',
  'startInstrument',
  'startLostRun',
  'startSpecialProcedure',
]);
const graphqlName = /^(?!__)[_A-Za-z][_0-9A-Za-z]*$/;

/**
 * What keeps procedures from having an API, by procedure: a form or result that GraphQL cannot say, and names that
 * collide, of two procedures, in one, or with the schema's own. Two versions of a procedure share the unversioned
 * start: that is no collision.
 */
export function issuesForApi(
  procedures: ReadonlyMap<string, AnyProcedure>,
): ReadonlyMap<string, readonly DefinitionIssue[]> {
  const issues = new Map<string, DefinitionIssue[]>();
  const taken = new Map<string, { readonly procedure: AnyProcedure; readonly at: string }>();
  for (const procedure of procedures.values()) {
    const own = [...issuesOfShapes(procedure)];
    if (own.length === 0) own.push(...collisionsOf(procedure, taken));
    if (own.length > 0) issues.set(procedure.id, own);
  }
  return issues;
}

function collisionsOf(
  procedure: AnyProcedure,
  taken: Map<string, { readonly procedure: AnyProcedure; readonly at: string }>,
): readonly DefinitionIssue[] {
  const issues: DefinitionIssue[] = [];
  const told = new Set<string>();
  const start = currentStartOf(procedure);
  if (ownStarts.has(start))
    issues.push({
      rule: 'graphqlName',
      at: 'name',
      message:
        `its start would be called ${start}, which is a mutation of every procedure; name the procedure ` + 'otherwise',
    });
  for (const { of, name, at } of generatedNames(procedure)) {
    const key = `${of} ${name}`;
    const other = taken.get(key);
    if (!other) taken.set(key, { procedure, at });
    else if (name !== start || other.procedure.name !== procedure.name) {
      const rival = other.procedure === procedure ? other.at : other.procedure.id;
      if (told.has(rival)) continue;
      told.add(rival);
      issues.push({ rule: 'graphqlName', at, message: collision({ of, name, at }, procedure, other) });
    }
  }
  return issues;
}

const collision = (
  { name, at }: GeneratedName,
  procedure: AnyProcedure,
  other: { readonly procedure: AnyProcedure; readonly at: string },
): string =>
  other.procedure === procedure
    ? `would be called ${name} in GraphQL, and so would ${other.at}; name one of them otherwise`
    : `${procedure.id} (${at}) and ${other.procedure.id} (${other.at}) would both be called ${name} in GraphQL; ` +
      'name one of them otherwise';

function issuesOfShapes(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const issues: DefinitionIssue[] = [];
  const look = (read: () => void): void => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof UnfitForGraphql)) throw error;
      issues.push({ rule: 'graphqlShape', at: error.at, message: error.message });
    }
  };
  look(() => requireNames(fieldOf(procedure.form, 'form'), 'form'));
  for (const [name, { result, of }] of Object.entries(procedure.steps)) {
    const at = `steps.${name}`;
    if (result) look(() => requireNames(fieldOf(result, `${at}.result`), `${at}.result`));
    if (of) look(() => nameEnumValues(`${at}.of`, of));
  }
  return issues;
}

/** Fields and enumerations have names in GraphQL, and an object inside has fields. */
function requireNames({ shape }: Field, at: string, inside = false): void {
  switch (shape.is) {
    case 'enum':
      nameEnumValues(at, shape.values);
      return;
    case 'list':
      requireNames(shape.of, `${at}[]`, true);
      return;
    case 'object':
      if (inside && Object.keys(shape.fields).length === 0)
        throw new UnfitForGraphql(at, 'found an object without fields; leave it out, or give it one');
      for (const [field, each] of Object.entries(shape.fields)) {
        if (!graphqlName.test(field))
          throw new UnfitForGraphql(
            `${at}.${field}`,
            'found a field whose name GraphQL cannot say, expected letters, digits and _ of ASCII; ' +
              "write seats: z.int().describe('座位数')",
          );
        requireNames(each, `${at}.${field}`, true);
      }
      return;
    default:
  }
}
