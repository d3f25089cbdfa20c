import { deleteDraft, type Draft, mostDrafts, saveDraft } from '../../db/drafts/drafts.ts';
import { isParty } from '../../db/parties/parties.ts';
import { keyOf } from '../../commands/submit.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { fieldsOf } from '../../domain/case/form.ts';
import { digestOf } from '../../domain/log/chain.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { refusalOf } from '../../domain/refusal.ts';
import type { Json } from '../../domain/values.ts';
import { checkCommandId } from '../act/act.ts';
import { fillFiles } from '../act/files.ts';
import { type GivenPaper, papersFrom } from '../act/papers.ts';
import type { Accepted } from '../case/objects.ts';
import { InvalidInput, NotFound, NotPermitted, RefusedByCase, Unauthenticated } from '../error/errors.ts';
import { namedApplicant } from '../procedure/applicant-of.ts';
import { findProcedure } from '../procedure/start-mutations.ts';
import { start } from '../procedure/start.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import { party } from '../schema/who.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { childFiled, dropChild, fileChild, isFiling } from './child.ts';
import { draftOfTheirs } from './theirs.ts';

interface SaveInput {
  readonly commandId: string;
  readonly draft?: string | null | undefined;
  readonly procedure: string;
  readonly version?: number | null | undefined;
  readonly onBehalfOf?: string | null | undefined;
  readonly form?: unknown;
  readonly papers?: readonly GivenPaper[] | null | undefined;
  readonly modes?: readonly string[] | null | undefined;
}

/** Characters of a form at most: forms that are filed are shorter. */
const longestForm = 100_000;

/** `saveDraft`, `submitDraft`, `deleteDraft`: what the applicant does before they file. */
export function addDraftMutations({ builder, enums, shared, procedures, result }: Kit): void {
  const draftResult = builder.errorUnion('DraftResult', {
    description: 'The draft as it is kept, or was before it was erased; or why not.',
    types: ['Draft', Unauthenticated, NotPermitted, NotFound, RefusedByCase, InvalidInput],
    resolveType: () => 'Draft',
  });
  const saved = builder.inputType('SaveDraftInput', {
    fields: t => ({
      commandId: t.id({ required: true, description: 'Yours, made anew for each draft: the same again is the same.' }),
      draft: t.id({ description: 'The draft to change; without it a new one.' }),
      procedure: t.id({ required: true, description: 'Its name, such as restaurant-opening.' }),
      version: t.int({ description: 'Without it the version in force.' }),
      onBehalfOf: t.id({ description: 'The party for whom an agent, or who represents it, files (申请人).' }),
      form: t.field({
        type: 'JSON',
        required: true,
        description:
          'What is filled in so far, of what `Procedure.formSchema` describes. It is checked when it is filed.',
      }),
      papers: t.field({ type: [shared.paper], description: 'Papers that are there (申请材料).' }),
      modes: t.field({ type: [enums.mode], description: 'Modes that the applicant chose (办理方式).' }),
    }),
  });
  const named = (name: string) =>
    builder.inputType(name, {
      fields: t => ({
        commandId: t.id({ required: true, description: 'Yours, made anew for each act.' }),
        draft: t.id({ required: true }),
      }),
    });
  builder.mutationFields(t => ({
    saveDraft: t.field({
      type: draftResult,
      description: '保存草稿: keeps what is filled in so far, for 90 days.',
      args: { input: t.arg({ type: saved, required: true }) },
      resolve: (_root, { input }, context) =>
        save(context, findProcedure(procedures, input.procedure, input.version ?? undefined), input),
    }),
    deleteDraft: t.field({
      type: draftResult,
      description:
        '删除草稿: erases it, with all that is in it. The draft of a child is withdrawn by it for the case that opened it.',
      args: { input: t.arg({ type: named('DeleteDraftInput'), required: true }) },
      resolve: async (_root, { input }, context) => {
        checkCommandId(input.commandId);
        const draft = await requireDraft(context, input.draft);
        if (draft.parent !== null) await dropChild(context, input.commandId, draft);
        else await deleteDraft(context.db, draft.id);
        return draft;
      },
    }),
    submitDraft: t.field({
      type: result,
      description: '提交草稿: files the application as it is kept; the draft is erased once it is received.',
      args: { input: t.arg({ type: named('SubmitDraftInput'), required: true }) },
      resolve: (_root, { input }, context) => submitDraft(context, input.commandId, input.draft),
    }),
  }));
}

async function requireDraft(context: Context, id: string): Promise<Draft> {
  const draft = await draftOfTheirs(context, id);
  if (!draft) throw new NotFound('draft');
  return draft;
}

async function save(context: Context, named: AnyProcedure, input: SaveInput): Promise<Draft> {
  const viewer = requireViewer(context);
  checkCommandId(input.commandId);
  const before = input.draft == null ? undefined : await requireDraft(context, input.draft);
  // A draft stays one of the version of which it was begun.
  const ofBefore = before && context.procedures.get(before.procedure);
  const procedure = ofBefore?.name === named.name ? ofBefore : named;
  if (!before && !party.includes(viewer.role)) throw new NotPermitted(refusalOf('request.forThemselves', {}));
  const applicant = before?.applicant ?? (await namedApplicant(context, viewer, input.onBehalfOf ?? undefined));
  if (!(await isParty(context.db, applicant))) throw new RefusedByCase(refusalOf('applicant.unknown', {}));
  const kept = await saveDraft(
    context.db,
    {
      id: before?.id ?? `d-${digestOf(keyOf(viewer, input.commandId)).slice(0, 24)}`,
      applicant,
      procedure: procedure.id,
      form: formOf(procedure, input.form),
      papers: (await fillFiles(context, viewer, { type: 'receive', papers: papersFrom(input.papers) })).papers,
      modes: input.modes ?? [],
    },
    viewer.person,
  );
  if (!kept) throw new RefusedByCase(refusalOf('draft.notSaved', { most: mostDrafts }));
  return kept;
}

/** Whatever is filled in of the form, and nothing beside it: what nobody asks is not kept. */
function formOf(procedure: AnyProcedure, given: unknown): Json {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new InvalidInput([{ path: ['form'], code: 'wrongType', params: { expected: 'object' } }]);
  const known = fieldsOf(procedure);
  const other = Object.keys(given).filter(field => !known.includes(field));
  if (other.length > 0)
    throw new InvalidInput(other.map(field => ({ path: ['form', field], code: 'unknownField', params: {} })));
  const size = JSON.stringify(given).length;
  if (size > longestForm)
    throw new InvalidInput([
      { path: ['form'], code: 'tooBig', params: { maximum: longestForm, of: 'characters', size } },
    ]);
  return given as Json;
}

/** A repeat after the draft was filed, and erased, is told of the case that it became. */
async function submitDraft(context: Context, commandId: string, id: string): Promise<Accepted> {
  const viewer = requireViewer(context);
  checkCommandId(commandId);
  const draft = await draftOfTheirs(context, id);
  if (!draft) return await filedBefore(context, viewer, commandId, id);
  const procedure = context.procedures.get(draft.procedure);
  if (!procedure) throw new NotFound('draft');
  if (draft.parent !== null) return await fileChild(context, commandId, draft, procedure);
  const { applicant, form, papers, modes } = draft;
  const onBehalfOf = applicant === viewer.person ? undefined : applicant;
  const accepted = await start(context, procedure, { commandId, channel: 'online', form, papers, modes, onBehalfOf });
  await deleteDraft(context.db, draft.id);
  return accepted;
}

async function filedBefore(context: Context, viewer: Viewer, commandId: string, draft: string): Promise<Accepted> {
  const earlier = (await readCommand(context.db, keyOf(viewer, commandId)))?.command;
  if (earlier?.begins) return { commandId, case: (await context.loaders.case.load(earlier.caseId)) ?? null };
  if (earlier?.answer?.accepted === false) throw new RefusedByCase(earlier.answer.refused);
  if (earlier && isFiling(earlier.payload)) return { commandId, case: await childFiled(context, commandId, draft) };
  throw new NotFound('draft');
}

function requireViewer({ viewer }: Context): Viewer {
  if (!viewer) throw new Unauthenticated('application');
  return viewer;
}
