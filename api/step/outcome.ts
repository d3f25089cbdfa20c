import type { Json, Reason } from '../../domain/values.ts';
import type { StepView } from '../../domain/case/view.ts';
import type { Answered } from '../form/answers.ts';
import { answerTitles } from '../../domain/words/zh-CN/answers.ts';
import { enumValues } from '../schema/define-enum.ts';
import { enumName } from '../schema/enum-names.ts';
import { pascal, prefixOf } from '../form/names.ts';
import { fieldOf } from '../form/shape.ts';
import type { Kit } from '../schema/kit.ts';
import type { Of } from '../case/objects.ts';

/** The step's name in its procedure: `recheck@fire#2` is a `recheck`, `visit:planning` a part of `visit`. */
export const stepName = (id: string): string => id.split(/[@#:]/)[0]!;

export interface StepOutcomeSource {
  readonly step: Of<StepView>;
  readonly value: Json;
}
type Value = Readonly<Record<string, Json>>;
export const answerNames = [
  'agree',
  'agreeWithConditions',
  'satisfiedBy',
  'disagree',
  'forwardUp',
  'returned',
  'notApplicable',
] as const;

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const reasonsOf = (value: Json | undefined): readonly Reason[] => (Array.isArray(value) ? (value as Reason[]) : []);

/**
 * The outcomes of steps (办理结果) as a union: the shared kinds, and one type for each step of a procedure that records
 * something.
 */
export function addOutcomes({ builder, procedures, outputs }: Pick<Kit, 'builder' | 'procedures' | 'outputs'>) {
  const answerName = builder.enumType('ApprovalAnswer', {
    description: "A department's answer (审批意见).",
    values: enumValues('ApprovalAnswer', answerNames, answerTitles),
  });
  const approval = builder.objectRef<{ readonly value: Value }>('Answer').implement({
    description: 'What a department answered (审批意见).',
    fields: t => ({
      answer: t.field({ type: answerName, resolve: ({ value }) => value['answer'] as (typeof answerNames)[number] }),
      reasons: t.field({
        type: ['Reason'],
        description: 'Why it disagrees or returned it.',
        resolve: ({ value }) => reasonsOf(value['reasons']),
      }),
      conditions: t.field({ type: ['Reason'], resolve: ({ value }) => reasonsOf(value['conditions']) }),
      reference: t.string({
        nullable: true,
        description: 'The earlier shared result that stands for it (区域评估).',
        resolve: ({ value }) => value['reference'] as string | undefined,
      }),
      to: t.string({
        nullable: true,
        description: 'The upper organ (转报).',
        resolve: ({ value }) => value['to'] as string | undefined,
      }),
      bySilence: t.boolean({
        description: 'Silence or absence that agrees by its basis (缺席默认).',
        resolve: ({ value }) => value['bySilence'] === true,
      }),
    }),
  });
  const choice = builder.objectRef<{ readonly value: Value }>('Choice').implement({
    description: 'What a person chose, and why (决定).',
    fields: t => ({
      chose: t.string({
        description: 'As the mutation spells it (选择).',
        resolve: ({ value }) => enumName(textOf(value['chose'])),
      }),
      reasons: t.field({ type: ['Reason'], resolve: ({ value }) => reasonsOf(value['reasons']) }),
    }),
  });
  const partyAnswer = builder.objectRef<PartyAnswer>('PartyAnswer').implement({
    fields: t => ({
      party: t.id({ description: 'As the procedure names it.', resolve: ({ party }) => party }),
      unit: t.field({ type: 'Unit', resolve: ({ unit }, _args, { loaders }) => loaders.unit.load(unit) }),
      answer: t.field({ type: approval, resolve: of => of }),
    }),
  });
  const minutes = builder.objectRef<Conference>('Minutes').implement({
    description: 'Minutes of a meeting or joint visit with the answer of each party (会议纪要).',
    fields: t => ({
      minutes: t.string({
        nullable: true,
        description: 'As far as they were recorded when the last party answered; all of them: `Step.meeting`.',
        resolve: ({ value }) => value['minutes'] as string | undefined,
      }),
      answers: t.field({ type: [partyAnswer], resolve: ({ answers }) => [...answers] }),
    }),
  });
  const objections = builder.objectRef<{ readonly value: Value }>('Objections').implement({
    description: 'Objections to a public notice (公示异议): why. What was found of each stands in its own step.',
    fields: t => ({
      objections: t.field({ type: ['Reason'], resolve: ({ value }) => reasonsOf(value['objections']) }),
    }),
  });
  const finding = builder.objectRef<{ readonly value: Value }>('ObjectionAnswer').implement({
    description: 'What the unit found of an objection (异议处理).',
    fields: t => ({
      isUpheld: t.boolean({
        description: 'Whether it stands (成立).',
        resolve: ({ value }) => value['isUpheld'] === true,
      }),
      reasons: t.field({ type: ['Reason'], resolve: ({ value }) => reasonsOf(value['reasons']) }),
    }),
  });
  const done = builder.objectRef<{ readonly value: Value }>('Done').implement({
    description: 'Done with nothing to record, lapsed, or returned (完成).',
    fields: t => ({
      lapsed: t.boolean({ description: 'Its time ran out.', resolve: ({ value }) => value['lapsed'] === true }),
      returned: t.boolean({
        description: 'Sent back as the wrong unit.',
        resolve: ({ value }) => value['returned'] === true,
      }),
      reasons: t.field({ type: ['Reason'], resolve: ({ value }) => reasonsOf(value['reasons']) }),
    }),
  });
  const paid = builder.objectRef<{ readonly value: Value }>('FeePaid').implement({
    description: 'A fee that was paid (缴费).',
    fields: t => ({
      receipt: t.string({ description: '票据号.', resolve: ({ value }) => textOf(value['receipt']) }),
      paid: t.field({ type: 'Fen', resolve: ({ value }) => value['paid'] as number }),
    }),
  });
  const childEnding = builder.objectRef<{ readonly value: Value }>('ChildEnding').implement({
    description: 'How a case of its own ended (子件结果).',
    fields: t => ({
      end: t.string({
        description: 'GRANTED, DENIED, SETTLED, WITHDRAWN and others (结果).',
        resolve: ({ value }) => enumName(textOf(value['end'])),
      }),
      permits: t.stringList({
        resolve: ({ value }) => [...((value['permits'] as readonly string[] | undefined) ?? [])],
      }),
      result: t.string({ nullable: true, resolve: ({ value }) => value['result'] as string | undefined }),
      reasons: t.field({ type: ['Reason'], resolve: ({ value }) => reasonsOf(value['reasons']) }),
    }),
  });

  const results = new Map<string, string>();
  const own = [...procedures.values()].flatMap(procedure =>
    Object.entries(procedure.steps).flatMap(([name, step]) => {
      if (!step.result || step.fee) return [];
      const { shape } = fieldOf(step.result, `${procedure.id}.steps.${name}.result`);
      if (shape.is !== 'object' || Object.keys(shape.fields).length === 0) return [];
      const own = `${prefixOf(procedure)}${pascal(name)}`;
      results.set(`${procedure.id}/${name}`, `${own}Recorded`);
      const about = `What is recorded by ${step.title}.`;
      return [outputs.objectOf(shape.fields, `${own}Recorded`, `${own}Result`, about)];
    }),
  );

  const outcome = builder.unionType('StepOutcome', {
    description: 'What came of a step (办理结果).',
    types: [approval, choice, minutes, objections, finding, done, paid, childEnding, ...own],
    resolveType: of => ('type' in of ? (of as Answered).type : kindOf(of as Shared)),
  });
  const read = ({ step, value }: StepOutcomeSource): Shared | Answered => {
    const { view } = step.case;
    const type = results.get(`${view.procedure}/${stepName(step.it.step)}`);
    const values = value as Value;
    if (type && values['lapsed'] !== true && values['returned'] !== true && values['answer'] !== 'notApplicable')
      return { type, case: step.case, values, recorded: step.it.proposal?.personal ?? step.it.personal };
    if (step.it.kind === 'conference' && 'answers' in values)
      return { kind: 'conference', value: values, answers: answersOf(step) };
    return { kind: step.it.kind, value: values };
  };
  return { outcome, read, answerName, finding };
}
interface Shared {
  readonly kind: string;
  readonly value: Value;
  readonly answers?: readonly PartyAnswer[];
}
interface PartyAnswer {
  readonly party: string;
  readonly unit: string;
  readonly value: Value;
}
interface Conference {
  readonly value: Value;
  readonly answers: readonly PartyAnswer[];
}

/** The answer of each party, with the unit that had its part in the end. */
const answersOf = ({ it, case: of }: StepOutcomeSource['step']): readonly PartyAnswer[] =>
  of.view.steps.flatMap(({ seat, unit = of.view.lead, outcome }) =>
    seat?.conference === it.step && outcome !== undefined ? [{ party: seat.party, unit, value: outcome as Value }] : [],
  );
const kindOf = ({ kind, value }: Shared): string => {
  if ('answer' in value) return 'Answer';
  if ('chose' in value) return 'Choice';
  if (kind === 'conference' && !('answer' in value)) return 'Minutes';
  if ('objections' in value) return 'Objections';
  if ('isUpheld' in value) return 'ObjectionAnswer';
  if ('receipt' in value && 'paid' in value) return 'FeePaid';
  return kind === 'child' ? 'ChildEnding' : 'Done';
};
export type Outcomes = ReturnType<typeof addOutcomes>;
