import type { Refusal } from '../../domain/refusal.ts';
import { citationOf } from '../../domain/law.ts';
import { actTitleIn } from '../../domain/words/acts.ts';
import { answerTitle } from '../../domain/words/answers.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import { detailsOf } from '../error/types.ts';
import { enumName } from '../schema/enum-names.ts';
import type { Kit } from '../schema/kit.ts';
import { stepName } from '../step/outcome.ts';
import { mutationsByAct } from './mutations.ts';
import { offeredAt, offeredIn, type Offer } from './offered.ts';
import { inputSchemaOf } from './prefilled.ts';

/** The log of the case is read and folded for it, once a request: for one case, never in a list. */
const cost = 1_000;

/** What the caller may do now, and what stands against the rest (可办操作). */
export function addActions({ builder, acts, permissions, refusalDetail }: Kit): void {
  const offer: Offer = { mutations: mutationsByAct(acts), who: permissions['Mutation'] ?? {} };
  const refusal = builder.objectRef<Refusal>('ActionRefusal').implement({
    description: 'Why an action is not possible now (不可办原因): as the mutation would refuse it.',
    fields: t => ({
      reason: t.exposeString('code', { description: 'Such as case.wrongState: fixed, for programs.' }),
      message: t.string({
        description: "The sentence, in the reader's language.",
        resolve: (it, _args, { language }) => refusalText(it, language),
      }),
      basis: t.string({
        nullable: true,
        description: 'The article of law (法条), or the rule.',
        resolve: ({ basis }, _args, { language }) => basis && citationOf(basis, language),
      }),
      details: t.field({
        type: [refusalDetail],
        description: 'What was found and expected, by name.',
        resolve: ({ params, code }) => detailsOf(params, code),
      }),
    }),
  });
  const answer = builder.objectRef<{ readonly answer: string; readonly title: string }>('ActionAnswer').implement({
    description: 'An answer that a step takes (可选意见).',
    fields: t => ({
      answer: t.exposeString('answer', { description: 'As the input spells it, such as AGREE.' }),
      title: t.exposeString('title', { description: "What it is called, in the reader's language." }),
    }),
  });
  const subject = builder.objectRef<{ readonly name: string; readonly value: string }>('ActionSubject').implement({
    description: 'A part of a case that an action is about (操作对象).',
    fields: t => ({
      name: t.exposeString('name', {
        description: 'The field of the input (输入项): step, clock, material, instrument, event or permit.',
      }),
      value: t.exposeString('value', { description: 'As the case names it (名称).' }),
    }),
  });
  builder.objectType('Action', {
    description: 'An act that the caller may ask for in their role (可办操作), and whether it is possible now.',
    fields: t => ({
      mutation: t.exposeString('mutation', { description: 'The mutation that carries it out, such as acceptCase.' }),
      title: t.string({
        description: "What the act is called, in the reader's language.",
        resolve: ({ act }, _args, { language }) => actTitleIn(act, language),
      }),
      isPossible: t.boolean({
        description: 'The mutation is then refused only for what its input says, or for what happens meanwhile.',
        resolve: it => it.refusal === undefined,
      }),
      refusal: t.field({
        type: refusal,
        nullable: true,
        description: 'Why it is not possible; null where it is.',
        resolve: it => it.refusal,
      }),
      about: t.field({
        type: [subject],
        description: 'The part of the case that it is about, where it is not the case as a whole (操作对象).',
        resolve: it => Object.entries(it.about).map(([name, value]) => ({ name, value: String(value) })),
      }),
      answers: t.field({
        type: [answer],
        description: 'Of the answer to a step: what may be answered now; empty where what it records is free.',
        resolve: (it, _args, { procedures, language }) => {
          const titles = procedures.get(it.case.view.procedure)?.steps[stepName(it.step?.step ?? '')]?.titles;
          return it.answers.map(name => ({
            answer: enumName(name),
            title: titles?.[name] ?? answerTitle(name, language),
          }));
        },
      }),
      inputSchema: t.field({
        type: 'JSON',
        description:
          'The input of the mutation as JSON Schema (2020-12): what is known stands there as `const`, titles of ' +
          'enumerations in `x-titles`.',
        resolve: (it, _args, { procedures, language }, { schema }) =>
          inputSchemaOf(schema, it, procedures.get(it.case.view.procedure), language),
      }),
    }),
  });
  builder.objectField('Case', 'actions', t =>
    t.field({
      type: ['Action'],
      complexity: cost,
      description: 'What the caller may do with the case as a whole (可办操作), and what stands against the rest.',
      resolve: (record, _args, context) => offeredIn(offer, context, record).then(found => [...found]),
    }),
  );
  builder.objectField('Step', 'actions', t =>
    t.field({
      type: ['Action'],
      complexity: cost,
      description: 'What the caller may do with the step (可办操作), and what stands against the rest.',
      resolve: (of, _args, context) => offeredAt(offer, context, of).then(found => [...found]),
    }),
  );
}
