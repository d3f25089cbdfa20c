import { encodeGlobalID } from '@pothos/plugin-relay';
import { beginningOf } from '../../db/commands/commands.ts';
import { readPersonal } from '../../db/commands/personal.ts';
import type { CaseRecord } from '../../db/cases/cases.ts';
import type { Draft } from '../../db/drafts/drafts.ts';
import { bringBeginning } from '../../commands/receive-application.ts';
import { keyOf } from '../../commands/submit.ts';
import { defined } from '../../domain/defined.ts';
import { placesOf } from '../../domain/case/kept-personal.ts';
import { isPersonalName, namesInPlace } from '../../domain/procedure/language/personal.ts';
import { type AnyProcedure, fillIn } from '../../domain/procedure/procedure.ts';
import type { Json } from '../../domain/values.ts';
import { act } from '../act/act.ts';
import { requireKnownNames } from '../act/known-names.ts';
import type { Accepted } from '../case/objects.ts';
import { visibleCase } from '../case/load-visible-case.ts';
import { AskAgain } from '../error/errors.ts';
import { splitForm } from '../form/form.ts';
import type { Context } from '../schema/context.ts';

/** Whether a command was the filing of a child. */
export const isFiling = (payload: string): boolean => (JSON.parse(payload) as { type?: string }).type === 'fileChild';

/** Files the draft of a child: its parent says whether it is in time, and the child begins by it. */
export async function fileChild(
  context: Context,
  commandId: string,
  draft: Draft,
  procedure: AnyProcedure,
): Promise<Accepted> {
  const { form, personal } = await formOf(context, draft, procedure);
  const { papers, modes } = draft;
  const step = draft.step!;
  if (context.viewer)
    await requireKnownNames(context, keyOf(context.viewer, commandId), procedure.form, form, ['form']);
  const command = { type: 'fileChild' as const, step, form, papers: [...papers], modes: [...modes] };
  await act(context, { commandId, caseId: parentOf(draft) }, command, { personal });
  return { commandId, case: await childFiled(context, commandId, draft.id) };
}

/** The applicant does without it. */
export const dropChild = (context: Context, commandId: string, draft: Draft): Promise<Accepted> =>
  act(context, { commandId, caseId: parentOf(draft) }, { type: 'dropChild', step: draft.step! });

const parentOf = ({ parent }: Draft): string => encodeGlobalID('Case', parent!);

/** The case that a draft became: begun here, where nobody did so yet. */
export async function childFiled(context: Context, commandId: string, id: string): Promise<CaseRecord> {
  const beginning = await beginningOf(context.db, id);
  if (beginning) await bringBeginning(context.commands, beginning);
  context.loaders.case.clear(id);
  const record = await visibleCase(context, id);
  if (!record) throw new AskAgain(commandId);
  return record;
}

/**
 * What is filled in. Personal fields that the parent hands on are read by the child where the applicant gave none; else
 * all of them are kept anew, with those that were handed on and not filled in.
 */
async function formOf(
  context: Context,
  { form: filled, handedOn }: Draft,
  procedure: AnyProcedure,
): Promise<{ readonly form: Json; readonly personal?: Readonly<Record<string, unknown>> }> {
  const given = filled as Readonly<Record<string, unknown>>;
  const handed = await valuesHandedOn(context, handedOn);
  const top = [...handed].filter(([field]) => procedure.personal.includes(field));
  const whole = fillIn({ ...Object.fromEntries(top), ...given }, ({ personal: path }) => handed.get(path));
  const { form, personal } = splitForm(procedure, whole);
  return { form, ...defined({ personal: isOwn(procedure, given) ? personal : undefined }) };
}

/** The parent's values, by their paths in the form of the child. */
async function valuesHandedOn({ db }: Context, handedOn: Draft['handedOn']): Promise<ReadonlyMap<string, unknown>> {
  const places = handedOn ? [handedOn, ...(handedOn.others ?? [])] : [];
  const kept = new Map((await readPersonal(db, placesOf(handedOn ?? undefined))).map(each => [each.reference, each]));
  return new Map(
    places.flatMap(({ reference, fields = {} }) =>
      Object.entries(fields).map(([path, name]) => [path, kept.get(reference)?.fields[name]] as const),
    ),
  );
}

/** Whether the applicant filled in something personal, or moved what was handed on to another place. */
function isOwn(procedure: AnyProcedure, given: Readonly<Record<string, unknown>>): boolean {
  if (procedure.personal.some(field => given[field] !== undefined && given[field] !== null)) return true;
  const places: (readonly [path: string, value: unknown])[] = [];
  namesInPlace(procedure.form, given, (path, value) => {
    places.push([path, value]);
    return value;
  });
  return places.some(([path, value]) => !isPersonalName(value) || value.personal !== path);
}
