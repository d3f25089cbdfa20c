import { isKnown } from '../../db/directory/directory.ts';
import { isParty, readParties } from '../../db/parties/parties.ts';
import {
  addParty,
  changeParty,
  type Link,
  linkPerson,
  type PartyChange,
  unlinkPerson,
} from '../../db/parties/write-party.ts';
import { keyOf } from '../../commands/submit.ts';
import { defined } from '../../domain/defined.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { digestOf } from '../../domain/log/chain.ts';
import { type GivenParty, issuesOfContact, issuesOfParty } from '../../domain/parties/check-party.ts';
import { Refused, refusalOf } from '../../domain/refusal.ts';
import { checkCommandId } from '../act/act.ts';
import { isTheirParty } from '../case/visibility.ts';
import { InvalidInput, NotPermitted, RefusedByCase, SameIdOtherContent, Unauthenticated } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { identityHash } from './identity-hash.ts';
import type { ShownParty } from './objects.ts';
import { requireWindow, shownTo } from './search.ts';

/** The window writes down whom it meets, and who acts for them. */
export function addPartyMutations({ builder, enums }: Kit): void {
  const result = builder.errorUnion('PartyResult', {
    description: 'The party as the register has it; or why it has not.',
    types: ['RegisteredParty', Unauthenticated, NotPermitted, RefusedByCase, SameIdOtherContent, InvalidInput],
    resolveType: () => 'RegisteredParty',
  });
  const added = builder.inputType('AddPartyInput', {
    fields: t => ({
      commandId: t.id({ required: true, description: 'Yours, made anew for each party.' }),
      kind: t.field({ type: enums.partyKind, required: true }),
      name: t.string({ required: true }),
      creditCode: t.string({ description: '统一社会信用代码, of an organisation; its check character is verified.' }),
      identityNumber: t.string({
        description: '公民身份号码, of a person; its check character is verified. Only a keyed hash is kept.',
      }),
      creditGrade: t.field({ type: enums.creditGrade }),
      telephone: t.string(),
    }),
  });
  const changed = builder.inputType('ChangePartyInput', {
    fields: t => ({
      commandId: t.id({ required: true, description: 'Yours, made anew for each change.' }),
      party: t.id({ required: true }),
      name: t.string({ description: 'What is left out stays.' }),
      telephone: t.string(),
      creditGrade: t.field({ type: enums.creditGrade }),
    }),
  });
  const linked = (name: string) =>
    builder.inputType(name, {
      fields: t => ({
        commandId: t.id({ required: true, description: 'Yours, made anew for each change.' }),
        party: t.id({ required: true }),
        person: t.id({ required: true, description: 'Who signs in, by their id in the directory.' }),
      }),
    });
  builder.mutationFields(t => ({
    addParty: t.field({
      type: result,
      description: '登记申请人: adds a party to the register. Nobody is in it twice.',
      args: { input: t.arg({ type: added, required: true }) },
      resolve: (_root, { input: { commandId, ...given } }, context) => add(context, commandId, withoutNulls(given)),
    }),
    changeParty: t.field({
      type: result,
      description:
        '变更登记信息: changes name, telephone or credit grade, as a version. A party changes its own telephone itself.',
      args: { input: t.arg({ type: changed, required: true }) },
      resolve: (_root, { input: { commandId, party, ...given } }, context) =>
        change(context, commandId, party, withoutNulls(given)),
    }),
    linkPartyPerson: t.field({
      type: result,
      description: '关联登录账号: from now on the person acts for the party as the applicant.',
      args: { input: t.arg({ type: linked('LinkPartyPersonInput'), required: true }) },
      resolve: async (_root, { input }, context) => {
        const viewer = await requireClerk(context, 'Mutation.linkPartyPerson');
        requireUntied(viewer, input.party, input.person);
        if (!(await isKnown(context.db, input.person))) throw new RefusedByCase(refusalOf('party.personUnknown', {}));
        return relink(context, viewer, input, linkPerson);
      },
    }),
    unlinkPartyPerson: t.field({
      type: result,
      description: '解除关联: the person no longer acts for the party.',
      args: { input: t.arg({ type: linked('UnlinkPartyPersonInput'), required: true }) },
      resolve: async (_root, { input }, context) => {
        const viewer = await requireClerk(context, 'Mutation.unlinkPartyPerson');
        requireUntied(viewer, input.party, input.person);
        return relink(context, viewer, input, unlinkPerson);
      },
    }),
  }));
}

const withoutNulls = <T extends object>(given: T): { [Name in keyof T]: Exclude<T[Name], null> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as never;

async function requireClerk(context: Context, what: string): Promise<Viewer> {
  const { viewer } = context;
  if (!viewer) throw new Unauthenticated('act');
  await requireWindow(context, what);
  return viewer;
}

/** 回避 at the window: nobody makes themselves somebody's representative, nor writes down their own credit grade. */
function requireUntied(viewer: Viewer, party: string, linked?: string): void {
  const { person, interests = [] } = viewer;
  if (linked === person || isTheirParty(viewer, party) || interests.some(each => each.party === party))
    throw new RefusedByCase(refusalOf('party.own', {}));
}

async function requireParty({ db }: Context, party: string): Promise<void> {
  if (!(await isParty(db, party))) throw new RefusedByCase(refusalOf('party.unknown', {}));
}

/** Links or unlinks; the caller's id of it is one of theirs. */
async function relink(
  context: Context,
  viewer: Viewer,
  { commandId, ...link }: Link & { readonly commandId: string },
  change: typeof linkPerson,
): Promise<ShownParty> {
  checkCommandId(commandId);
  await requireParty(context, link.party);
  try {
    await change(context.db, { by: viewer.person, key: keyOf(viewer, commandId) }, link);
  } catch (error) {
    throw error instanceof Refused && error.code === 'command.differs' ? new SameIdOtherContent(commandId) : error;
  }
  return read(context, link.party);
}

async function read({ db, viewer }: Context, id: string): Promise<ShownParty> {
  const [party] = await readParties(db, [id]);
  if (!party) throw new RefusedByCase(refusalOf('party.unknown', {}));
  return shownTo(viewer, party);
}

async function add(context: Context, commandId: string, given: GivenParty): Promise<ShownParty> {
  const viewer = await requireClerk(context, 'Mutation.addParty');
  checkCommandId(commandId);
  const issues = issuesOfParty(given);
  if (issues.length > 0) throw new InvalidInput(issues);
  const { identityNumber, kind, name, creditCode, creditGrade, telephone } = given;
  const hash = identityNumber === undefined ? undefined : identityHash(context.identityKey, identityNumber);
  const key = keyOf(viewer, commandId);
  const { identityNumber: _, ...kept } = given;
  const act = { by: viewer.person, key, digest: digestOf(canonicalJson({ ...kept, ...defined({ hash }) })) };
  const party = { id: idOf(key), kind, name, ...defined({ creditCode, creditGrade, telephone }) };
  try {
    return await read(context, await addParty(context.db, act, party, hash));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw error.code === 'command.differs' ? new SameIdOtherContent(commandId) : new RefusedByCase(error.refusal);
  }
}

async function change(context: Context, commandId: string, party: string, given: PartyChange): Promise<ShownParty> {
  const { viewer, db } = context;
  if (!viewer) throw new Unauthenticated('act');
  checkCommandId(commandId);
  const isOwn = viewer.role === 'applicant';
  if (isOwn && !isTheirParty(viewer, party)) throw new RefusedByCase(refusalOf('party.unknown', {}));
  if (isOwn && (given.name !== undefined || given.creditGrade !== undefined))
    throw new NotPermitted(refusalOf('party.atTheWindow', {}));
  if (!isOwn) {
    await requireWindow(context, 'Mutation.changeParty');
    requireUntied(viewer, party);
  }
  const issues = issuesOfContact(given);
  if (issues.length > 0) throw new InvalidInput(issues);
  const act = {
    by: viewer.person,
    key: keyOf(viewer, commandId),
    digest: digestOf(canonicalJson({ party, ...given })),
  };
  try {
    await changeParty(db, act, party, given);
    const shown = await read(context, party);
    return isOwn ? { ...shown, shown: 'plain' } : shown;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw error.code === 'command.differs' ? new SameIdOtherContent(commandId) : new RefusedByCase(error.refusal);
  }
}

/** Of the key alone: the same party added again is the same, and nothing of the party is in its id. */
const idOf = (key: string): string => `party-${digestOf(`party ${key}`).slice(0, 20)}`;
