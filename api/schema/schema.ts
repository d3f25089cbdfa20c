import { validateSchema, type GraphQLSchema } from 'graphql';
import { refuseIssues } from '../../domain/procedure/check/issue.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { issuesForApi } from '../form/check.ts';
import { addDeadLetters } from '../administration/dead-letters.ts';
import { addIncidents } from '../administration/incidents.ts';
import { createBuilder } from './builder.ts';
import { addPublication } from '../calendar/publication.ts';
import { addCalendarQueries } from '../calendar/queries.ts';
import { addCalendar } from '../calendar/type.ts';
import { addAttribution } from '../case/attribution.ts';
import { addCaseForm } from '../case/form.ts';
import { addMessages } from '../case/messages.ts';
import { addCaseParts } from '../case/parts.ts';
import { addCaseQueries } from '../case/queries.ts';
import { addCase } from '../case/type.ts';
import { addClock } from '../clock/type.ts';
import { addConnections } from './connections.ts';
import { addExplain } from '../deadline/explain.ts';
import { addPreview } from '../deadline/preview.ts';
import { addExplanation } from '../deadline/type.ts';
import { addEnums } from './enums.ts';
import { addErrors } from '../error/types.ts';
import { addEvent } from '../event/type.ts';
import { createOutputs } from '../form/answers.ts';
import { addForms } from '../form/form.ts';
import { createInputs } from '../form/input.ts';
import { addInputs } from './inputs.ts';
import { addInstrument } from '../instrument/type.ts';
import type { Kit } from './kit.ts';
import { addCaseLists } from '../list/cases.ts';
import { addClockLists } from '../list/clocks.ts';
import { addStepLists } from '../list/steps.ts';
import { addSupervision } from '../list/supervision.ts';
import { addMutations } from './mutations.ts';
import { permissionsFor, type PermissionTable } from './permissions.ts';
import { addProcedureQueries } from '../procedure/queries.ts';
import { addProcedure } from '../procedure/type.ts';
import { addScalars } from './scalars.ts';
import { addOutcomes } from '../step/outcome.ts';
import { addStep } from '../step/type.ts';
import { addViewer } from '../viewer/type.ts';

/**
 * The schema for these procedures: each brings its start mutation, its form and its steps. Pure of connections; what
 * resolvers need comes with the context.
 * @param permissions the table of who may read what; only a test gives another
 * @throws Refused (`procedure.faults`) for a procedure whose form or names GraphQL cannot say
 * @throws Error when a field has no permission, or the schema is not valid
 */
export function buildSchema(
  procedures: ReadonlyMap<string, AnyProcedure>,
  permissions?: PermissionTable,
): GraphQLSchema {
  for (const [id, issues] of issuesForApi(procedures)) refuseIssues(id, issues);
  const builder = createBuilder(permissions ?? permissionsFor(procedures));
  builder.queryType({});
  builder.mutationType({});
  addScalars(builder);
  const kit: Kit = { builder, enums: addEnums(builder), procedures };
  const inputs = createInputs(builder);
  const outputs = createOutputs(builder, inputs);
  const connections = addConnections(builder);
  const outcomes = addOutcomes(kit, outputs);
  for (const add of [
    addViewer,
    addProcedure,
    addCaseParts,
    addClock,
    addInstrument,
    addCase,
    addAttribution,
    addMessages,
    addProcedureQueries,
    addCaseQueries,
    addDeadLetters,
    addIncidents,
    addCalendar,
    addPublication,
    addCalendarQueries,
  ])
    add(kit);
  for (const add of [addEvent, addStepLists, addClockLists, addCaseLists, addSupervision]) add(kit, connections);
  addStep(kit, outcomes);
  addCaseForm(kit, outputs);
  const shared = addInputs(builder, kit.enums);
  const forms = addForms({ ...kit, inputs });
  const explained = addExplanation(kit);
  addExplain(kit, explained);
  addPreview(kit, shared, explained);
  addMutations({ ...kit, inputs, forms, outcomes, shared, result: addErrors(kit) });
  const schema = builder.toSchema();
  const faults = validateSchema(schema);
  if (faults.length > 0)
    throw new Error(`The schema is not valid:\n${faults.map(({ message }) => `- ${message}`).join('\n')}`);
  return schema;
}
