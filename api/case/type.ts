import { remedyTexts } from '../../domain/words/zh-CN/titles.ts';
import type { Mode } from '../../domain/procedure/procedure.ts';
import { daysOf } from '../schema/due-day.ts';
import type { Kit } from '../schema/kit.ts';
import { windowIn } from '../../domain/case/desks.ts';
import { maySee } from './load-visible-case.ts';

/** The case (办件) as an object type and a node. What leads to it has asked already whether the viewer may see it. */
export function addCase({ builder, enums }: Kit): void {
  builder.node('Case', {
    description: 'One handled application (办件).',
    id: { resolve: record => record.view.case },
    loadMany: (ids: string[], context) =>
      Promise.all(
        ids.map(async id => {
          const record = context.viewer && (await context.loaders.case.load(id));
          return record && (await maySee(context, record)) ? record : null;
        }),
      ),
    fields: t => ({
      number: t.string({ description: 'Case number (办件编号).', resolve: ({ view }) => view.number }),
      queryCode: t.string({
        nullable: true,
        description: 'With the number it lets anybody ask for the status (查询码).',
        resolve: record => record.queryCode,
      }),
      revision: t.int({
        description: 'Number of events so far.',
        resolve: async ({ view, revision }, _args, { loaders }) =>
          revision ?? (await loaders.case.clear(view.case).load(view.case))!.revision,
      }),
      procedure: t.field({
        type: 'Procedure',
        nullable: true,
        description: 'The procedure and version under which it runs (事项), pinned at receipt.',
        resolve: ({ view }, _args, { procedures }) => procedures.get(view.procedure) ?? null,
      }),
      title: t.string({ description: 'Title of the procedure (事项名称).', resolve: ({ view }) => view.title }),
      lead: t.field({
        type: 'Unit',
        description: 'The lead unit (牵头单位).',
        resolve: ({ view }, _args, { loaders }) => loaders.unit.load(view.lead),
      }),
      place: t.string({
        nullable: true,
        description:
          'The region of the directory in which it is (办理区域), where the procedure is offered in several.',
        resolve: ({ view }) => view.place,
      }),
      window: t.field({
        type: 'Unit',
        description: 'The window that takes in and hands over (综合窗口).',
        resolve: ({ view }, _args, { loaders }) => loaders.unit.load(windowIn(view)),
      }),
      forwardedTo: t.field({
        type: 'Unit',
        nullable: true,
        description: 'The unit above that decides (转报), in a case of its own: see `followUps`.',
        resolve: ({ view }, _args, { loaders }) => (view.sentUp ? loaders.unit.load(view.sentUp.to) : null),
      }),
      applicant: t.id({
        description: 'The applicant (申请人), an opaque id of the party.',
        resolve: ({ view }) => view.applicant,
      }),
      from: t.string({
        nullable: true,
        description: 'Where an issue or an order comes from (来源).',
        resolve: ({ view }) => view.from,
      }),
      filedBy: t.field({
        type: 'Unit',
        nullable: true,
        description:
          "The unit that filed it for the applicant (代为提交): it does there what is the applicant's to do.",
        resolve: ({ view }, _args, { loaders }) =>
          view.filedBy === undefined ? null : loaders.unit.load(view.filedBy),
      }),
      channel: t.field({ type: enums.channel, resolve: ({ view }) => view.channel }),
      status: t.field({ type: enums.status, resolve: ({ view }) => view.status }),
      acceptance: t.field({ type: enums.acceptance, nullable: true, resolve: ({ view }) => view.acceptance }),
      colour: t.field({ type: enums.colour, resolve: ({ view }) => view.colour }),
      extended: t.boolean({ description: 'A limit was extended (已延期).', resolve: ({ view }) => view.extended }),
      unlawful: t.boolean({
        description: 'The statutory limit passed undecided (超法定时限).',
        resolve: ({ view }) => view.unlawful,
      }),
      receivedAt: t.field({
        type: 'DateTime',
        description: 'Received (收件).',
        resolve: ({ view }) => view.receivedAt,
      }),
      receivedOn: t.field({
        type: 'Date',
        description: 'The day of `receivedAt`: what time did at 24:00 is of the day that ended.',
        resolve: ({ view }) => daysOf(view).received,
      }),
      typedInAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When papers that came by post or at the counter were typed in (补录时间), where that was later.',
        resolve: ({ view }) => view.typedIn?.at,
      }),
      typedInBy: t.id({
        nullable: true,
        description: 'Who says when they had come (补录人).',
        resolve: ({ view }) => view.typedIn?.by,
      }),
      acceptedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Accepted (受理).',
        resolve: ({ view }) => view.acceptedAt,
      }),
      acceptedOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The day of `acceptedAt`: what time did at 24:00 is of the day that ended.',
        resolve: ({ view }) => daysOf(view).accepted,
      }),
      decidedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Decided (决定).',
        resolve: ({ view }) => view.decidedAt,
      }),
      decidedOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The day of `decidedAt`: what time did at 24:00 is of the day that ended.',
        resolve: ({ view }) => daysOf(view).decided,
      }),
      effectiveAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'From when what was granted or settled has effect (生效): the decision, or by law the receipt.',
        resolve: ({ view }) => view.effectiveAt,
      }),
      effectiveOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The day of `effectiveAt`: what time did at 24:00 is of the day that ended.',
        resolve: ({ view }) => daysOf(view).effective,
      }),
      endedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Ended (办结).',
        resolve: ({ view }) => view.endedAt,
      }),
      endedOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The day of `endedAt`: what time did at 24:00 is of the day that ended.',
        resolve: ({ view }) => daysOf(view).ended,
      }),
      closed: t.boolean({ description: 'Nothing is to happen any more (归档).', resolve: ({ view }) => view.closed }),
      asOf: t.field({
        type: 'DateTime',
        description: 'The last event: colours are as of then.',
        resolve: ({ view }) => view.asOf,
      }),
      modes: t.field({
        type: [enums.mode],
        description: 'Modes that the applicant chose (办理方式).',
        resolve: ({ view }) => view.modes as readonly Mode[],
      }),
      modeUse: t.field({
        type: ['ModeUse'],
        description: 'Modes that the procedure offers, and what became of each here (办理方式使用情况).',
        resolve: ({ view }) => view.modeUse,
      }),
      papers: t.field({
        type: ['Paper'],
        description: 'Papers handed in (申请材料), by reference.',
        resolve: record => record.view.papers.map(it => ({ case: record, it })),
      }),
      checks: t.field({
        type: ['CompletenessCheck'],
        nullable: true,
        description: 'The units that check whether the papers are complete (材料齐全性核对), before the one notice.',
        resolve: ({ view }) => (view.checks ?? []).map(each => ({ ...each, procedure: view.procedure })),
      }),
      defects: t.field({
        type: ['Defect'],
        description: 'Open defects of the last one-time notice (补正事项).',
        resolve: ({ view }) => view.defects.map(each => ({ ...each, procedure: view.procedure })),
      }),
      missing: t.field({
        type: ['ProcedureMaterial'],
        description: 'Materials that tolerant acceptance left open (容缺材料).',
        resolve: ({ view }, _args, { procedures }) => {
          const procedure = procedures.get(view.procedure);
          return view.missing.flatMap(name => {
            const it = procedure?.materials[name];
            return procedure && it ? [{ name, procedure, it }] : [];
          });
        },
      }),
      permits: t.field({ type: ['Permit'], resolve: ({ view }) => view.permits }),
      reasons: t.field({
        type: ['Reason'],
        description: 'Reasons of a denial, termination or revocation (理由).',
        resolve: ({ view }) => view.reasons,
      }),
      remedies: t.string({
        nullable: true,
        description: 'What may be done against the decision (救济途径).',
        resolve: ({ view }) => view.remedies && remedyTexts[view.remedies],
      }),
      nationalCode: t.int({
        nullable: true,
        description: 'Code of the state in the national exchange (办件状态代码); none for what it does not know.',
        resolve: ({ view }) => view.nationalCode,
      }),
      rating: t.field({
        type: 'Rating',
        nullable: true,
        description: 'What the applicant says of the service (好差评).',
        resolve: ({ view }) => view.rating,
      }),
      urgings: t.field({
        type: ['Urging'],
        description: 'Urgings (催办), in order.',
        resolve: ({ view }) => view.urgings ?? [],
      }),
      appeals: t.field({
        type: ['Appeal'],
        description: 'Reviews and suits against the decision, as noted (复议、诉讼).',
        resolve: ({ view }) => view.appeals ?? [],
      }),
      suspensions: t.field({
        type: ['Suspension'],
        description: 'Suspensions (中止), in order.',
        resolve: ({ view }) => view.suspensions ?? [],
      }),
      clocks: t.field({
        type: ['Clock'],
        description: 'All clocks (时限).',
        resolve: record => record.view.clocks.map(it => ({ case: record, it })),
      }),
      steps: t.field({
        type: ['Step'],
        description: 'All steps (环节) opened so far.',
        resolve: record => record.view.steps.map(it => ({ case: record, it })),
      }),
      documents: t.field({
        type: ['Document'],
        description: 'Documents of the office (文书).',
        resolve: record => record.view.documents.map(it => ({ case: record, it })),
      }),
      instruments: t.field({
        type: ['Instrument'],
        nullable: true,
        description: 'Instruments of the ladder (督办文书); null for applicants.',
        resolve: record => record.view.instruments.map(it => ({ case: record, it })),
      }),
    }),
  });
}
