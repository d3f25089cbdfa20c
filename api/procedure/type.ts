import { formatCondition } from '../../domain/procedure/procedure.ts';
import { formSchemaOf } from '../form/form.ts';
import { jsonSchemaOf } from '../form/json-schema.ts';
import { current } from '../form/names.ts';
import { answerSchemaOf } from '../step/outcome-of.ts';
import { enumValues } from '../schema/define-enum.ts';
import type { Kit } from '../schema/kit.ts';
import type { ChargeOfStep, Named } from './objects.ts';
import { placesOfLead, unavailableBecause, type AnyProcedure, type Mode } from '../../domain/procedure/procedure.ts';
import type { StepDefinition } from '../../domain/procedure/language/step.ts';
import { resolveLimit, type AnyLimit } from '../../domain/procedure/language/condition.ts';
import type { Limit } from '../../domain/clock/limit.ts';

const named = <T>(procedure: AnyProcedure, of: Readonly<Record<string, T>>): Named<T>[] =>
  Object.entries(of).map(([name, it]) => ({ name, procedure, it }));
/** The limit that holds for the procedure's own example, where it depends on the form. */
const usual = (limit: AnyLimit | undefined, { example }: AnyProcedure): Limit | undefined =>
  resolveLimit(limit, example);

/** How cases of a procedure begin. */
function addIntake({ builder }: Kit): void {
  const intakeBy = builder.enumType('IntakeBy', {
    description: 'How cases begin (收件方式).',
    values: enumValues('IntakeBy', ['application', 'issue', 'order', 'schedule'], {
      application: '申请: the applicant files.',
      issue: '诉求: an office records what somebody raises.',
      order: '交办: an office records what another one orders.',
      schedule: '按期发起: the engine begins them by date.',
    }),
  });
  builder.objectType('ProcedureIntake', {
    description: 'How cases of a procedure begin (收件), and from where.',
    fields: t => ({
      by: t.field({ type: intakeBy, resolve: ({ intake }) => intake.by }),
      from: t.stringList({
        description: 'The sources of an issue or an order (来源); none of others.',
        resolve: ({ intake }) => ('from' in intake ? [...intake.from] : []),
      }),
    }),
  });
}

/** Public facts of a procedure (办事指南): everybody may read them. */
export function addProcedure(kit: Kit): void {
  const { builder, enums, procedures } = kit;
  addIntake(kit);
  builder.node('Procedure', {
    description: 'A procedure and version (事项): its public facts.',
    id: { resolve: procedure => procedure.id },
    loadOne: (id, { procedures: known }) => known.get(id) ?? null,
    // A definition is frozen: it is known by itself.
    brandLoadedObjects: false,
    isTypeOf: value => [...procedures.values()].some(each => each === value),
    fields: t => ({
      workflowType: t.id({
        description: 'Name and version, such as restaurant-opening.v1.',
        resolve: procedure => procedure.id,
      }),
      name: t.exposeString('name', {}),
      version: t.exposeInt('version', {}),
      current: t.boolean({
        description: 'Applications are received under this version.',
        resolve: procedure => current(procedures).includes(procedure),
      }),
      title: t.exposeString('title', { description: '事项名称.' }),
      kind: t.field({
        type: enums.itemKind,
        description: 'What the item is in law (事项类型).',
        resolve: ({ kind }) => kind,
      }),
      lead: t.field({
        type: 'Unit',
        description: 'Lead unit (牵头单位).',
        resolve: async (procedure, _args, { loaders }) =>
          (await loaders.playing(procedure.lead, procedure)) ?? loaders.unit.load(procedure.lead),
      }),
      unavailable: t.stringList({
        description:
          'Why nothing can be received under it here, such as a unit that the directory lacks; mostly empty.',
        args: { place: t.arg.string({ description: 'In this region; without it in every place.' }) },
        resolve: async (procedure, { place }, { loaders }) => [
          ...unavailableBecause(procedure, await loaders.units(), place ?? undefined),
        ],
      }),
      places: t.stringList({
        description: 'The regions whose units lead it (办理区域): there, and below them, it is offered.',
        resolve: async (procedure, _args, { loaders }) => [...placesOfLead(procedure, await loaders.units())],
      }),
      formSchema: t.field({
        type: 'JSON',
        description:
          'The form as JSON Schema (申请表): what `startCase` takes. A personal field has `x-personal` (个人信息).',
        resolve: procedure => jsonSchemaOf(formSchemaOf(procedure)),
      }),
      intake: t.field({ type: 'ProcedureIntake', resolve: procedure => procedure }),
      limits: t.field({ type: 'ProcedureLimits', resolve: procedure => procedure }),
      modes: t.field({
        type: [enums.mode],
        description: 'Modes offered (办理方式).',
        resolve: procedure => Object.keys(procedure.modes) as Mode[],
      }),
      materials: t.field({
        type: ['ProcedureMaterial'],
        description: 'Materials (申请材料).',
        resolve: procedure => named(procedure, procedure.materials),
      }),
      steps: t.field({
        type: ['ProcedureStep'],
        description: 'Steps (办理环节).',
        resolve: procedure => named(procedure, procedure.steps),
      }),
      special: t.field({
        type: ['ProcedureSpecial'],
        description: 'Listed special procedures (特殊程序清单).',
        resolve: procedure => named(procedure, procedure.special),
      }),
      permits: t.field({
        type: ['ProcedurePermit'],
        description: 'What may be granted (办理结果).',
        resolve: procedure => named(procedure, procedure.permits),
      }),
    }),
  });
  builder.objectType('ProcedureLimits', {
    description: 'Limits in force (办理时限); where they depend on the form, those of the example.',
    fields: t => ({
      statutory: t.field({
        type: 'Limit',
        nullable: true,
        description: '法定时限.',
        resolve: procedure => usual(procedure.limits.statutory, procedure),
      }),
      promised: t.field({
        type: 'Limit',
        nullable: true,
        description: '承诺时限.',
        resolve: procedure => usual(procedure.limits.promised, procedure),
      }),
      acceptance: t.field({
        type: 'Limit',
        description: '受理时限.',
        resolve: procedure => procedure.policies.acceptance.within,
      }),
      correction: t.field({
        type: 'Limit',
        description: '补正时限.',
        resolve: procedure => procedure.policies.correction.within,
      }),
      delivery: t.field({
        type: 'Limit',
        description: '送达时限.',
        resolve: procedure => procedure.policies.delivery.within,
      }),
      publicity: t.field({
        type: 'Limit',
        nullable: true,
        description: '双公示时限; null where decisions are not published.',
        resolve: procedure => procedure.policies.publicity?.within,
      }),
      extension: t.field({
        type: 'Extension',
        nullable: true,
        resolve: procedure => procedure.limits.extension && { procedure, it: procedure.limits.extension },
      }),
    }),
  });
  builder.objectType('ProcedureMaterial', {
    description: 'A material that the procedure asks for (材料).',
    fields: t => ({
      material: t.id({ resolve: ({ name }) => name }),
      title: t.string({ resolve: ({ it }) => it.title }),
      kind: t.field({ type: enums.materialKind, resolve: ({ it }) => it.kind }),
      within: t.field({
        type: 'Limit',
        nullable: true,
        description: 'How long it may be tolerated missing (容缺期限).',
        resolve: ({ it }) => it.within,
      }),
      onlyIf: t.string({
        nullable: true,
        description: 'The field of the form that decides whether it is asked.',
        resolve: ({ it }) => it.when && formatCondition(it.when),
      }),
      source: t.string({
        nullable: true,
        description: 'Taken from shared data, not asked (共享数据).',
        resolve: ({ it }) => it.source,
      }),
      instead: t.string({
        nullable: true,
        description: 'What may be handed in in place of it (替代材料).',
        resolve: ({ it }) => it.instead,
      }),
      fileTypes: t.field({
        type: [enums.fileType],
        nullable: true,
        description: 'What a file of it may be (文件格式); null for whatever this deployment takes.',
        resolve: ({ it }) => it.files?.types && [...it.files.types],
      }),
      fileBytes: t.int({
        nullable: true,
        description: 'Bytes of a file of it at most; null for as many as this deployment takes.',
        resolve: ({ it }) => it.files?.mostBytes,
      }),
    }),
  });
  builder.objectType('ProcedureStep', {
    description: 'A step as declared (环节).',
    fields: t => ({
      step: t.id({ resolve: ({ name }) => name }),
      title: t.string({ resolve: ({ it }) => it.title }),
      kind: t.field({ type: enums.stepKind, resolve: ({ it }) => it.kind }),
      unit: t.field({
        type: 'Unit',
        nullable: true,
        description:
          'Who acts; none where it is assigned in the course, depends on the place of the case, or is the applicant.',
        resolve: async ({ it, procedure }, _args, { loaders }) =>
          it.by === undefined || it.by === 'assigned'
            ? null
            : ((await loaders.playing(it.by === 'lead' ? procedure.lead : it.by, procedure)) ?? null),
      }),
      role: t.id({
        nullable: true,
        description:
          'The role that acts, as the procedure names it; `upper.housing` is the unit of that role one level above.',
        resolve: ({ it, procedure }) => (it.by === 'lead' ? procedure.lead : it.by),
      }),
      within: t.field({ type: 'Limit', nullable: true, resolve: ({ it }) => it.within }),
      people: t.int({ description: 'How many check together.', resolve: ({ it }) => it.people }),
      trio: t.boolean({
        description: 'Whether the three people are 承办、审核、批准, by their posts.',
        resolve: ({ it }) => it.trio === true,
      }),
      fees: t.field({
        type: ['Charge'],
        description: 'What is paid (收费标准): the first row that holds; none where nothing is.',
        resolve: ({ it }) => [...chargesOf(it)],
      }),
      gives: t.stringList({
        description: 'Materials that come with it, by `ProcedureMaterial.material` (随环节提交的材料).',
        resolve: ({ it }) => [...(it.gives ?? [])],
      }),
      mayPauseFor: t.stringList({
        description: 'Special procedures that may pause it.',
        resolve: ({ it }) => [...it.mayPauseFor],
      }),
      onlyIf: t.string({ nullable: true, resolve: ({ it }) => it.when && formatCondition(it.when) }),
      resultSchema: t.field({
        type: 'JSON',
        nullable: true,
        description: 'What `answerStep` takes, as JSON Schema; none where time or the engine answers.',
        resolve: ({ it }) => {
          const schema = answerSchemaOf(it);
          return schema && jsonSchemaOf(schema);
        },
      }),
    }),
  });
  builder.objectType('Charge', {
    description: 'An amount that is charged, and when (收费标准).',
    fields: t => ({
      title: t.string({ description: 'The step by which it is paid.', resolve: ({ title }) => title }),
      amount: t.field({ type: 'Fen', resolve: ({ amount }) => amount }),
      onlyIf: t.string({
        nullable: true,
        description: 'What the form says then; null for every other form.',
        resolve: ({ when }) => when && formatCondition(when),
      }),
      basis: t.string({ description: 'What allows it (收费依据).', resolve: ({ basis }) => basis }),
    }),
  });
  builder.objectType('ProcedureSpecial', {
    description: 'A listed special procedure (特殊程序): its time is not counted (行政许可法 45).',
    fields: t => ({
      special: t.id({ resolve: ({ name }) => name }),
      title: t.string({ resolve: ({ it }) => it.title }),
      atMost: t.field({ type: 'Limit', resolve: ({ it }) => it.atMost }),
      times: t.int({ description: 'How often a step may use it (可用次数).', resolve: ({ it }) => it.times ?? 1 }),
      byApplicant: t.boolean({
        description: 'A wait that the applicant causes (申请人原因).',
        resolve: ({ it }) => it.causedBy === 'applicant',
      }),
      basis: t.string({ resolve: ({ it }) => it.basis }),
    }),
  });
  builder.objectType('ProcedurePermit', {
    fields: t => ({
      permit: t.id({ resolve: ({ name }) => name }),
      title: t.string({ resolve: ({ it }) => it.title }),
      validFor: t.field({
        type: 'Limit',
        nullable: true,
        description: 'How long it is valid at most (有效期); null without a greatest duration.',
        resolve: ({ it }) => it.validFor,
      }),
      until: t.string({
        nullable: true,
        description: 'The field of the form that states its last day (有效期至); null where none does.',
        resolve: ({ it }) => it.until?.onDate,
      }),
      renewal: t.field({
        type: 'Limit',
        nullable: true,
        description:
          'So long before its end renewal is applied for at the latest (延续); null where it is not renewed.',
        resolve: ({ it }) => it.renewal,
      }),
    }),
  });
}

/** What is charged by a step, in its order. */
const chargesOf = ({ title, fee }: StepDefinition): readonly ChargeOfStep[] =>
  (fee?.charges ?? []).map(charge => ({ ...charge, title, basis: fee!.basis }));
