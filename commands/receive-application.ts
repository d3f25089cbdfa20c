import { askWithFiles } from '../db/commands/ask-with-files.ts';
import type { CommandRow, KnownCase } from '../db/commands/command-row.ts';
import { queryCode } from '../db/letters/letter-rows.ts';
import { yearOf } from '../domain/calendar/day.ts';
import { filesOf } from '../domain/case/files.ts';
import { digestOf } from '../domain/log/chain.ts';
import type { Actor } from '../domain/values.ts';
import type { Application } from './first-events.ts';
import { canonicalJson } from '../domain/log/canonical.ts';
import type { CommandContext } from './context.ts';
import { ensureRunning } from './ensure-running.ts';
import { describeError } from '../telemetry/safe-error.ts';
import { countCommand } from './metrics.ts';
import { readEarlier, storePersonalFields, type PersonalFields } from './personal-fields.ts';
import type { Result } from './result.ts';
import { settle } from './settle.ts';
import { differs, filesTaken, keyOf } from './submit.ts';
import { defined } from '../domain/defined.ts';

/** An application as it comes in (收件). */
export interface Beginning {
  readonly actor: Actor;
  readonly commandId: string;
  /** `form` without its personal fields. */
  readonly application: Omit<Application, 'personal'>;
  readonly personal?: PersonalFields;
  /** Milliseconds by which the case's time is ahead of the clock (development). */
  readonly timeOffset?: number;
  /** The command of the same id, if any, as the caller has just read it: then it is not read again. */
  readonly earlier?: { readonly command: CommandRow | undefined };
}

/**
 * Receives an application: recorded with its number, its first events decided and written here. Needs PostgreSQL alone;
 * the run is started behind the answer, or by the recovery loop once Temporal is there again.
 */
export const begin = async (context: CommandContext, beginning: Beginning): Promise<Result> =>
  countCommand('receive', await begun(context, beginning));

const begun = (context: CommandContext, { commandId, ...beginning }: Beginning): Promise<Result> =>
  beginByKey(context, { ...beginning, key: keyOf(beginning.actor, commandId) });

/** Begins a case by a key: the same key again is the same case. */
export async function beginByKey(
  context: CommandContext,
  {
    actor,
    key,
    application,
    personal,
    timeOffset = 0,
    earlier,
  }: Omit<Beginning, 'commandId'> & { readonly key: string },
): Promise<Result> {
  const now = Date.now() + timeOffset;
  const past = await readEarlier(context.db, key, earlier);
  const caseId = past.command?.caseId ?? past.kept?.caseId ?? newCaseId(key, now);
  const reference = personal && (await storePersonalFields(context.db, key, caseId, personal, past));
  if (personal && !reference) return differs;
  const asking = {
    key,
    actor,
    caseId,
    request: context.requestId,
    payload: canonicalJson({ ...application, ...defined({ personal: reference }) }),
    begins: {
      procedure: application.procedure,
      prefix: `SX${yearOf(now)}-`,
      queryCode: queryCode(),
      timeOffset,
    },
  };
  const asked = await askWithFiles(context.db, asking, filesOf({ type: 'receive', ...application }));
  if (asked.kind === 'filesTaken') return filesTaken(asked.files);
  if (asked.kind !== 'asked') return differs;
  return await bringBeginning(context, asked.command, asked.known);
}

/** Decides a recorded beginning, and starts the run behind the answer. */
export async function bringBeginning(context: CommandContext, command: CommandRow, known?: KnownCase): Promise<Result> {
  const { caseId } = command;
  const result = await settle(context, command, known);
  if ('accepted' in result && result.accepted && !result.view.closed) {
    ensureRunning(context, caseId).catch((error: unknown) =>
      context.log.warn({ case: caseId, fault: describeError(error) }, 'received, but not yet running'),
    );
  }
  return result;
}

/**
 * The id of the case that an application begins: the year of receipt, by which tables can be divided, and what the key
 * alone gives. The same application asked again is the same case. (P2)
 */
const newCaseId = (key: string, at: number): string => `${yearOf(at)}-${digestOf(`beginning ${key}`).slice(0, 24)}`;
