import { isTemporalUnavailable } from '../../telemetry/safe-error.ts';
import { refuseLetter, startFromLog, startLost, takeFromHistory } from '../../operations/repair/repair.ts';
import { keyOf } from '../../commands/submit.ts';
import { callAgain } from '../../db/effects/calls.ts';
import { sendAgain } from '../../db/operations/dead-letters.ts';
import { readRepairs, type Repair, type Repairer } from '../../db/operations/repairs.ts';
import { readCase } from '../../db/cases/cases.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { Refused, refusalOf } from '../../domain/refusal.ts';
import { checkCommandId, concernedIn } from '../act/act.ts';
import { caseIdOf } from '../case/load-visible-case.ts';
import type { Context } from '../schema/context.ts';
import {
  AskAgain,
  InvalidInput,
  NotFound,
  NotPermitted,
  RefusedByCase,
  SameIdOtherContent,
  Unauthenticated,
} from '../error/errors.ts';
import type { Kit } from '../schema/kit.ts';

interface Given {
  readonly commandId: string;
  readonly reason: string;
}

const ownId = /^\d{4}-[0-9a-f]{24}$/;

const caseNamed = (given: string): string | undefined => caseIdOf(given) ?? (ownId.test(given) ? given : undefined);

/** The case of a dead letter, or of a call: `effect:<case>:<step>`. */
const caseOfKey = async ({ db }: Context, key: string): Promise<string | undefined> =>
  (await readCommand(db, key))?.command.caseId ?? key.split(':')[1];

/**
 * 回避: an administrator gives up and repairs nothing in a case of their own, of a party they act for, or of whom they
 * are tied to. A case that the database does not have names nobody yet.
 * @throws RefusedByCase
 */
async function requireNoInterestInCase({ db, viewer }: Context, caseId: string | undefined): Promise<void> {
  const record = caseId === undefined ? undefined : await readCase(db, caseId);
  if (!record || !viewer) return;
  const concerned = concernedIn(record.view);
  const interest = concerned.includes(viewer.person)
    ? 'own'
    : viewer.interests?.find(each => concerned.includes(each.party))?.interest;
  if (interest !== undefined)
    throw new RefusedByCase(refusalOf('actor.interested', { act: 'repair', found: interest }, 'civil-servant-law.76'));
}

/** Does a repair as whoever is signed in; what it refuses becomes the typed error of the API. */
async function repairing(
  { viewer }: Context,
  { commandId, reason }: Given,
  work: (repairer: Repairer) => Promise<Repair>,
): Promise<Repair> {
  checkCommandId(commandId);
  if (!viewer) throw new Unauthenticated('repair');
  if (reason.trim() === '' || reason.length > 1_000)
    throw new InvalidInput([
      {
        path: ['reason'],
        code: reason.length === 0 ? 'tooSmall' : 'tooBig',
        params: { minimum: 1, maximum: 1_000, of: 'characters', size: reason.length },
      },
    ]);
  try {
    return await work({ by: viewer.person, reason, key: keyOf(viewer, commandId) });
  } catch (error) {
    if (isTemporalUnavailable(error)) throw new AskAgain(commandId);
    if (!(error instanceof Refused)) throw error;
    if (error.code === 'command.differs') throw new SameIdOtherContent(commandId);
    throw error.code === 'case.unknown' ? new NotFound('case') : new RefusedByCase(error.refusal);
  }
}

/** 修复: what the terminal does with `npm run -s shixian -- repair`, for administrators over the API. */
export function addRepairs({ builder }: Kit): void {
  builder.queryField('repairs', t =>
    t.field({
      type: ['Repair'],
      description: 'What was put right (修复记录), the latest first; 100 at most.',
      resolve: async (_root, _args, { db }) => [...(await readRepairs(db))],
    }),
  );
  const result = builder.errorUnion('RepairResult', {
    description: 'What was put right; or why it was not.',
    types: [
      'Repair',
      Unauthenticated,
      NotPermitted,
      NotFound,
      RefusedByCase,
      AskAgain,
      SameIdOtherContent,
      InvalidInput,
    ],
    resolveType: () => 'Repair',
  });
  /** A mutation on what `subject` names. */
  const add = (
    name: string,
    subject: 'key' | 'caseId',
    about: string,
    description: string,
    repair: (context: Context, of: string, repairer: Repairer) => Promise<Repair>,
  ): void => {
    const input = builder.inputType(`${name[0]!.toUpperCase()}${name.slice(1)}Input`, {
      fields: t => ({
        commandId: t.id({
          required: true,
          description: 'Yours, made anew for each repair: the same again is the same repair.',
        }),
        [subject]: t.id({ required: true, description: about }),
        reason: t.string({ required: true, description: 'Why it is repaired; up to 1000 characters, kept for good.' }),
      }),
    });
    builder.mutationField(name, t =>
      t.field({
        type: result,
        description,
        args: { input: t.arg({ type: input, required: true }) },
        resolve: (_root, { input: given }, context) =>
          repairing(context, { commandId: given['commandId']!, reason: given['reason']! }, async repairer => {
            const of = given[subject]!;
            await requireNoInterestInCase(context, subject === 'key' ? await caseOfKey(context, of) : caseNamed(of));
            return await repair(context, of, repairer);
          }),
      }),
    );
  };
  const letter = (
    name: string,
    description: string,
    repair: (context: Context, key: string, repairer: Repairer) => Promise<Repair>,
  ): void => {
    add(name, 'key', 'Of the dead letter.', description, repair);
  };
  letter(
    'sendDeadLetterAgain',
    '重新投递: gives a dead letter back to the recovery loop, which takes it at once. Once its cause is mended.',
    ({ db }, key, repairer) => sendAgain(db, key, repairer),
  );
  letter(
    'refuseDeadLetter',
    '拒绝死信: answers a dead letter with a refusal; the reason is told to whoever asked.',
    ({ commands }, key, repairer) => refuseLetter(commands, key, repairer),
  );
  add(
    'callAgain',
    'key',
    'Of the call, as its incident names it.',
    '重新调用: makes a call again that was given up: an effect, or a question to a source of shared data.',
    ({ db }, key, repairer) => callAgain(db, key, repairer),
  );
  const ofCase = (name: string, description: string, repair: typeof startLost): void => {
    add(
      name,
      'caseId',
      'The id of the case; or its own, as incidents and `npm run -s shixian -- repair` name it: a restored database ' +
        'may not have it.',
      description,
      ({ commands }, given, repairer) => {
        const id = caseNamed(given);
        if (id === undefined) throw new NotFound('case');
        return repair(commands, id, repairer);
      },
    );
  };
  ofCase(
    'startLostRun',
    '重启运行: starts an open case that has no run, from its log. Workers do so by themselves within a minute.',
    startLost,
  );
  ofCase(
    'takeEventsFromHistory',
    "补写事件: writes the events that Temporal's history keeps and the log does not have, after the database was " +
      'restored from a copy.',
    takeFromHistory,
  );
  ofCase(
    'startFromLog',
    '从日志重启: ends the run of a case and starts it from its log; what only the run knew is given up and named.',
    startFromLog,
  );
}
