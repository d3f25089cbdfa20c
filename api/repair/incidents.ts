import { incidentKinds, listIncidents, repairsOf } from '../../db/operations/incidents.ts';
import { repairKinds } from '../../db/operations/repairs.ts';
import { connectionOf } from '../schema/connections.ts';
import { pageCost } from '../schema/cost.ts';
import { enumValues } from '../schema/define-enum.ts';
import type { Kit } from '../schema/kit.ts';
import { defined } from '../../domain/defined.ts';

/** What an administrator must look at, in one list, each with the repairs for it. */
export function addIncidents({ builder, connections }: Kit): void {
  const kind = builder.enumType('IncidentKind', {
    description: 'What keeps a case, or one act on it, from going on (故障种类).',
    values: enumValues('IncidentKind', incidentKinds, {
      deadLetter: '死信: a command was tried 20 times without an answer and was given up.',
      callGivenUp: '调用失败: an effect, or a source of shared data, did not answer and was given up.',
      databaseBehind:
        '数据库落后: the run was told that more is written than the log has; the database was restored from a copy.',
      eventNotWritten: '事件未写入: the database does not take an event of the case.',
      cannotDecide: '无法决定: the run throws, at an act or at what time does.',
      forged: '冒名: an event carries the key of a command that somebody else asked, or with other content.',
      withoutRun: '无运行: the case is open and no run of it could be started.',
    }),
  });
  const repair = builder.enumType('RepairKind', {
    description: 'A repair (修复), as its mutation and `npm run -s shixian -- repair` do it.',
    values: enumValues('RepairKind', repairKinds, {
      sendAgain: 'sendDeadLetterAgain',
      refuse: 'refuseDeadLetter',
      start: 'startLostRun',
      takeFromHistory: 'takeEventsFromHistory',
      startFromLog: 'startFromLog',
      callAgain: 'callAgain',
      keepNumbers: 'In the terminal alone: numbers given after a copy was made are not given again.',
    }),
  });
  builder.objectType('Incident', {
    description:
      'What keeps one case, or one act on it, from going on until somebody looks (故障). Other cases are not ' +
      'touched by it.',
    fields: t => ({
      kind: t.field({ type: kind, resolve: incident => incident.kind }),
      caseId: t.exposeID('caseId', { description: "The case's own id, as logs name it." }),
      case: t.field({
        type: 'Case',
        nullable: true,
        description: 'Null where the database does not have it.',
        resolve: ({ caseId }, _args, { loaders }) => loaders.case.load(caseId),
      }),
      key: t.exposeID('key', { nullable: true, description: 'Of what was given up: its command, or its call.' }),
      since: t.field({ type: 'DateTime', resolve: incident => incident.since }),
      seenAt: t.field({
        type: 'DateTime',
        description: 'When it was last met. Workers look once a minute whether it still holds.',
        resolve: incident => incident.seenAt,
      }),
      detail: t.exposeString('detail', { description: "What was found, in English; without anybody's data." }),
      repairs: t.field({
        type: [repair],
        description: 'Those that apply, the usual one first.',
        resolve: incident => [...repairsOf[incident.kind]],
      }),
    }),
  });
  builder.objectType('Repair', {
    description: 'What was put right, by whom and why (修复记录); kept for good.',
    fields: t => ({
      at: t.field({ type: 'DateTime', resolve: done => done.at }),
      by: t.exposeID('by', { description: 'The person.' }),
      repair: t.field({ type: repair, resolve: done => done.what }),
      caseId: t.exposeID('caseId', { description: "The case's own id, as logs name it." }),
      key: t.id({
        nullable: true,
        description: 'Of what was given up: its command, or its call.',
        resolve: done => done.commandKey,
      }),
      found: t.exposeString('found', { description: 'What was wrong, and what was given up.' }),
      reason: t.exposeString('reason', {}),
    }),
  });
  builder.queryField('incidents', t =>
    t.connection(
      {
        type: 'Incident',
        description: 'What an administrator must look at (故障), what has lasted longest first.',
        complexity: pageCost,
        args: { kind: t.arg({ type: kind }), caseId: t.arg.id({ description: "The case's own id, as logs name it." }) },
        resolve: (_root, args, { db }) =>
          connectionOf(
            args,
            request =>
              listIncidents(
                db,
                { ...(args.kind && { kind: args.kind }), ...defined({ caseId: args.caseId }) },
                request,
              ),
            items => Promise.resolve(items),
          ),
      },
      connections.incident,
    ),
  );
}
