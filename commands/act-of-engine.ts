import { ask } from '../db/commands/ask.ts';
import type { Command } from '../domain/case/command.ts';
import { canonicalJson } from '../domain/log/canonical.ts';
import { engine } from '../domain/values.ts';
import type { CommandContext } from './context.ts';
import type { Result } from './result.ts';
import { settle } from './settle.ts';

/**
 * Brings an act of the engine itself to a case, once for its key: recorded before it is decided, as those of people
 * are, so that an audit knows that it was asked. Undefined: there is no such case.
 */
export async function actOfEngine(
  context: CommandContext,
  caseId: string,
  key: string,
  command: Command,
): Promise<Result | undefined> {
  const asked = await ask(context.db, { key, actor: engine, caseId, payload: canonicalJson(command) });
  return asked.kind === 'asked' ? settle(context, asked.command, asked.known) : undefined;
}
