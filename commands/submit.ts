import { askWithFiles } from '../db/commands/ask-with-files.ts';
import type { PeoplesCommand } from '../domain/case/capabilities/index.ts';
import type { CommandOf } from '../domain/case/command.ts';
import { filesOf } from '../domain/case/files.ts';
import type { Actor } from '../domain/values.ts';
import { canonicalJson } from '../domain/log/canonical.ts';
import type { CommandContext } from './context.ts';
import { countCommand } from './metrics.ts';
import { storePersonalFields, type PersonalFields } from './personal-fields.ts';
import type { Result } from './result.ts';
import { settle, type SeenCase } from './settle.ts';
import { refusalOf } from '../domain/refusal.ts';

/** An act of a person on a case that was received before. */
export interface Submission {
  readonly actor: Actor;
  /** The caller's own id: the same again is the same act. */
  readonly commandId: string;
  readonly caseId: string;
  readonly command: PeoplesCommand | CommandOf<'release'>;
  /** Personal fields of a corrected form (补正): kept apart, the command then carries their reference. */
  readonly personal?: PersonalFields;
  /** The case as the caller read it just before, if so: the answer need not read it again. */
  readonly seen?: SeenCase;
}

export const keyOf = (actor: Pick<Actor, 'person'>, commandId: string): string => `${actor.person}:${commandId}`;
export const differs: Result = { accepted: false, refused: refusalOf('command.differs', { used: 'act' }) };
/** Files that another case has; the command that named them was not recorded. */
export const filesTaken = (files: readonly string[]): Result => ({
  accepted: false,
  refused: refusalOf('file.used', { found: files }),
});

/**
 * Brings an act to its case: recorded, decided in the case's run, written down, answered from what was written. The
 * same command id again gives the same answer and one effect; with other content it is refused (`command.differs`).
 * Whether the actor may act for whom he claims is the caller's to have checked.
 */
export const submit = async (context: CommandContext, submission: Submission): Promise<Result> =>
  countCommand(submission.command.type, await submitUncounted(context, submission));

async function submitUncounted(
  context: CommandContext,
  { actor, commandId, caseId, command, personal, seen }: Submission,
): Promise<Result> {
  const key = keyOf(actor, commandId);
  let payload: object = command;
  if (personal) {
    const reference = await storePersonalFields(context.db, key, caseId, personal);
    if (!reference) return differs;
    payload = { ...command, personal: reference };
  }
  const asked = await askWithFiles(
    context.db,
    { key, actor, caseId, payload: canonicalJson(payload), request: context.requestId },
    filesOf(command),
  );
  if (asked.kind === 'differs') return differs;
  if (asked.kind === 'filesTaken') return filesTaken(asked.files);
  if (asked.kind === 'noSuchCase') return { accepted: false, refused: refusalOf('case.unknown', { found: caseId }) };
  return await settle(context, asked.command, asked.known, seen);
}
