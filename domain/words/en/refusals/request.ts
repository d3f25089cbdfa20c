import type { RequestRefusals } from '../../../refusals/request.ts';
import type { SentencesFor } from '../../sentences.ts';
import { fileStateTitles } from '../files.ts';
import { issuesText } from '../issues.ts';
import { listOf, titleOf } from '../phrases.ts';

const things: Readonly<Record<string, string>> = {
  act: 'An act',
  application: 'An application',
  case: 'A case',
  directory: 'A change of the directory',
  publication: 'A publication',
  repair: 'A repair',
};

export const requestRefusals: SentencesFor<RequestRefusals> = {
  'request.needsToken': ({ what }) =>
    `${titleOf(things, what)} needs a token. Found none; send the header "authorization: Bearer <token>".`,
  'request.notForRole': ({ what, role, unit }) =>
    `${what} is not for ${role}${unit === undefined ? '' : ` of ${unit}`}. Ask in a role that it is for.`,
  'request.otherUnit': ({ what, role, expected }) =>
    `${what} is of one's own unit for ${role}: found another one, expected ` +
    `${expected ?? 'none, for the caller has no unit'}. Leave the unit out.`,
  'request.unitMissing': () => 'A list of steps is of one unit. Name it with "unit".',
  'request.tokenWithoutUnit': () => 'Your token names no unit, and this list is of one. Sign in for a unit.',
  'request.forThemselves': () =>
    'An applicant applies for themselves, or for a party that they represent. Leave "onBehalfOf" out, or name such a ' +
    'party; an agent applies for others.',
  'party.exists': ({ found }) => `The party is in the register as ${found}. Use that id.`,
  'file.unknown': ({ found }) => `You have uploaded no file ${found}. Check the id, or upload it again.`,
  'file.notReady': ({ found, state }) => `The file ${found} cannot be used now: ${fileStateTitles[state]}.`,
  'file.used': ({ found }) =>
    `Files were handed in with another case, or are gone: ${listOf(found)}. Upload them again.`,
  'file.oneOfTwo': () =>
    'A paper names a file that was uploaded, or the digest of what is kept elsewhere: give one of the two.',
  'draft.notSaved': ({ most }) =>
    `the draft is not kept: a party has ${most} at most, and a draft stays that of its party and procedure`,
  'party.unknown': () => 'The register has no such party. Check the id, or add the party at the window first.',
  'party.same': () => 'The register has it so already. Nothing was changed.',
  'party.own': () => 'You are tied to this party: somebody else at the window writes down what concerns it.',
  'party.atTheWindow': () =>
    'Name and credit grade are changed at the window, with proof. Change only the telephone here.',
  'party.personUnknown': () => 'The directory has no such person. Check the id of whoever signs in.',
  'party.noKey': () =>
    'This deployment has no key for identity numbers (IDENTITY_KEY), so nobody is added or found by one. Tell the ' +
    'operator.',
  'erasure.oneSubject': () => 'Name either a party or a case whose personal data is to be erased.',
  'erasure.organisation': () =>
    'Name and code of an organisation are public and stay. Name the case whose personal data is to be erased.',
  'erasure.caseOpen': ({ found }) =>
    `${found} ${found === 1 ? 'case is' : 'cases are'} not closed, and the data is needed there. ` +
    'Ask again once everything is closed, or withdraw first.',
  'party.oneSearch': ({ least }) =>
    `Search by one of them: the whole credit code, the whole identity number, or ${least} characters of a name at ` +
    'least.',
  'request.noDelegation': () => 'Found no delegation by this applicant that holds now. Have it recorded first.',
  'request.notFound': ({ what }) =>
    `Found no ${what} that you may see. Check the id, or ask in the role that handles it.`,
  'request.askAgain': () =>
    'It is not known yet what became of this. Ask again with the same commandId: it takes effect once.',
  'request.otherContent': ({ commandId }) =>
    `The commandId "${commandId}" was used before with other content. Repeat it unchanged, or take a new id for a ` +
    'new act.',
  'request.unfit': ({ issues }) => `The input does not fit: ${issuesText(issues)}`,
  'request.developmentOnly': ({ what }) =>
    `${what} moves a case's time, which only a development stack allows. Leave it out.`,
  'request.outOfRange': ({ argument, found, least, most }) =>
    `Found ${found} for ${argument}, expected ${least} to ${most}.`,
  'live.tooFarBehind': () =>
    'What happened since that cursor is not kept any more. Read anew what you show, and follow it without "after".',
  'request.tooComplex': ({ found, most }) =>
    `The operation is too large: found a cost of ${found}, expected at most ${most}. Ask for smaller pages or fewer ` +
    'fields.',
};
