import { progressOf } from '../../domain/case/progress.ts';
import { fieldTitleOf } from '../../domain/procedure/guide/field-titles.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { correctionText } from '../../domain/words/correction.ts';
import { windowIn } from '../../domain/case/desks.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import type { KnownCase } from './objects.ts';

/** The good way of a form is walked for it: some milliseconds of a processor. */
const cost = 20;

/** What a material or a field of the form is called. */
export const itemTitleOf = (procedure: AnyProcedure | undefined, item: string): string => {
  if (procedure === undefined) return item;
  const material = Object.hasOwn(procedure.materials, item) ? procedure.materials[item] : undefined;
  return material?.title ?? fieldTitleOf(procedure, item);
};

const progressIn = ({ procedures }: Context, { view }: KnownCase) => {
  const procedure = procedures.get(view.procedure);
  return procedure && { procedure, ...progressOf(procedure, view) };
};

/** What is still to come, how far the case is, and what its applicant has to put right. */
export function addProgress({ builder, enums }: Kit): void {
  const progress = builder.objectRef<{ readonly done: number; readonly of: number }>('CaseProgress').implement({
    description: 'How far a case is (办理进度): steps done, of all that its form brings if everybody agrees.',
    fields: t => ({
      done: t.exposeInt('done', { description: 'Steps that are over (已办环节数).' }),
      of: t.exposeInt('of', { description: 'Steps opened so far and still to come (环节总数).' }),
    }),
  });
  builder.objectFields('Case', t => ({
    progress: t.field({
      type: progress,
      nullable: true,
      complexity: cost,
      description: 'How far it is (办理进度); null where this build does not have its procedure.',
      resolve: (record, _args, context) => progressIn(context, record),
    }),
    stepsToCome: t.field({
      type: ['ProcedureStep'],
      complexity: { field: cost, multiplier: 5 },
      description: 'Steps that are not opened yet (待办环节), in their order, if everybody agrees.',
      resolve: (record, _args, context) => {
        const found = progressIn(context, record);
        return (found?.toCome ?? []).map(name => ({
          name,
          procedure: found!.procedure,
          it: found!.procedure.steps[name]!,
        }));
      },
    }),
    toCorrect: t.string({
      nullable: true,
      description: "What is to be put right, by when, in a sentence in the reader's language (补正要求).",
      resolve: ({ view }, _args, { procedures, language }) => {
        if (view.defects.length === 0 || (view.status !== 'correction' && view.status !== 'held')) return null;
        const procedure = procedures.get(view.procedure);
        const named = view.defects.map(({ item, defect }) => ({ title: itemTitleOf(procedure, item), defect }));
        const due = view.clocks.find(({ clock }) => clock === view.status)?.due;
        return correctionText(named, due, language);
      },
    }),
  }));
  builder.objectFields('PublicCaseStatus', t => ({
    progress: t.field({
      type: progress,
      nullable: true,
      complexity: cost,
      description: 'How far it is (办理进度).',
      resolve: ({ record }, _args, context) => progressIn(context, record),
    }),
    colour: t.field({
      type: enums.colour,
      description: 'Its colour as of its last event (亮牌).',
      resolve: ({ record: { view } }) => view.colour,
    }),
    toCorrect: t.stringList({
      description: 'Materials and fields that are to be put right (补正事项), by their titles.',
      resolve: ({ record: { view } }, _args, { procedures }) =>
        view.status === 'correction' || view.status === 'held'
          ? view.defects.map(({ item }) => itemTitleOf(procedures.get(view.procedure), item))
          : [],
    }),
    lead: t.field({
      type: 'Unit',
      description: 'Who decides (承办单位), with the telephone that the public calls.',
      resolve: ({ record: { view } }, _args, { loaders }) => loaders.unit.load(view.lead),
    }),
    window: t.field({
      type: 'Unit',
      description: 'The window that takes in and hands over (综合窗口), with its telephone.',
      resolve: ({ record: { view } }, _args, { loaders }) => loaders.unit.load(windowIn(view)),
    }),
  }));
}
