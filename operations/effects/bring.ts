import { actOfEngine } from '../../commands/act-of-engine.ts';
import type { CommandContext } from '../../commands/context.ts';
import type { ClaimedCall } from '../../db/effects/calls.ts';
import type { Command } from '../../domain/case/command.ts';
import type { RefusalCode } from '../../domain/refusals/catalogue.ts';
import { CallFailed } from './failure.ts';

/** The case has gone on without it: that is noted, and what was done stays done. */
const late: ReadonlySet<string> = new Set([
  'case.ended',
  'case.decided',
  'step.answered',
  'step.cancelled',
  'material.unknown',
] satisfies RefusalCode[]);

/**
 * Brings an answer to the case, once: the first that was recorded is the one that counts, whatever an implementation
 * answers when it is called again.
 * @throws CallFailed where the case has not answered yet, or does not take it
 */
export async function bring(
  context: CommandContext,
  { caseId, kind, subject, sent }: ClaimedCall,
  command: Command,
): Promise<void> {
  const result = await actOfEngine(context, caseId, `${kind}:${caseId}:${subject}:${sent}`, command);
  if (!result || ('accepted' in result && result.accepted)) return;
  if ('unknown' in result) throw new CallFailed('the case has not answered yet');
  if (late.has(result.refused.code)) return;
  throw new CallFailed(`the case does not take the answer: ${result.refused.code}`, { isFinal: true });
}
