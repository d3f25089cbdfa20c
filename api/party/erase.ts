import { keyOf } from '../../commands/submit.ts';
import { erase, erasureOfKey, type ErasureSubject } from '../../db/erasures/erase.ts';
import { type ErasureProgress, readErasure } from '../../db/erasures/erasure-commands.ts';
import type { ErasureGround } from '../../domain/case/vocabulary.ts';
import { requireNotTheParty } from '../../domain/case/refusals.ts';
import { Refused, refusalOf } from '../../domain/refusal.ts';
import { isId } from '../../domain/values.ts';
import { actorOf, checkCommandId, concernedIn, requireNoInterest } from '../act/act.ts';
import { requireCase } from '../case/load-visible-case.ts';
import { isTheirParty } from '../case/visibility.ts';
import {
  InvalidInput,
  NotFound,
  NotPermitted,
  RefusedByCase,
  SameIdOtherContent,
  Unauthenticated,
} from '../error/errors.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import type { Viewer } from '../viewer/viewer.ts';

interface Given {
  readonly commandId: string;
  readonly party?: string | null | undefined;
  readonly caseId?: string | null | undefined;
  readonly ground: ErasureGround;
}

/** 删除个人信息: an administrator erases a person's data everywhere; the party its own, once its cases are closed. */
export function addErasure({ builder, enums }: Kit): void {
  builder.objectType('PersonalErasure', {
    description: 'Personal data that was erased (删除个人信息). What it was nobody is told any more.',
    fields: t => ({
      ground: t.field({ type: enums.erasureGround, resolve: ({ ground }) => ground }),
      at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
      cases: t.int({ description: 'Cases in which it was used.', resolve: ({ cases }) => cases }),
      recorded: t.int({
        description: 'Those whose timeline says so by now: the same mutation again tells how far it is.',
        resolve: ({ recorded }) => recorded,
      }),
    }),
  });
  const result = builder.errorUnion('ErasureResult', {
    description: 'What was erased; or why it was not.',
    types: [
      'PersonalErasure',
      Unauthenticated,
      NotPermitted,
      NotFound,
      RefusedByCase,
      SameIdOtherContent,
      InvalidInput,
    ],
    resolveType: () => 'PersonalErasure',
  });
  const input = builder.inputType('ErasePersonalInput', {
    fields: t => ({
      commandId: t.id({ required: true, description: 'Yours, made anew for each erasure.' }),
      party: t.id({ description: 'A person of the register, with all their cases.' }),
      caseId: t.id({ description: 'Or one case, with those that read its fields.' }),
      ground: t.field({ type: enums.erasureGround, required: true }),
    }),
  });
  builder.mutationField('erasePersonal', t =>
    t.field({
      type: result,
      description:
        '删除个人信息: erases the personal data of a person, or of one case, for good and wherever it is used. An ' +
        'applicant asks it of their own data, once all their cases are closed.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) => eraseFor(context, given),
    }),
  );
}

async function eraseFor(context: Context, given: Given): Promise<ErasureProgress> {
  const { viewer, db } = context;
  checkCommandId(given.commandId);
  if (!viewer) throw new Unauthenticated('act');
  const key = keyOf(viewer, given.commandId);
  const earlier = await erasureOfKey(db, key);
  const { subject, party, concerned } = await subjectOf(context, viewer, given, earlier !== undefined);
  requireNoInterest(viewer, concerned, 'erasePersonal');
  const actor = actorOf(viewer, party);
  const isOnlyWhenClosed = viewer.role === 'applicant';
  try {
    requireNotTheParty(party, actor, 'erasePersonal');
    const id = await erase(db, { subject, ground: given.ground, actor, key, isOnlyWhenClosed });
    return (await readErasure(db, id))!;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.code === 'command.differs') throw new SameIdOtherContent(given.commandId);
    throw error.code === 'case.unknown' ? new NotFound('case') : new RefusedByCase(error.refusal);
  }
}

/** Whose data it is. A party that is not the caller's is unknown to them; of a repeat it is no longer asked. */
async function subjectOf(
  context: Context,
  viewer: Viewer,
  { party, caseId }: Given,
  isRepeat: boolean,
): Promise<{ readonly subject: ErasureSubject; readonly party: string; readonly concerned: readonly string[] }> {
  if ((party == null) === (caseId == null)) throw new RefusedByCase(refusalOf('erasure.oneSubject', {}));
  if (caseId != null) {
    const { view } = await requireCase(context, caseId);
    return { subject: { caseId: view.case }, party: view.applicant, concerned: concernedIn(view) };
  }
  const isTheirs = viewer.role === 'administrator' || isRepeat || isTheirParty(viewer, party!);
  if (!isId(party) || !isTheirs) throw new RefusedByCase(refusalOf('party.unknown', {}));
  return { subject: { party }, party, concerned: [party] };
}
