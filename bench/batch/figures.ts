import { sql } from 'kysely';
import type { CommandContext } from '../../commands/context.ts';
import { readCase } from '../../db/cases/cases.ts';
import type { CaseView } from '../../domain/case/view.ts';

export const progressOf = async ({ db }: CommandContext, id: string): Promise<CaseView> =>
  (await readCase(db, id))!.view;

/** What the case of a batch weighs, and whether each of its children is there once. */
export interface Figures {
  /** Children that were not opened, not ended, or not counted by their parent. */
  readonly lost: number;
  /** Children that began, ended or were counted more than once. */
  readonly doubled: number;
  /** Of the runs of the parent: how many, their events, and bytes of the longest one and of all. */
  readonly runs: number;
  readonly longest: { readonly events: number; readonly bytes: number };
  readonly all: { readonly events: number; readonly bytes: number };
  /** Of its log. */
  readonly log: { readonly events: number; readonly bytes: number };
  readonly viewBytes: number;
}

export async function figuresOf(context: CommandContext, parent: string): Promise<Figures> {
  const { db, client } = context;
  const { children: progress, steps } = await progressOf(context, parent);
  const wanted = progress?.of ?? steps.length;
  const events = await db
    .selectFrom('event as e')
    .innerJoin('case as c', 'c.id', 'e.case_id')
    .select(['e.case_id', 'e.type', 'e.cause'])
    .where(eb => eb.or([eb('c.id', '=', parent), eb('c.parent', '=', parent)]))
    .where('e.type', 'in', ['received', 'withdrawn', 'childEnded'])
    .execute();
  const ofChildren = events.filter(each => each.case_id !== parent);
  const lists = [
    ofChildren.filter(({ type }) => type === 'received').map(each => each.case_id),
    ofChildren.filter(({ type }) => type === 'withdrawn').map(each => each.case_id),
    // The child's letter is its cause.
    events.filter(({ type }) => type === 'childEnded').map(({ cause }) => cause?.split('/')[0]),
  ];
  const runs: { readonly events: number; readonly bytes: number }[] = [];
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${parent}"` })) {
    const { historyLength, raw } = await client.workflow.getHandle(parent, runId).describe();
    runs.push({ events: historyLength, bytes: Number(raw.workflowExecutionInfo?.historySizeBytes ?? 0) });
  }
  const [log] = await db
    .selectFrom('event')
    .select([sql<number>`count(*)::int`.as('events'), sql<number>`sum(length(data))::int`.as('bytes')])
    .where('case_id', '=', parent)
    .execute();
  const sum = (of: 'events' | 'bytes'): number => runs.reduce((total, run) => total + run[of], 0);
  return {
    lost: lists.reduce((most, list) => Math.max(most, wanted - new Set(list).size), 0),
    doubled: lists.reduce((total, list) => total + list.length - new Set(list).size, 0),
    runs: runs.length,
    longest: { events: Math.max(...runs.map(run => run.events)), bytes: Math.max(...runs.map(run => run.bytes)) },
    all: { events: sum('events'), bytes: sum('bytes') },
    log: log!,
    viewBytes: JSON.stringify(await progressOf(context, parent)).length,
  };
}

const kB = (bytes: number): string => `${Math.round(bytes / 1_000).toLocaleString('en')} kB`;

export function linesOf(
  { lost, doubled, runs, longest, all, log, viewBytes }: Figures,
  seconds: { readonly opened: number; readonly ended: number },
  households: number,
): readonly string[] {
  const rate = (of: number): string => `${of.toFixed(0)} s, ${(households / of).toFixed(1)} a second`;
  return [
    `opened    ${households} cases in ${rate(seconds.opened)}`,
    `ended     in ${rate(seconds.ended)}`,
    `lost      ${lost}`,
    `doubled   ${doubled}`,
    `history   ${runs} runs, ${all.events} events, ${kB(all.bytes)}`,
    `longest   ${longest.events} events, ${kB(longest.bytes)}`,
    `log       ${log.events} events, ${kB(log.bytes)}; what people read of it ${kB(viewBytes)}`,
  ];
}
