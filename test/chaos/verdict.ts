import type { CommandContext } from '../../commands/context.ts';
import type { Finding } from '../../domain/audit/audit.ts';
import { audit } from '../../operations/audit.ts';
import { environmentOf } from '../../commands/environment.ts';
import type { CommandRow } from '../../db/commands/command-row.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { readLog } from '../../db/log/read.ts';
import { evolve, viewOf, type CaseState } from '../../domain/case/case.ts';
import { readEvent } from '../../domain/case/event.ts';
import type { Asked, Ledger } from './ledger.ts';

/** What the auditor says of the database. */
export interface Audit {
  readonly cases: number;
  readonly events: number;
  readonly commands: number;
  readonly accepted: number;
  readonly refused: number;
  readonly found: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** Milliseconds for which an act may be unanswered when everything has come to rest. */
const patience = 5_000;

export async function verifyAudit(context: CommandContext): Promise<Audit> {
  const findings: Finding[] = [];
  const audited = await audit(context, {
    patience,
    selection: {},
    onFinding: finding => {
      findings.push(finding);
    },
  });
  return { ...audited, findings, found: findings.length, counts: {} };
}

const ofItsRow: ReadonlySet<string> = new Set(['asked', 'decided']);

/**
 * The audit without what a newer row alone makes of an act: its database was put back, what had been asked before still
 * reached its case, and its caller asked it again. The act counts as asked when it first was; that is no damage.
 */
export async function withoutAskedAnew(
  context: CommandContext,
  audit: Audit,
  { askedAnew }: Ledger,
): Promise<Audit & { readonly askedAnew: number }> {
  const findings: Audit['findings'][number][] = [];
  const anew = new Set<string>();
  for (const each of audit.findings) {
    const seq = ofItsRow.has(each.check) ? Number(/^event (\d+)$/.exec(each.place)?.[1]) : Number.NaN;
    const event = Number.isNaN(seq)
      ? undefined
      : await context.db
          .selectFrom('event')
          .select('command_key')
          .where('case_id', '=', each.case)
          .where('seq', '=', seq)
          .executeTakeFirst();
    if (event?.command_key && (await isAskedAnew(context, event.command_key, askedAnew))) anew.add(event.command_key);
    else findings.push(each);
  }
  const counts = Object.fromEntries(
    [...Map.groupBy(findings, each => each.check)].map(([check, list]) => [check, list.length]),
  );
  return { ...audit, findings, counts, found: findings.length, askedAnew: anew.size };
}

/** Whether an act was asked again, or is a letter that a case wrote because of one. */
async function isAskedAnew(context: CommandContext, key: string, askedAnew: ReadonlySet<string>): Promise<boolean> {
  if (askedAnew.has(key)) return true;
  const [, sender, seq] = /^([^/]+)\/(\d+)\/\d+$/u.exec(key) ?? [];
  if (sender === undefined) return false;
  const event = await context.db
    .selectFrom('event')
    .select('command_key')
    .where('case_id', '=', sender)
    .where('seq', '=', Number(seq))
    .executeTakeFirst();
  return event?.command_key ? isAskedAnew(context, event.command_key, askedAnew) : false;
}

/** Where what callers were told is not what the database says now: each in a line. */
export async function toldWrongly(context: CommandContext, ledger: Ledger): Promise<readonly string[]> {
  const wrong: string[] = [];
  const states = new Map<string, readonly CaseState[]>();
  for (const asked of ledger.all) {
    if (asked.told.length === 0) continue;
    const row = (await readCommand(context.db, asked.key))?.command;
    for (const why of await falseOf(context, asked, row, states))
      wrong.push(`${asked.key} (${asked.act.mutation}, ${row?.caseId ?? asked.caseId ?? 'no case'}): ${why}`);
  }
  return wrong;
}

async function falseOf(
  context: CommandContext,
  { told, caseId, act }: Asked,
  row: CommandRow | undefined,
  states: Map<string, readonly CaseState[]>,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const answer = row?.answer;
  // Who files a draft is told of the case that begins by it, not of the one that is asked.
  const isFiling = act.mutation === 'submitDraft';
  for (const each of told) {
    switch (each.kind) {
      case 'accepted':
        if (!answer) wrong.push(`told accepted; the database has ${row ? 'no answer' : 'no such act'}`);
        else if (!answer.accepted) wrong.push(`told accepted; the database says refused (${answer.refused.code})`);
        else if (isFiling) continue;
        else if (row.caseId !== each.caseId || (caseId !== undefined && caseId !== each.caseId))
          wrong.push(`told of the case ${each.caseId}`);
        else if (
          !(await statesOf(context, row, states)).slice(answer.seq - 1).some(state => isTold(context, row, state, each))
        ) {
          wrong.push(
            `told ${each.status} ${each.colour} as of ${each.asOf}: the case never was so after event ${answer.seq}`,
          );
        }
        break;
      case 'acceptedUnseen':
        if (!answer?.accepted) wrong.push('told accepted; the database says otherwise');
        break;
      case 'refused':
        if (!answer) wrong.push(`told refused (${each.reason}); the database has ${row ? 'no answer' : 'no such act'}`);
        else if (answer.accepted)
          wrong.push(`told refused (${each.reason}); the database says accepted as event ${answer.seq}`);
        else if (answer.refused.code !== each.reason)
          wrong.push(`told refused (${each.reason}); the database says ${answer.refused.code}`);
        break;
      case 'error':
        if (answer?.accepted && told.every(other => other.kind === 'error'))
          wrong.push(`told ${each.type} and nothing else; the database says accepted as event ${answer.seq}`);
    }
  }
  return wrong;
}

/** The case after each of its events. */
async function statesOf(
  context: CommandContext,
  { caseId, procedure }: CommandRow,
  known: Map<string, readonly CaseState[]>,
): Promise<readonly CaseState[]> {
  const found = known.get(caseId);
  if (found) return found;
  const environment = environmentOf(context, procedure);
  const states: CaseState[] = [];
  for (const { text } of await readLog(context.db, caseId))
    states.push(evolve(states.at(-1), readEvent(text), environment));
  known.set(caseId, states);
  return states;
}

/** GraphQL's names of the domain's values: `inReview` is told as `IN_REVIEW`. */
const named = (value: string): string => value.replaceAll(/[A-Z]/g, letter => `_${letter}`).toUpperCase();

function isTold(
  context: CommandContext,
  { procedure }: CommandRow,
  state: CaseState,
  told: { readonly status: string; readonly colour: string; readonly asOf: number },
): boolean {
  if (state.at !== told.asOf || named(state.status) !== told.status) return false;
  return named(viewOf(state, environmentOf(context, procedure)).colour) === told.colour;
}
