import { encodeGlobalID } from '@pothos/plugin-relay';
import { beginningOf } from '../../db/commands/commands.ts';
import { readPersonal } from '../../db/commands/personal.ts';
import type { CaseRecord } from '../../db/cases/cases.ts';
import type { Draft } from '../../db/drafts/drafts.ts';
import { bringBeginning } from '../../commands/receive-application.ts';
import { defined } from '../../domain/defined.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import type { Json } from '../../domain/values.ts';
import { act } from '../act/act.ts';
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
  const [kept] = handedOn ? await readPersonal(context.db, [handedOn.reference]) : [];
  const handed = Object.entries(handedOn?.fields ?? {}).map(([field, from]) => [field, kept?.fields[from]]);
  const { form, personal } = splitForm(procedure, { ...Object.fromEntries(handed), ...given });
  const isOwn = procedure.personal.some(field => given[field] !== undefined && given[field] !== null);
  return { form, ...defined({ personal: isOwn ? personal : undefined }) };
}
