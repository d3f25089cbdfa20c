import type { Post } from '../../domain/directory/posts.ts';
import { seesWithin } from '../case/visibility.ts';
import { partId } from '../schema/node-ids.ts';
import { loadPart } from '../case/load-part.ts';
import type { Kit } from '../schema/kit.ts';

export function addStep({ builder, enums, outcomes: { outcome, read } }: Kit): void {
  builder.objectType('SpecialProcedure', {
    description: 'A special procedure of a step (特殊程序): its time is not counted (行政许可法 45).',
    fields: t => ({
      special: t.id({ description: 'As the list of the procedure names it.', resolve: ({ it }) => it.special }),
      title: t.string({ resolve: ({ it }) => it.title }),
      notice: t.string({ description: 'Number of the written notice (文号).', resolve: ({ it }) => it.notice }),
      state: t.field({ type: enums.specialState, resolve: ({ it }) => it.state }),
      awaitsResult: t.boolean({
        description: 'Its time ran out before its result was told, which changes no clock any more (待补录结果).',
        resolve: ({ it }) => it.awaitsResult,
      }),
      clock: t.field({
        type: 'Clock',
        nullable: true,
        description: 'The clock of its own time.',
        resolve: of => {
          const it = of.case.view.clocks.find(({ clock }) => clock === of.it.clock);
          return it === undefined ? null : { case: of.case, it };
        },
      }),
    }),
  });
  const handler = builder.objectRef<{ readonly person: string; readonly unit: string }>('Handler').implement({
    description: 'Who handles a step for its unit (承办人).',
    fields: t => ({
      name: t.string({
        nullable: true,
        description: 'The name (姓名), for those who act in the case and for its applicant.',
        resolve: ({ person }, _args, { loaders }) => loaders.personName.load(person),
      }),
      unit: t.field({
        type: 'Unit',
        description: 'The unit (承办单位), with the telephone that the public calls.',
        resolve: ({ unit }, _args, { loaders }) => loaders.unit.load(unit),
      }),
    }),
  });
  builder.node('Step', {
    description: 'A step (环节): a timed unit of work.',
    id: { resolve: of => partId(of.case.view.case, of.it.step) },
    loadOne: (id, context) => loadPart(context, id, ({ view }, name) => view.steps.find(({ step }) => step === name)),
    fields: t => ({
      step: t.id({ description: 'Name in the case, such as fire, recheck@fire#2.', resolve: ({ it }) => it.step }),
      case: t.field({ type: 'Case', resolve: of => of.case }),
      title: t.string({ resolve: ({ it }) => it.title }),
      kind: t.field({ type: enums.stepKind, resolve: ({ it }) => it.kind }),
      unit: t.field({
        type: 'Unit',
        nullable: true,
        description: 'The unit that acts (承办单位); none where the applicant or the world does.',
        resolve: ({ it }, _args, { loaders }) => (it.unit === undefined ? null : loaders.unit.load(it.unit)),
      }),
      post: t.field({ type: enums.post, nullable: true, resolve: ({ it }) => it.post as Post | undefined }),
      state: t.field({ type: enums.stepState, resolve: ({ it }) => it.state }),
      openedAt: t.field({ type: 'DateTime', resolve: ({ it }) => it.openedAt }),
      endedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ it }) => it.endedAt }),
      claimedBy: t.id({
        nullable: true,
        description: 'The person who took it (认领人).',
        resolve: ({ it }) => it.claimedBy,
      }),
      answeredBy: t.idList({
        nullable: true,
        description: 'Who answered for it; two where two people check.',
        resolve: ({ it }) => [...(it.answeredBy ?? [])],
      }),
      handler: t.field({
        type: handler,
        nullable: true,
        description:
          'Who works on it, or did (承办人): whom the applicant may ask for, with the telephone of the unit.',
        resolve: ({ it }) => {
          const person = it.claimedBy ?? it.answeredBy?.at(-1);
          return person === undefined || it.unit === undefined ? null : { person, unit: it.unit };
        },
      }),
      clock: t.field({
        type: 'Clock',
        nullable: true,
        description: 'The clock of its own share.',
        resolve: of => {
          const it = of.case.view.clocks.find(clock => clock.step === of.it.step && clock.kind !== 'special');
          return it === undefined ? null : { case: of.case, it };
        },
      }),
      meeting: t.field({
        type: 'Meeting',
        nullable: true,
        description: 'Of a conference that was convened: when and where it meets, and what was recorded of it.',
        resolve: of => (of.it.meeting ? of : null),
      }),
      conference: t.id({
        nullable: true,
        description: 'Of the part of one party in a conference: the step of the conference.',
        resolve: ({ it }) => it.seat?.conference,
      }),
      party: t.id({
        nullable: true,
        description: 'Of the part of one party in a conference: the party, as the procedure names it.',
        resolve: ({ it }) => it.seat?.party,
      }),
      objection: t.field({
        type: 'Objection',
        nullable: true,
        description: 'Of an objection to a public notice (公示异议): what is objected, and what was replied.',
        resolve: ({ it }) => it.objection,
      }),
      specialProcedures: t.field({
        type: ['SpecialProcedure'],
        description: 'Every special procedure (特殊程序) that was begun for it, in order.',
        resolve: of => (of.it.specials ?? []).map(it => ({ case: of.case, it })),
      }),
      about: t.field({
        type: ['Reason'],
        description:
          'Why it is asked: what those before it said, such as what to put right (整改事项). Before the decision ' +
          'applicants read those of their own steps.',
        resolve: (of, _args, { viewer }) => (seesWithin(viewer, of.case, of.it) ? (of.it.about ?? []) : []),
      }),
      outcome: t.field({
        type: outcome,
        nullable: true,
        description:
          'What came of it (办理结果), in the shape that the procedure declares. Before the decision applicants read ' +
          'those of their own steps.',
        resolve: (of, _args, { viewer }) =>
          of.it.outcome === undefined || !seesWithin(viewer, of.case, of.it)
            ? null
            : read({ step: of, value: of.it.outcome }),
      }),
    }),
  });
  builder.objectType('Meeting', {
    description: 'A meeting or joint visit (会议、联合踏勘).',
    fields: t => ({
      meets: t.field({ type: 'DateTime', resolve: ({ it }) => it.meeting!.meets }),
      place: t.string({ resolve: ({ it }) => it.meeting!.place }),
      minutes: t.string({
        nullable: true,
        description: '会议纪要. Applicants read them after the decision.',
        resolve: (of, _args, { viewer }) => (seesWithin(viewer, of.case, of.it) ? of.it.meeting!.minutes : null),
      }),
      present: t.idList({
        nullable: true,
        description: 'The parties that came, by the names of `Step.party`.',
        resolve: ({ it }) => (it.meeting!.present ? [...it.meeting!.present] : null),
      }),
    }),
  });
}
