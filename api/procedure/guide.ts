import type { Unit } from '../../domain/directory/directory.ts';
import { resolveRole } from '../../domain/directory/roles.ts';
import { defined } from '../../domain/defined.ts';
import { placesOfLead } from '../../domain/procedure/check/directory.ts';
import { unservedAt } from '../../domain/procedure/check/unserved.ts';
import { answeredForm } from '../../domain/procedure/guide/answered-form.ts';
import { guideOf, type Guide, type GuideStep } from '../../domain/procedure/guide/guide.ts';
import type { Follows } from '../../domain/procedure/guide/follows.ts';
import { counters, previousOf, type Reduction } from '../../domain/procedure/guide/reductions.ts';
import type { Saving } from '../../domain/procedure/guide/saving.ts';
import type { Fee } from '../../domain/procedure/language/fees.ts';
import type { AnyProcedure, Mode } from '../../domain/procedure/procedure.ts';
import { guidePicture, guideText, saying } from '../../domain/words/guide/guide.ts';
import { answering } from '../deadline/answering.ts';
import { inTurn } from '../deadline/in-turn.ts';
import { RefusedByCase } from '../error/errors.ts';
import { withoutNulls } from '../form/input.ts';
import { enumValues } from '../schema/define-enum.ts';
import type { Kit } from '../schema/kit.ts';

/** A guide, and the region in which its units are looked up. */
interface Told extends Guide {
  readonly place?: string;
}

/** Something of a guide. */
interface Of<T> {
  readonly guide: Told;
  readonly it: T;
}

const changeable = ['materials', 'steps', 'permits', 'results', 'fees', 'modes'] as const;
/** What an answer changes of one part of the guide. */
interface Change {
  readonly of: (typeof changeable)[number];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * A guide runs the flow over every answer of a form. That for everybody is made once, by walking: up to a second of
 * processor time.
 */
const cost = { everybody: 100, answers: 1_000 } as const;

/** The unit that a role stands for in a place; where none is said, in that of the only unit that leads. */
const unitsIn =
  (
    units: readonly Unit[],
    { procedure, place = placesOfLead(procedure, units)[0] }: Pick<Told, 'procedure' | 'place'>,
  ) =>
  (name: string): Unit | undefined => {
    const resolved = resolveRole(units, name, place);
    return 'unit' in resolved ? units.find(({ id }) => id === resolved.unit) : undefined;
  };

/** @throws RefusedByCase where the place that is asked for is none, or lacks a unit that the procedure names */
async function servedPlace(
  procedure: AnyProcedure,
  place: string | null | undefined,
  loaders: { readonly units: () => Promise<readonly Unit[]> },
): Promise<string | undefined> {
  if (place == null) return undefined;
  const unserved = unservedAt(procedure, await loaders.units(), place);
  if (unserved) throw new RefusedByCase(unserved);
  return place;
}

const inPlace = 'The region whose units it names (办理区域); without it, that of the unit that leads.';

/** `Procedure.guide` and `Procedure.picture`: what the procedure asks, for everybody or for one applicant's answers. */
export function addGuide(kit: Kit): void {
  const { builder, enums, procedures } = kit;
  const guide = addGuideTypes(kit);
  /** The guides for everybody, each made once: they depend on the code alone. */
  const known = new Map<string, Guide>();
  const forEverybody = async (procedure: AnyProcedure): Promise<Guide> => {
    const made =
      known.get(procedure.id) ??
      (await inTurn(() => guideOf(procedure, { previous: previousOf(procedure, procedures) })));
    known.set(procedure.id, made);
    return made;
  };
  const forAnswers = (procedure: AnyProcedure, form: unknown, modes: readonly Mode[] = []): Promise<Guide> =>
    answering(() =>
      inTurn(() =>
        guideOf(procedure, {
          form: answeredForm(procedure, withoutNulls(form)),
          modes,
          previous: previousOf(procedure, procedures),
        }),
      ),
    );
  builder.objectField('Procedure', 'guide', t =>
    t.field({
      type: guide,
      complexity: ({ form }) => (form == null ? cost.everybody : cost.answers),
      description:
        'The guide (办事指南), read from the code: for everybody, or for the answers of one applicant. Refused ' +
        '(`form.invalid`) where the answers do not fit.',
      args: {
        form: t.arg({
          type: 'JSON',
          description: 'Answers of the form: those on which something hangs. Personal fields are not looked at.',
        }),
        modes: t.arg({
          type: [enums.mode],
          description: 'Modes that the applicant chooses, beside their answers (办理方式).',
        }),
        place: t.arg.string({ description: inPlace }),
      },
      resolve: async (procedure, { form, modes, place }, { loaders }) => ({
        ...defined({ place: await servedPlace(procedure, place, loaders) }),
        ...(await (form == null ? forEverybody(procedure) : forAnswers(procedure, form, modes ?? undefined))),
      }),
    }),
  );
  builder.objectField('Procedure', 'picture', t =>
    t.string({
      complexity: cost.everybody,
      description: 'The picture of the steps (办理流程图) as SVG, readable on light and on dark ground.',
      args: { place: t.arg.string({ description: inPlace }) },
      resolve: async (procedure, { place }, { loaders, language }) => {
        const at = { procedure, ...defined({ place: await servedPlace(procedure, place, loaders) }) };
        return guidePicture(await forEverybody(procedure), unitsIn(await loaders.units(), at), language);
      },
    }),
  );
}

function addGuideTypes(kit: Kit) {
  const { builder, enums } = kit;
  const types = addPartTypes(kit);
  const reduction = addReduction(kit);
  return builder.objectRef<Told>('Guide').implement({
    description: 'The guide of a procedure (办事指南). What depends on no answer stands in `Procedure`.',
    fields: t => ({
      text: t.string({
        description: "The whole guide in the reader's language, line by line.",
        resolve: async (guide, _args, { loaders, language }) =>
          guideText(guide, unitsIn(await loaders.units(), guide), language),
      }),
      channels: t.field({
        type: [enums.channel],
        description: 'Ways of filing (办理渠道); none where nobody applies.',
        resolve: ({ channels }) => [...channels],
      }),
      materials: t.field({
        type: ['ProcedureMaterial'],
        description: 'Materials that are asked (申请材料).',
        resolve: ({ procedure, materials }) => materials.map(it => ({ name: it.name, procedure, it })),
      }),
      steps: t.field({
        type: [types.step],
        description: 'Steps in their order (办理环节).',
        resolve: guide => guide.steps.map(it => ({ guide, it })),
      }),
      permits: t.field({
        type: ['ProcedurePermit'],
        description: 'Permits that it may come to (办理结果).',
        resolve: ({ procedure, permits }) => permits.map(name => ({ name, procedure, it: procedure.permits[name]! })),
      }),
      results: t.stringList({
        description: 'Results with which it may be settled (办理结果).',
        resolve: ({ procedure, results }) => results.map(name => procedure.results[name]!),
      }),
      fees: t.field({
        type: [types.fee],
        description: 'What is paid (收费).',
        resolve: guide => guide.fees.map(it => ({ guide, it })),
      }),
      modes: t.field({
        type: [types.mode],
        description: 'Modes with their guards (办理方式).',
        resolve: guide => guide.modes.map(it => ({ guide, it })),
      }),
      savings: t.field({
        type: [types.saving],
        description: 'What the promise saves of the statutory limit (压缩比).',
        resolve: ({ savings }) => savings,
      }),
      follows: t.field({
        type: [types.answer],
        description: 'What follows each answer: of every field on which something hangs.',
        resolve: guide => guide.follows.map(it => ({ guide, it })),
      }),
      reductions: t.field({
        type: [reduction],
        description: 'The five counts (五减) beside those of the version before.',
        resolve: ({ reductions }) => reductions,
      }),
    }),
  });
}

function addPartTypes({ builder, enums }: Kit) {
  const step = builder.objectRef<Of<GuideStep>>('GuideStep').implement({
    description: 'A step in its order (环节).',
    fields: t => ({
      step: t.field({
        type: 'ProcedureStep',
        resolve: ({ guide: { procedure }, it }) => ({ name: it.step, procedure, it: procedure.steps[it.step]! }),
      }),
      after: t.idList({ description: 'The steps that it comes after.', resolve: ({ it }) => [...it.after] }),
      beside: t.idList({ description: 'The steps that may be open with it.', resolve: ({ it }) => [...it.beside] }),
      isUsual: t.boolean({
        description: 'It is asked where everybody agrees in time.',
        resolve: ({ it }) => it.isUsual,
      }),
      isAfterDecision: t.boolean({ resolve: ({ it }) => it.afterDecision }),
      says: t.string({
        description: 'Who, how long, and under which conditions, in words.',
        resolve: async ({ guide, it }, _args, { loaders, language }) =>
          saying(language).step(guide, it, unitsIn(await loaders.units(), guide)),
      }),
    }),
  });
  const fee = builder.objectRef<Of<Fee>>('GuideFee').implement({
    description: 'What the applicant pays with a step (收费).',
    fields: t => ({
      step: t.id({ resolve: ({ it }) => it.step }),
      title: t.string({ resolve: ({ it }) => it.title }),
      amount: t.field({ type: 'Fen', resolve: ({ it }) => it.amount }),
      basis: t.string({ resolve: ({ it }) => it.basis }),
    }),
  });
  const mode = builder.objectRef<Of<Mode>>('GuideMode').implement({
    description: 'A mode that is offered, and to whom (办理方式).',
    fields: t => ({
      mode: t.field({ type: enums.mode, resolve: ({ it }) => it }),
      guard: t.string({
        description: 'To whom it is open, and what it comes to.',
        resolve: ({ guide: { procedure }, it }, _args, { language }) => saying(language).guard(procedure, it),
      }),
    }),
  });
  const part = builder.enumType('GuidePart', {
    description: 'What an answer may change.',
    values: enumValues('GuidePart', changeable, {
      materials: '申请材料',
      steps: '办理环节',
      modes: '办理方式',
      fees: '收费',
      permits: '证照',
      results: '办理结果',
    }),
  });
  const change = builder.objectRef<Change>('GuideChange').implement({
    description: 'What an answer adds and takes away.',
    fields: t => ({
      of: t.field({ type: part, resolve: each => each.of }),
      added: t.idList({ resolve: each => [...each.added] }),
      removed: t.idList({ resolve: each => [...each.removed] }),
    }),
  });
  const answer = builder.objectRef<Of<Follows>>('GuideAnswer').implement({
    description: 'A way to answer a field, and what changes by it.',
    fields: t => ({
      field: t.string({ resolve: ({ it }) => it.field }),
      answer: t.string({
        description: 'The answer in words.',
        resolve: ({ guide: { procedure }, it }, _args, { language }) =>
          saying(language).condition(procedure, it.answer),
      }),
      isGiven: t.boolean({
        description: 'It is the answer that is there: that of the applicant, else of the example.',
        resolve: ({ it }) => it.isGiven,
      }),
      says: t.stringList({
        description: 'What changes, in words.',
        resolve: ({ guide: { procedure }, it }, _args, { language }) => [...saying(language).changes(procedure, it)],
      }),
      changes: t.field({
        type: [change],
        description: 'What changes, by names.',
        resolve: ({ it }) =>
          changeable.map(of => ({ of, ...it[of] })).filter(each => each.added.length + each.removed.length > 0),
      }),
    }),
  });
  const saving = builder.objectRef<Saving>('GuideSaving').implement({
    description: 'A promise beside the statutory limit (压缩比).',
    fields: t => ({
      promised: t.field({ type: 'Limit', resolve: each => each.promised }),
      statutory: t.field({ type: 'Limit', resolve: each => each.statutory }),
      share: t.float({
        nullable: true,
        description: 'The share that is saved; null where the units differ.',
        resolve: each => each.share,
      }),
      isThird: t.boolean({ description: 'It saves a third at least.', resolve: each => each.isThird }),
      text: t.string({ resolve: (each, _args, { language }) => saying(language).saving(each) }),
    }),
  });
  return { step, fee, mode, answer, saving };
}

const counterTitles = { items: '事项', levels: '层级', materials: '材料', steps: '环节', time: '时限' };

function addReduction({ builder }: Kit) {
  const counter = builder.enumType('Counter', {
    description: 'What is counted of every version (五减).',
    values: enumValues('Counter', counters, counterTitles),
  });
  const change = builder.enumType('CountChange', {
    description: 'Fewer than in the version before, as many, or more.',
    values: enumValues('CountChange', ['fewer', 'same', 'more', 'unknown'], {
      fewer: 'Fewer than in the version before (减少).',
      same: 'As many as in the version before (不变).',
      more: 'More than in the version before (增加).',
      unknown: 'There is no version before, or the limits do not compare as numbers.',
    }),
  });
  return builder.objectRef<Reduction>('GuideReduction').implement({
    description: 'A count of this version, and of the one before (五减).',
    fields: t => ({
      counter: t.field({ type: counter, resolve: each => each.counter }),
      change: t.field({ type: change, resolve: each => each.change ?? 'unknown' }),
      text: t.string({
        description: 'Both figures in words.',
        resolve: (each, _args, { language }) => saying(language).reduction(each),
      }),
    }),
  });
}
