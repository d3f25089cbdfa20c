import { findParty, partiesNamed, readParties } from '../../db/parties/parties.ts';
import { unifiedWindow } from '../../domain/directory/directory.ts';
import { isUnifiedWindow } from '../../domain/directory/roles.ts';
import { refusalOf } from '../../domain/refusal.ts';
import type { Party } from '../../domain/parties/party.ts';
import { NotPermitted, UnfitArgument } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { identityHash } from './identity-hash.ts';
import type { ShownParty } from './objects.ts';

const most = 20;
const shortestName = 2;

/** Only a window that takes in applications reads and fills the register: a clerk of another one meets no parties. */
export async function requireWindow({ viewer, loaders }: Context, what: string): Promise<void> {
  if (viewer?.role !== 'window-clerk') return;
  const unit = (await loaders.units()).find(({ id }) => id === viewer.unit);
  if (viewer.unit !== unifiedWindow && !(unit && isUnifiedWindow(unit)))
    throw new NotPermitted(refusalOf('request.otherUnit', { what, role: viewer.role, expected: unifiedWindow }));
}

export const shownTo = (viewer: Viewer | undefined, it: Party): ShownParty => ({
  it,
  shown: viewer?.role === 'window-clerk' ? 'plain' : 'masked',
});

export function addPartySearch({ builder }: Kit): void {
  builder.queryField('findParties', t =>
    t.field({
      type: ['RegisteredParty'],
      description:
        'Parties of the register (申请人检索): by the whole code of an organisation, by the whole number of an identity ' +
        `card, or by the beginning of a name of at least ${shortestName} characters. At most ${most}.`,
      args: { creditCode: t.arg.string(), identityNumber: t.arg.string(), name: t.arg.string() },
      resolve: async (_root, args, context) => {
        await requireWindow(context, 'Query.findParties');
        return (await found(context, args)).map(it => shownTo(context.viewer, it));
      },
    }),
  );
}

interface Search {
  readonly creditCode?: string | null | undefined;
  readonly identityNumber?: string | null | undefined;
  readonly name?: string | null | undefined;
}

async function found({ db, identityKey }: Context, { creditCode, identityNumber, name }: Search) {
  const asked = [creditCode, identityNumber, name].filter(each => each != null);
  if (asked.length !== 1 || (name != null && Array.from(name).length < shortestName))
    throw new UnfitArgument(refusalOf('party.oneSearch', { least: shortestName }));
  if (name != null) return partiesNamed(db, name, most);
  const id = await findParty(
    db,
    creditCode != null
      ? { kind: 'organisation', creditCode: creditCode.toUpperCase() }
      : { kind: 'person', identityHash: identityHash(identityKey, identityNumber!) },
  );
  return id === undefined ? [] : readParties(db, [id]);
}
