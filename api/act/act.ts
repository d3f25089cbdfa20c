import { defined } from '../../domain/defined.ts';
import type { z } from 'zod';
import type { PeoplesCommand } from '../../domain/case/capabilities/index.ts';
import { command as commandSchema } from '../../domain/case/command.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { isHandingOver, isOfficial } from '../../domain/case/refusals.ts';
import { issuesIn, issuesOf, type Issue } from '../../domain/issue.ts';
import { type Refusal, refusalOf } from '../../domain/refusal.ts';
import type { Actor } from '../../domain/values.ts';
import { readCommand } from '../../db/commands/commands.ts';
import type { CaseRecord } from '../../db/cases/cases.ts';
import type { Result } from '../../commands/result.ts';
import { keyOf, submit } from '../../commands/submit.ts';
import { acknowledgementOf, acknowledgedMessage } from '../../operations/repair/acknowledgements.ts';
import { caseIdOf, maySee, visibleCase } from '../case/load-visible-case.ts';
import type { Viewer } from '../viewer/viewer.ts';
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
import type { Accepted, KnownCase } from '../case/objects.ts';
import { fillFiles } from './files.ts';

type Act = PeoplesCommand;
type CommandType = z.input<typeof commandSchema>['type'];
/** What every act's input has. */
export interface ActInput {
  readonly commandId: string;
  readonly caseId: string;
}

/** An agent acts for the case's applicant, and so does who represents it. */
const isForAnother = ({ role, person }: Viewer, applicant: string): boolean =>
  role === 'agent' || (role === 'applicant' && person !== applicant);

const isFiledBy = ({ unit }: Viewer, { view }: KnownCase): boolean => unit !== undefined && view.filedBy === unit;
/** What is the applicant's to do, which the unit that filed the case does there for them. */
const ofApplicant: ReadonlySet<string> = new Set<CommandType>([
  'supply',
  'cure',
  'withdraw',
  'withdrawCommitment',
  'fileChild',
  'dropChild',
]);
/** An act by its type, with the step that it is about. */
interface AskedAct {
  readonly type: CommandType;
  readonly step?: string | undefined;
}
const isOfApplicant = ({ view }: KnownCase, command: AskedAct): boolean =>
  ofApplicant.has(command.type) ||
  (command.type === 'answer' && view.steps.some(({ step, kind }) => step === command.step && kind === 'applicant'));

/** The caller as the log keeps them. */
export const actorOf = (viewer: Viewer, applicant: string): Actor => ({
  person: viewer.person,
  role: viewer.role,
  ...defined({ unit: viewer.unit, post: viewer.post, standsInFor: viewer.standsInFor }),
  ...(isForAnother(viewer, applicant) && { onBehalfOf: applicant }),
});

/** The caller of an act: the unit that filed a case does there what is the applicant's to do, for them. */
export const actorFor = (viewer: Viewer, record: KnownCase, command: AskedAct): Actor => ({
  ...actorOf(viewer, record.view.applicant),
  ...(isFiledBy(viewer, record) && isOfApplicant(record, command) && { onBehalfOf: record.view.applicant }),
});

/** @throws InvalidInput for an id that could not be kept as a key */
export function checkCommandId(commandId: string): void {
  if (/^[A-Za-z0-9._-]{1,64}$/.test(commandId)) return;
  throw new InvalidInput([
    {
      path: ['commandId'],
      code: 'badFormat',
      params: { expected: 'commandId', maximum: 64 },
    },
  ]);
}

/** @throws InvalidInput with every place that does not fit, named as in the input */
export function parsed<T extends z.ZodType>(schema: T, value: unknown, under: readonly string[] = []): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInput(issuesOf(result.error, value, under));
}

export interface ActOptions {
  /** Personal fields of a form: kept apart from the command. */
  readonly personal?: Readonly<Record<string, unknown>> | undefined;
  /** What only the door knows, asked where the caller may see the case. */
  readonly before?: () => Promise<void>;
  /** Where a place of the form or the result that the case refuses stands in the mutation's input. */
  readonly placed?: (issue: Issue) => Issue;
}

/**
 * Brings a person's act to the case and answers with the case after it. A case that the caller may not see is not
 * found; but whoever did this very act before may ask again, even where the act took the case out of their sight: then
 * they are told that it was accepted, and nothing of the case.
 */
export async function act(
  context: Context,
  { commandId, caseId }: ActInput,
  command: z.input<typeof commandSchema>,
  { personal, placed, before }: ActOptions = {},
): Promise<Accepted> {
  checkCommandId(commandId);
  const { viewer } = context;
  if (!viewer) throw new Unauthenticated('act');
  const visible = await visibleCase(context, caseIdOf(caseId));
  const record = visible ?? (await askedBefore(context, viewer, commandId, caseIdOf(caseId)));
  if (!record) throw new NotFound('case');
  requireNoInterest(viewer, concernedIn(record.view), command.type);
  await before?.();
  const result = await submit(context.commands, {
    actor: actorFor(viewer, record, command),
    commandId,
    caseId: record.view.case,
    command: parsed(commandSchema, await fillFiles(context, viewer, command)) as Act,
    ...defined({ personal }),
    seen: record,
  });
  const accepted = unwrapOrThrow(context, commandId, result, placed);
  return { commandId, case: visible ? recordAfter(record, accepted) : null };
}

/** Whose case it is, and whom it is about: who is tied to one of them keeps out. */
export const concernedIn = ({ applicant, about = [] }: Pick<CaseView, 'applicant' | 'about'>): readonly string[] => [
  applicant,
  ...about,
];

/**
 * Brings an act to a case that the caller need not see, such as an objection to what is public. They are told that it
 * was accepted, and of the case only what they see.
 */
export async function actOutside(
  context: Context,
  commandId: string,
  record: CaseRecord,
  command: z.input<typeof commandSchema>,
): Promise<Accepted> {
  checkCommandId(commandId);
  const { viewer } = context;
  if (!viewer) throw new Unauthenticated('act');
  const { applicant, case: caseId } = record.view;
  requireNoInterest(viewer, concernedIn(record.view), command.type);
  const visible = await maySee(context, record);
  const actor = actorOf(viewer, visible ? applicant : viewer.person);
  const result = await submit(context.commands, {
    actor,
    commandId,
    caseId,
    command: parsed(commandSchema, await fillFiles(context, viewer, command)) as Act,
    seen: record,
  });
  const accepted = unwrapOrThrow(context, commandId, result);
  return { commandId, case: visible ? recordAfter(record, accepted) : null };
}

/**
 * 回避, as far as the directory knows: whom an official acts for, and what either side declared. Their own case, and one
 * about themselves, is the domain's to refuse.
 * @throws RefusedByCase
 */
export function requireNoInterest(viewer: Viewer, concerned: readonly string[], act: CommandType): void {
  const refusal = interestOf(viewer, concerned, act);
  if (refusal) throw new RefusedByCase(refusal);
}

/** Why the directory keeps an official out of an act on a case; undefined where it does not. */
export function interestOf(
  { role, interests = [] }: Viewer,
  concerned: readonly string[],
  act: CommandType,
): Refusal | undefined {
  if (!isOfficial(role) || isHandingOver(role, act)) return undefined;
  const interest = interests.find(each => concerned.includes(each.party))?.interest;
  return interest && refusalOf('actor.interested', { act, found: interest }, 'civil-servant-law.76');
}

/** The case of an act that this person asked before. An agent must still be allowed to act for the applicant. */
async function askedBefore(
  { db, loaders }: Context,
  viewer: Viewer,
  commandId: string,
  caseId: string | undefined,
): Promise<CaseRecord | undefined> {
  if (caseId === undefined) return undefined;
  const asked = await readCommand(db, keyOf({ person: viewer.person }, commandId));
  if (
    asked?.command.caseId !== caseId ||
    asked.command.actor.role !== viewer.role ||
    asked.command.actor.unit !== viewer.unit
  )
    return undefined;
  const record = await loaders.case.load(caseId);
  if (viewer.role === 'agent' && record && !(await loaders.delegators()).includes(record.view.applicant))
    return undefined;
  return record;
}

/** The accepted part of a result; what else came of it is thrown as the typed error that it is. */
export function unwrapOrThrow(
  { log, requestId }: Pick<Context, 'log' | 'requestId'>,
  commandId: string,
  result: Result,
  placed: (issue: Issue) => Issue = issue => issue,
): Extract<Result, { accepted: true }> {
  if ('unknown' in result) throw new AskAgain(commandId);
  if (result.accepted) {
    const told = acknowledgementOf(result.events, result.view);
    if (told) log.info({ requestId, ...told }, acknowledgedMessage);
    return result;
  }
  const { refused } = result;
  if (refused.code === 'command.differs') throw new SameIdOtherContent(commandId);
  if (refused.code === 'case.unknown') throw new NotFound('case');
  if (refused.code === 'actor.wrongRole') throw new NotPermitted(refused);
  const issues = issuesIn(refused);
  throw issues ? new InvalidInput(issues.map(placed)) : new RefusedByCase(refused);
}

/** The record as it is after the act: the caller reads their own write, from the view that was written. */
const recordAfter = (
  { queryCode, timeOffset }: CaseRecord,
  { view }: { readonly view: CaseRecord['view'] },
): KnownCase => ({
  view,
  queryCode,
  timeOffset,
  units: [...new Set([view.lead, ...view.steps.flatMap(step => step.unit ?? [])])],
});
