import type { InputFieldMap } from '@pothos/core';
import type { Limit } from '../../domain/clock/limit.ts';
import { formatDay } from '../../domain/calendar/day.ts';
import type { Builder } from '../schema/types.ts';
import type { Enums } from '../schema/enums.ts';
import { defined } from '../../domain/defined.ts';

/** Input types that many mutations share. */
export function addInputs(builder: Builder, enums: Enums) {
  const reason = builder.inputType('ReasonInput', {
    description: 'A reason (理由).',
    fields: t => ({ text: t.string({ required: true }), basis: t.string({ description: '法条 or clause.' }) }),
  });
  const document = builder.inputType('DocumentInput', {
    description: 'A document (文书): a file that the caller uploaded, or one that is kept elsewhere, by its digest.',
    fields: t => ({
      number: t.string({ required: true, description: '文号.' }),
      file: t.id({ description: 'The id of the file that `POST /files` or tus gave; without `digest`.' }),
      digest: t.string({ description: 'SHA-256 in hex, of what is kept elsewhere; without `file`.' }),
    }),
  });
  const countedLimit = builder.inputType('CountedLimitInput', {
    description: 'One of two limits, each by its unit and n (取早).',
    fields: t => ({
      unit: t.field({ type: enums.unit, required: true }),
      n: t.float({ required: true, description: 'Whole, but for hours (WH, NH), as in LimitInput.' }),
    }),
  });
  const limit = builder.inputType('LimitInput', {
    description:
      'A limit: unit and n; the unit DATE and a date; or the unit EARLIER_OF and the two of which it is one.',
    fields: t => ({
      unit: t.field({ type: enums.unit, required: true }),
      n: t.float({ description: 'Whole, but for hours (WH, NH), which may be parts in whole minutes.' }),
      date: t.field({ type: 'Date' }),
      of: t.field({ type: [countedLimit], description: 'Two, of which the one that is due first holds (取早).' }),
    }),
  });
  const paper = builder.inputType('PaperInput', {
    description: 'A paper (材料): a file that the caller uploaded, or one that is kept elsewhere, by its digest.',
    fields: t => ({
      material: t.id({ required: true, description: 'Such as layoutPlan: as `ProcedureMaterial.material` names it.' }),
      file: t.id({ description: 'The id of the file that `POST /files` or tus gave; without `digest`.' }),
      digest: t.string({
        description:
          'Of what is kept elsewhere, such as an original at the counter: SHA-256, 64 hexadecimal digits in lower ' +
          'case; without `file`. Nobody fetches a file by it.',
      }),
      kind: t.field({ type: enums.paperKind, required: true }),
      suppliedBy: t.field({ type: enums.supplier, required: true }),
      instead: t.boolean({
        description: 'It is what `ProcedureMaterial.instead` takes for the material (替代材料).',
      }),
    }),
  });
  const defect = builder.inputType('DefectInput', {
    description: 'A defect (补正事项): the material or field of the form, and what is wrong with it.',
    fields: t => ({ item: t.string({ required: true }), defect: t.string({ required: true }) }),
  });
  /** An act's input: the command id, the case, and its own fields. */
  const actInput = <const Fields extends InputFieldMap>(name: string, fields: (t: InputBuilder) => Fields) =>
    builder.inputType(name, {
      fields: t => ({
        commandId: t.id({
          required: true,
          description: 'Yours, made anew for each act: the same again is the same act.',
        }),
        caseId: t.id({ required: true, description: 'The id of the case.' }),
        ...fields(t),
      }),
    });
  return { reason, document, limit, paper, defect, actInput };
}
/** Fields that a procedure or a command declares: known when the schema is built, not to the compiler. */
export type DeclaredFields = Record<never, InputFieldMap[string]>;
export type InputBuilder = Parameters<NonNullable<Parameters<Builder['inputType']>[1]['fields']>>[0];
export type SharedInputs = ReturnType<typeof addInputs>;

/** A limit as it is given, with what it has of the fields. */
interface GivenLimit {
  readonly unit: Limit['unit'];
  readonly n?: number | null | undefined;
  readonly date?: number | null | undefined;
  readonly of?: readonly { readonly unit: Limit['unit']; readonly n: number }[] | null | undefined;
}

/** A limit as commands have it. */
export function limitFrom({ unit, n, date, of }: GivenLimit): unknown {
  switch (unit) {
    case 'DATE':
      return { unit, ...(date != null && { date: formatDay(date) }) };
    case 'EARLIER_OF':
      return { unit, of: of?.map(each => ({ ...each })) ?? [] };
    default:
      return { unit, ...defined({ n }) };
  }
}
