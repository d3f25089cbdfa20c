import { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay';
import type { CaseRecord } from '../../db/cases/cases.ts';
import { publicNotices } from '../../db/cases/list-notices.ts';
import { partyOf } from '../../domain/case/refusals.ts';
import type { StepView } from '../../domain/case/view.ts';
import { isId } from '../../domain/values.ts';
import { actorOf } from '../act/act.ts';
import { withCases } from '../case/pages.ts';
import type { Of } from '../case/objects.ts';
import { jsonSchemaOf } from '../form/json-schema.ts';
import { dueDayOf } from '../schema/due-day.ts';
import { connectionOf } from '../schema/connections.ts';
import type { Context } from '../schema/context.ts';
import { pageCost } from '../schema/cost.ts';
import type { Kit } from '../schema/kit.ts';
import { nodeIdOf, partId } from '../schema/node-ids.ts';
import { stepName } from './outcome.ts';

/** The opaque id of a public notice. */
export const noticeIdOf = (caseId: string, step: string): string => encodeGlobalID('PublicNotice', `${caseId} ${step}`);

type Notice = { readonly case: CaseRecord; readonly it: StepView };

/** The notice behind an opaque id: that it runs or ran is public. */
export async function noticeOf({ loaders }: Context, globalId: string): Promise<Notice | undefined> {
  const [id, step] = partsOf(globalId);
  const record = isId(id) ? await loaders.case.load(id) : undefined;
  const it = record?.view.steps.find(each => each.step === step && each.kind === 'publicNotice' && !each.objection);
  return record && it && { case: record, it };
}

function partsOf(globalId: string): readonly string[] {
  try {
    const { typename, id } = decodeGlobalID(globalId);
    return typename === 'PublicNotice' ? id.split(' ') : [];
  } catch {
    return [];
  }
}

const dueOfNotice = ({ case: { view }, it }: Of<StepView>): number | undefined =>
  view.clocks.find(({ clock }) => clock === `step:${it.step}`)?.due;

/** The objections that the viewer, or whom they represent, made to a notice. */
function ownObjections({ viewer }: Context, { case: { view }, it }: Of<StepView>) {
  const party = viewer && partyOf(actorOf(viewer, viewer.person));
  return view.steps.flatMap(each =>
    each.objection?.notice === it.step && party !== undefined && each.objection.by === party
      ? [{ ...each, objection: each.objection }]
      : [],
  );
}

/** Public notices (公示): everybody reads that they run, and until when. Of the case itself nothing is told. */
export function addNotices({ builder, procedures, connections, outcomes }: Kit): void {
  builder.node('PublicNotice', {
    description: 'A public notice (公示): what runs until when, and who takes objections. No names, nothing of a form.',
    id: { resolve: ({ case: { view }, it }) => partId(view.case, it.step) },
    loadOne: async (id, context) => (await noticeOf(context, nodeIdOf('PublicNotice', id))) ?? null,
    fields: t => ({
      number: t.string({ description: 'Of the case.', resolve: of => of.case.view.number }),
      procedure: t.string({ description: 'Title of the procedure.', resolve: of => of.case.view.title }),
      title: t.string({ resolve: ({ it }) => it.title }),
      unit: t.field({
        type: 'Unit',
        description: 'Takes objections (异议受理单位).',
        resolve: ({ it, case: { view } }, _args, { loaders }) => loaders.unit.load(it.unit ?? view.lead),
      }),
      from: t.field({ type: 'DateTime', resolve: ({ it }) => it.openedAt }),
      due: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When its period is over.',
        resolve: notice => dueOfNotice(notice),
      }),
      dueOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'Its last day (公示截止日): a due instant of 00:00 is the 24:00 of it.',
        resolve: notice => dueDayOf(dueOfNotice(notice)),
      }),
      concernsSchema: t.field({
        type: 'JSON',
        nullable: true,
        description: 'What an objection is about, as JSON Schema; none where its reason is enough.',
        resolve: ({ it, case: { view } }) => {
          const schema = procedures.get(view.procedure)?.steps[stepName(it.step)]?.concerns;
          return schema && jsonSchemaOf(schema);
        },
      }),
      mine: t.field({
        type: ['OwnObjection'],
        description: "The caller's own objections.",
        resolve: (of, _args, context) => ownObjections(context, of),
      }),
    }),
  });
  builder.objectType('OwnObjection', {
    description: 'An objection of the caller (本人提出的异议).',
    fields: t => ({
      objection: t.id({ resolve: ({ step }) => step }),
      reason: t.field({ type: 'Reason', resolve: ({ objection }) => objection.reason }),
      concerns: t.field({ type: 'JSON', nullable: true, resolve: ({ objection }) => objection.concerns }),
      at: t.field({ type: 'DateTime', resolve: ({ objection }) => objection.at }),
      replies: t.field({ type: ['ObjectionReply'], resolve: ({ objection }) => [...objection.replies] }),
      answer: t.field({
        type: outcomes.finding,
        nullable: true,
        description: 'What the unit found.',
        resolve: ({ objection: { ruling } }) => (ruling ? { value: { ...ruling } as never } : null),
      }),
    }),
  });
  builder.queryFields(t => ({
    publicNotices: t.connection(
      {
        type: 'PublicNotice',
        description: 'Public notices that run (正在公示), the newest first.',
        complexity: pageCost,
        resolve: (_root, args, context) =>
          connectionOf(
            args,
            request => publicNotices(context.db, request),
            items => withCases(context, items, item => item.step),
          ),
      },
      connections.notice,
    ),
    publicNotice: t.field({
      type: 'PublicNotice',
      nullable: true,
      description: 'A public notice by its id, also one that is over.',
      args: { id: t.arg.id({ required: true }) },
      resolve: (_root, { id }, context) => noticeOf(context, id),
    }),
  }));
}
