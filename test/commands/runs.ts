import { randomUUID } from 'node:crypto';
import { environmentOf } from '../../commands/environment.ts';
import { readKept } from '../../commands/load-case.ts';
import { ask } from '../../db/commands/ask.ts';
import type { CommandRow, KnownCase } from '../../db/commands/command-row.ts';
import type { CaseInput, CaseSnapshot } from '../../domain/host/protocol.ts';
import { officer } from '../../domain/testing.ts';
import type { Actor } from '../../domain/values.ts';
import { accept, accepted, receive } from '../support/acts.ts';
import { testCalendar, type TestShell } from '../support/worker.ts';

/** The run of a case, whichever it is. */
export const handleOf = (shell: TestShell, caseId: string) => shell.context.client.workflow.getHandle(caseId);
export const runOf = async (shell: TestShell, caseId: string) => (await handleOf(shell, caseId).describe()).runId;
export const logOf = (shell: TestShell, caseId: string) =>
  shell.database.db
    .selectFrom('event')
    .select(['seq', 'type', 'command_key'])
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();

/** Records an act as a caller does who dies at once. */
export async function asked(
  shell: TestShell,
  caseId: string,
  actor: Actor,
  command: object,
): Promise<{ readonly command: CommandRow; readonly known: KnownCase }> {
  const result = await ask(shell.context.db, {
    key: `${actor.person}:${randomUUID()}`,
    actor,
    caseId,
    payload: JSON.stringify(command),
  });
  if (result.kind !== 'asked' || !result.known) throw new Error(`not asked: ${result.kind}`);
  return { command: result.command, known: result.known };
}
/** A case that was received and accepted. */
export async function inReview(shell: TestShell): Promise<string> {
  const { case: id } = await receive(shell.context);
  accepted(await accept(shell.context, id));
  return id;
}
/** A run that goes on from something else than the log says. */
export async function runOn(
  shell: TestShell,
  caseId: string,
  change: (kept: CaseSnapshot) => CaseSnapshot,
): Promise<void> {
  await handleOf(shell, caseId)
    .terminate('replaced')
    .catch(() => {});
  const environment = environmentOf(shell.context, 'restaurant-opening.v1');
  const input: CaseInput = {
    kept: change(await readKept(shell.context, shell.context.db, caseId, environment)),
    offset: 0,
    calendars: { [testCalendar]: environment.calendar(testCalendar).data },
  };
  await shell.context.client.workflow.start('restaurant-opening.v1', {
    workflowId: caseId,
    taskQueue: shell.context.taskQueue,
    args: [input],
  });
}

export const claim = { type: 'claim', step: 'licence' };
export const licenceOfficer = officer('market-regulation');
