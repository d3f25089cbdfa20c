import type { CommandRow } from '../db/commands/command-row.ts';
import { beginCase } from '../db/log/append.ts';
import { beforeReceipt, decide, viewOf } from '../domain/case/case.ts';
import { contextOf } from '../domain/case/act-context.ts';
import type { Command, CommandOf } from '../domain/case/command.ts';
import { namedDigestOf } from '../domain/log/chain.ts';
import { Refused } from '../domain/refusal.ts';
import type { CommandContext } from './context.ts';
import type { DecidedWithoutRun } from './decide-without-run.ts';
import { versionsNamed } from './calendars.ts';
import { environmentOf } from './environment.ts';

/** What is recorded of a beginning; case and number are fixed in its row. */
export type Application = Omit<CommandOf<'receive'>, 'type' | 'case' | 'number'>;

/** Decides the first events of a case from its row and writes them, without asking Temporal. */
export async function writeBeginning(context: CommandContext, row: CommandRow): Promise<DecidedWithoutRun> {
  const { caseId, procedure, key, payload, askedAt, caseOffset, number, queryCode } = row;
  if (number === undefined || queryCode === undefined)
    throw new Error(`The beginning ${key} has no number: its row was not written by ask().`);
  try {
    const environment = environmentOf(context, procedure);
    const application = JSON.parse(payload) as Application;
    await context.calendars.load(versionsNamed(application));
    const receive: Command = { ...application, type: 'receive', case: caseId, number };
    const source = contextOf({ ...row, digest: namedDigestOf(payload) }, askedAt + caseOffset, undefined);
    const { entries, state } = decide(beforeReceipt(caseId), receive, source, environment);
    const written = { entries, view: viewOf(state, environment) };
    await beginCase(context.db, caseId, { ...written, queryCode, timeOffset: caseOffset });
    return written;
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal };
    throw error;
  }
}
