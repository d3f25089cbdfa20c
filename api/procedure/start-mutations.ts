import type { Issue } from '../../domain/issue.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import type { DeclaredFields, InputBuilder } from '../act/inputs.ts';
import { InvalidInput } from '../error/errors.ts';
import { startersOf } from '../form/permissions.ts';
import { current, currentStartOf, prefixOf, startOf } from '../form/names.ts';
import type { Enums } from '../schema/enums.ts';
import type { Kit } from '../schema/kit.ts';
import { start } from './start.ts';

/**
 * `start…V1`: one mutation for each procedure and version, typed from its form, and one without a version, which means
 * the version in force. A new procedure brings its own: nothing is edited here.
 */
export function addStarts(kit: Kit): void {
  const offered = current(kit.procedures);
  for (const procedure of kit.procedures.values()) {
    if (startersOf(procedure).length === 0) continue;
    const input = addStartInput(kit, procedure);
    const add = (name: string, description: string): void =>
      kit.builder.mutationField(name, t =>
        t.field({
          type: kit.result,
          description,
          args: { input: t.arg({ type: input, required: true }) },
          resolve: (_root, args, context) => start(context, procedure, args.input),
        }),
      );
    const what = begins[procedure.intake.by];
    add(startOf(procedure), `${what} ${procedure.title}, version ${procedure.version}.`);
    if (offered.includes(procedure))
      add(currentStartOf(procedure), `${what} ${procedure.title}, by the version in force.`);
  }
}

/** What a start mutation does. */
const begins = {
  application: '收件: files an application for',
  issue: '登记: records an issue under',
  order: '登记: records an order under',
  schedule: '发起: begins by itself',
} as const;

function addStartInput(kit: Kit, procedure: AnyProcedure) {
  return kit.builder.inputType(`Start${prefixOf(procedure)}Input`, {
    fields: t => ({ ...commonFields(t, kit.enums), ...declaredFields(t, kit, procedure) }),
  });
}

function declaredFields(t: InputBuilder, { enums, shared, forms }: Kit, procedure: AnyProcedure): DeclaredFields {
  const form = forms.byProcedure.get(procedure.id);
  return {
    ...('from' in procedure.intake && {
      from: t.string({ required: true, description: sourceOf(procedure.intake.from) }),
    }),
    ...(form && { form: t.field({ type: form, required: true }) }),
    ...(Object.keys(procedure.materials).length > 0 && {
      papers: t.field({ type: [shared.paper], required: true, description: papersHandedIn }),
    }),
    ...(Object.keys(procedure.modes).length > 0 && {
      modes: t.field({ type: [enums.mode], description: modesChosen }),
    }),
    ...(procedure.modes.commitment && {
      commitmentLetter: t.field({ type: shared.document, description: commitmentSigned }),
    }),
  };
}

const sourceOf = (from: readonly string[]): string => `Where it comes from (来源): ${from.join(', ')}.`;
const papersHandedIn = 'Papers handed in (申请材料).';
const modesChosen = 'Modes that the applicant chose (办理方式).';
const commitmentSigned = '告知承诺书, signed by the applicant: with the mode COMMITMENT.';
const commonFields = (t: InputBuilder, enums: Enums) => ({
  commandId: t.id({
    required: true,
    description: 'Yours, made anew for each application: the same again is the same application.',
  }),
  channel: t.field({ type: enums.channel, required: true }),
  onBehalfOf: t.id({ description: 'The party for whom an agent, the window, or who represents it files (申请人).' }),
  place: t.string({
    description:
      'The region of the directory in which the case is (办理区域), where the procedure is offered in several: ' +
      '`Procedure.places`. Without it that of the window that files it.',
  }),
  receivedOn: t.field({
    type: 'Date',
    description:
      'The day on which papers came by post or at the counter (收件日期), where the window types them in later.',
  }),
  developmentTime: t.field({
    type: 'DateTime',
    description: "Development only: the case's time begins at this instant.",
  }),
});

/** `startCase`: for a front end that renders any procedure from its schema; the typed mutations say the same. */
export function addStartCase({ builder, enums, shared, result, procedures }: Kit): void {
  const input = builder.inputType('StartCaseInput', {
    fields: t => ({
      ...commonFields(t, enums),
      procedure: t.id({ required: true, description: 'Its name, such as restaurant-opening.' }),
      from: t.string({
        description: 'Of an issue or an order where it comes from (来源), as `Procedure.intake` names it.',
      }),
      version: t.int({ description: 'Without it the version in force.' }),
      form: t.field({ type: 'JSON', required: true, description: 'As `Procedure.formSchema` describes it.' }),
      papers: t.field({ type: [shared.paper], description: papersHandedIn }),
      modes: t.field({ type: [enums.mode], description: modesChosen }),
      commitmentLetter: t.field({ type: shared.document, description: commitmentSigned }),
    }),
  });
  builder.mutationField('startCase', t =>
    t.field({
      type: result,
      description: '收件: files an application for any procedure, or records an issue or an order.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) => {
        const procedure = findProcedure(procedures, given.procedure, given.version ?? undefined);
        return start(context, procedure, given);
      },
    }),
  );
}

/** @throws InvalidInput naming what there is */
export function findProcedure(
  procedures: ReadonlyMap<string, AnyProcedure>,
  name: string,
  version: number | undefined,
): AnyProcedure {
  const versions = [...procedures.values()].filter(each => each.name === name);
  const offered = current(procedures);
  const found =
    version === undefined ? offered.find(each => each.name === name) : versions.find(each => each.version === version);
  if (found) return found;
  const issue: Issue =
    versions.length === 0
      ? { path: ['procedure'], code: 'notOneOf', params: { expected: offered.map(each => each.name) } }
      : { path: ['version'], code: 'notOneOf', params: { expected: versions.map(each => String(each.version)) } };
  throw new InvalidInput([issue]);
}
