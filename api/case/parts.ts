import { dayOn } from '../../domain/case/state.ts';
import { documentTitle } from '../../domain/words/zh-CN/items.ts';
import { fileInCase } from '../file/type.ts';
import { partId } from '../schema/node-ids.ts';
import { loadPart } from './load-part.ts';
import type { Kit } from '../schema/kit.ts';
import { itemTitleOf } from './progress.ts';

/** Small object types that belong to cases: defects, papers, permits, reasons, limits. */
export function addCaseParts({ builder, enums }: Kit): void {
  builder.objectType('Defect', {
    description: 'What a one-time notice asks to put right (补正事项).',
    fields: t => ({
      item: t.exposeString('item', { description: 'A material or a field of the form.' }),
      title: t.string({
        description: 'What the item is called (名称).',
        resolve: ({ item, procedure }, _args, { procedures }) => itemTitleOf(procedures.get(procedure), item),
      }),
      defect: t.exposeString('defect', { description: 'What is wrong, or missing.' }),
    }),
  });
  builder.objectType('Paper', {
    description: 'A paper (材料): a file, or by its digest alone one that is kept elsewhere.',
    fields: t => ({
      material: t.string({
        description: 'The material of the procedure that it is.',
        resolve: ({ it }) => it.material,
      }),
      title: t.string({
        resolve: ({ it, case: { view } }, _args, { procedures }) =>
          procedures.get(view.procedure)?.materials[it.material]?.title ?? it.material,
      }),
      digest: t.string({ description: 'SHA-256 of the file, in hex.', resolve: ({ it }) => it.digest }),
      file: t.field({
        type: 'File',
        nullable: true,
        description: 'The file; null for a paper that is kept elsewhere.',
        resolve: ({ it, case: record }, _args, context) => fileInCase(context, record, it),
      }),
      kind: t.field({ type: enums.paperKind, resolve: ({ it }) => it.kind }),
      instead: t.boolean({
        description: 'It was taken in place of the material (替代材料).',
        resolve: ({ it }) => it.instead === true,
      }),
      suppliedBy: t.field({ type: enums.supplier, resolve: ({ it }) => it.suppliedBy }),
    }),
  });
  builder.objectType('CompletenessCheck', {
    description: 'What a unit found when it checked the papers (材料齐全性核对).',
    fields: t => ({
      unit: t.field({ type: 'Unit', resolve: ({ unit }, _args, { loaders }) => loaders.unit.load(unit) }),
      at: t.field({ type: 'DateTime', nullable: true, description: 'Null: still to come.', resolve: ({ at }) => at }),
      defects: t.field({
        type: ['Defect'],
        resolve: ({ defects, procedure }) => defects.map(each => ({ ...each, procedure })),
      }),
    }),
  });
  builder.objectType('Permit', {
    description: 'A permit (许可) of the decision.',
    fields: t => ({
      permit: t.exposeString('permit', {}),
      title: t.exposeString('title', {}),
      state: t.field({ type: enums.permitState, resolve: permit => permit.state }),
      reasons: t.field({ type: ['Reason'], resolve: permit => permit.reasons }),
      number: t.string({ nullable: true, description: 'Of one that was granted (证号).', resolve: it => it.number }),
      validFrom: t.string({
        nullable: true,
        description: 'The first day of its validity (有效期起).',
        resolve: it => it.validFrom,
      }),
      validUntil: t.string({
        nullable: true,
        description: 'The last day of its validity (有效期止); null without end.',
        resolve: it => it.validUntil,
      }),
      conditions: t.field({
        type: ['Reason'],
        description: 'Under which it was agreed to (附条件).',
        resolve: it => it.conditions ?? [],
      }),
      early: t.boolean({
        description: 'Granted before the rest was decided (先行准予).',
        resolve: it => it.isEarly === true,
      }),
      deliveredAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When it was handed over, of one that was granted early.',
        resolve: it => it.deliveredAt,
      }),
    }),
  });
  builder.objectType('Reason', {
    description: 'A reason (理由) with its basis.',
    fields: t => ({
      text: t.exposeString('text', {}),
      basis: t.exposeString('basis', { nullable: true, description: '法条 or clause of the procedure.' }),
    }),
  });
  builder.objectType('Suspension', {
    description: 'A suspension (中止): every clock of the office stood still; open while it has no `to`.',
    fields: t => ({
      from: t.field({ type: 'DateTime', resolve: ({ from }) => from }),
      to: t.field({ type: 'DateTime', nullable: true, resolve: ({ to }) => to }),
      ground: t.field({ type: enums.suspensionGround, resolve: ({ ground }) => ground }),
      reason: t.field({ type: 'Reason', resolve: ({ reason }) => reason }),
      notice: t.exposeString('notice', { description: 'Number of the written notice (文号).' }),
      annulledAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When it was annulled, if it was a mistake (撤销): its time then counts.',
        resolve: ({ annulledAt }) => annulledAt,
      }),
    }),
  });
  builder.node('Document', {
    description: 'A written document of the office (文书), by reference.',
    id: { resolve: of => partId(of.case.view.case, of.it.document) },
    loadOne: (id, context) =>
      loadPart(context, id, ({ view }, name) => view.documents.find(({ document }) => document === name)),
    fields: t => ({
      title: t.string({
        resolve: ({ case: { view }, it }, _args, { procedures }) =>
          documentTitle(it.kind, procedures.get(view.procedure)?.kind ?? 'licence'),
      }),
      permit: t.string({
        nullable: true,
        description:
          'Of a decision: the permit (许可) that it is about, as `Permit.permit` names it. Each permit has its own ' +
          'document.',
        resolve: ({ it }) => it.permit,
      }),
      number: t.string({ description: 'Number of the document (文号).', resolve: ({ it }) => it.number }),
      at: t.field({ type: 'DateTime', resolve: ({ it }) => it.at }),
      on: t.field({
        type: 'Date',
        description: 'Its date (成文日期): what time made at 24:00 is of the day that ended.',
        resolve: ({ it }) => dayOn(it.at, it.on),
      }),
      digest: t.string({ nullable: true, resolve: ({ it }) => it.digest }),
      voidedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When what made it was annulled: it is void since (作废).',
        resolve: ({ it }) => it.voidedAt,
      }),
    }),
  });
}
