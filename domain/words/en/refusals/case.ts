import { formatInstant } from '../../../calendar/day.ts';
import type { CaseRefusals, Interest } from '../../../refusals/case.ts';
import type { ModeGuard } from '../../../case/vocabulary.ts';
import type { SentencesFor } from '../../sentences.ts';
import { dueInstantText } from '../../times.ts';
import { actTitle } from '../acts.ts';
import { fileText, sizeText } from '../files.ts';
import { issuesText } from '../issues.ts';
import { eitherOf, listOf } from '../phrases.ts';

const interests: Readonly<Record<Interest, string>> = {
  own: 'is the party of the case',
  delegation: 'acts for the party of the case',
  kin: 'is kin of the party of the case',
  interest: 'has an interest in the party of the case',
  about: 'is whom the case is about',
};

const modeGuards: Readonly<Record<ModeGuard, string>> = {
  notChosen: 'acceptance and the decision bring it about; leave it out',
  creditGrade: "the applicant's credit grade does not admit to it",
  excluded: 'the procedure excludes what is applied for',
  unsigned: 'the signed letter of commitment is missing',
  notDeclared: 'a letter of commitment came without the mode',
  asksPeople: 'what is applied for is examined by people',
  byEngine: 'only the engine opens such a case; apply for it instead',
  notShared: 'not all materials come from shared data',
  noPriority: 'it is for credit grade A and for key projects',
  samePlace: 'it is for what the window of another place receives',
};

export const caseRefusals: SentencesFor<CaseRefusals> = {
  'case.unknown': ({ found }) =>
    found === undefined
      ? 'No application was received under this number. Check the number.'
      : `Found no case ${found}. Check the id.`,
  'case.received': () => 'This application was received before. Ask for the case that it became.',
  'applicant.unknown': () => 'Found nobody of this id in the register. Enter the applicant first, or correct the id.',
  'case.ended': ({ found }) =>
    `The case has ended (${found}): it takes no further act. File a new application where something is still asked.`,
  'case.wrongState': ({ act, found, expected }) =>
    `${actTitle(act)} needs a case that is ${eitherOf(expected)}; this one is ${found}.`,
  'case.notDecided': ({ act, found }) => `${actTitle(act)} is possible once the case is decided; this one is ${found}.`,
  'case.annulled': ({ act }) => `${actTitle(act)} was done before: the decision holds no longer.`,
  'case.decided': ({ act, found }) =>
    `${actTitle(act)} is for before the decision; this case is ${found}. What was decided is challenged ` +
    'by its remedies.',
  'case.suspended': ({ act, notice, since }) =>
    `The case is suspended since ${formatInstant(since)} (${notice}): ${actTitle(act)} is for after it is resumed.`,
  'case.notSuspended': ({ found }) => `Only a suspended case is resumed; this one is ${found}.`,
  'case.notSameDay': ({ act }) =>
    `${actTitle(act)} is for the day of receipt. Accept the application, or give notice of its defects.`,
  'actor.wrongRole': ({ act, found, expected }) =>
    `${actTitle(act)} is for ${eitherOf(expected)}; the caller acts as ${found}. Sign in for that role.`,
  'actor.wrongUnit': ({ act, found, expected }) =>
    `${actTitle(act)} belongs to the unit ${expected}; the caller acts for ${found ?? 'no unit'}. Leave it to ` +
    'that unit.',
  'actor.wrongPost': ({ act, found, expected }) =>
    `${actTitle(act)} belongs to the post ${expected} or to the head of the unit; the caller acts as ${found}.`,
  'actor.notTheApplicant': ({ act }) =>
    act === 'receive'
      ? 'An application is filed by the applicant, an agent with a delegation, or at the window.'
      : `${actTitle(act)} is for the applicant of this case or an agent with a delegation.`,
  'actor.receivedTheCase': ({ act }) =>
    `${actTitle(act)} is not for the person who received or accepted the case: another person of the unit must do it.`,
  'actor.assignedTheStep': ({ act }) =>
    `${actTitle(act)} is not for the person who gave this step to the unit: another person of it must do it.`,
  'actor.interested': ({ act, found }) =>
    `${actTitle(act)} is not for who ${interests[found]}: another official must do it.`,
  'child.noDraft': ({ step }) => `The step ${step} has no draft that waits to be filed: none yet, or it was filed.`,
  'child.foreign': ({ found }) => `The case ${found} is no child or parent of this one.`,
  'form.invalid': ({ issues }) => `The form does not fit: ${issuesText(issues)}.`,
  'form.defect': ({ fault }) =>
    `The procedure breaks by this form: ${fault}. Nothing was received; correct the form, or tell the operator.`,
  'command.invalid': ({ issues }) => `The act does not fit: ${issuesText(issues)}.`,
  'procedure.unknown': ({ found, expected }) =>
    `Found the procedure ${found}, expected ${listOf(expected)}. Ask a build that knows it.`,
  'procedure.other': ({ found, expected }) =>
    `This is for cases of ${expected}; this one runs under ${found}. Use what is made for that procedure and version.`,
  'procedure.unavailable': ({ procedure, roles, place }) =>
    `Nothing can be received under ${procedure} here: the directory lacks units that play ` +
    `${listOf(roles, 'what it names')}${place === undefined ? '' : ` in ${place} or above it`}. ` +
    'Add them to the directory.',
  'forward.noUpper': ({ found }) =>
    `No unit above ${found} can decide it. Decide it here, or name the organ that it is forwarded to.`,
  'deliver.below': ({ found }) => `The case ${found} below, from which this one comes, hands the result over.`,
  'permits.handOver': ({ act, expected }) =>
    `${listOf(expected)} was granted early and is not handed over yet: ${actTitle(act)} is for after that.`,
  'place.unknown': ({ found, expected }) => `Found no region ${found} in the directory; expected ${listOf(expected)}.`,
  'place.needed': ({ procedure, expected }) =>
    `${procedure} is offered in several places; say in which: ${listOf(expected)}, or one below them.`,
  'procedure.notInForce': ({ found, expected, mutation }) =>
    `Applications are received under ${expected}; found ${found}. Use ${mutation}.`,
  'mode.notOffered': ({ found, expected }) =>
    `The procedure does not offer ${listOf(found)}; expected ${listOf(expected)}.`,
  'mode.guard': ({ mode, why }) => `The mode ${mode} is not open here: ${modeGuards[why]}.`,
  'commitment.restedOn': () =>
    'Something was answered after what the commitment stood for. Withdraw the application, or wait for the decision',
  'mode.notChosen': ({ mode, expected }) =>
    `The mode ${mode} was not chosen for this case; chosen: ${listOf(expected, 'nothing')}.`,
  'mode.notAssisted': () =>
    'Found the mode assisted where the applicants file for themselves; leave it out, or let an agent file.',
  'material.unknown': ({ found, expected }) => `Found no material ${listOf(found)}; expected ${listOf(expected)}.`,
  'material.notShared': ({ found }) => `${listOf(found)} is taken from shared data by the office; leave it out.`,
  'material.notOfStep': ({ step, found, expected }) =>
    `The step ${step} takes the papers ${listOf(expected)}; found ${listOf(found)}.`,
  'material.twice': ({ found }) => `A material is handed in once; found twice: ${listOf(found)}.`,
  'acceptance.incomplete': ({ act, required, tolerable }) =>
    act === 'accept'
      ? `Missing: ${listOf([...required, ...tolerable])}. Give the one-time notice` +
        `${required.length === 0 ? ', or accept tolerantly' : ''}.`
      : `Required materials are never tolerated missing: ${listOf(required)}. Give the one-time notice.`,
  'acceptance.otherMissing': ({ found, expected }) =>
    found.length + expected.length === 0
      ? 'Nothing that may be tolerated is missing. Accept the application as complete.'
      : `Named as missing: ${listOf(found, 'nothing')}; missing and tolerable: ${listOf(expected, 'nothing')}. ` +
        'Name these.',
  'cure.notMissing': ({ found, expected }) =>
    found.length === 0
      ? 'Nothing was tolerated that is still to be supplied.'
      : `Not among what was tolerated: ${listOf(found)}; expected ${listOf(expected, 'nothing')}.`,
  'notice.unknownItem': ({ found, expected }) =>
    `Neither a material nor a field of the form: ${listOf(found)}; expected ${listOf(expected)}.`,
  'notice.shared': ({ found }) =>
    `${listOf(found)} comes from shared data and is asked of nobody. Take it from its source.`,
  'notice.second': ({ found, expected }) =>
    found.length + expected.length === 0
      ? 'Nothing was newly supplied that a second notice could name.'
      : `A second notice may name only newly supplied items (${listOf(expected)}); these were there before: ` +
        `${listOf(found)}. Leave them out.`,
  'notice.incomplete': ({ missing }) =>
    `One notice names every defect; also missing: ${listOf(missing)}. Name them too: what it leaves out cannot be ` +
    'asked for later.',
  'supply.incomplete': ({ expected }) =>
    `Every item of the notice is answered at once; still open: ${listOf(expected)}. Hand in all of them together.`,
  'intake.from': ({ found, expected }) =>
    expected.length === 0
      ? `found the source ${found ?? 'none'}, but an application comes from the applicant: leave it out`
      : `found ${found === null ? 'no source' : `the source ${found}`}, expected one of ${expected.join(', ')}`,
  'receipt.online': () => 'An application online is received when it is filed. Leave the day of receipt out.',
  'receipt.day': ({ found, earliest, latest }) =>
    `Found ${found} as the day of receipt; expected one from ${earliest} to ${latest}, ten working days back at most.`,
  'permit.notGranted': ({ found, expected }) =>
    found.length === 0
      ? 'The case has no permit that holds.'
      : `Found ${listOf(found)}; permits that hold: ${listOf(expected, 'none')}.`,
  'permit.expired': ({ permit, found }) => `The permit ${permit} was valid until ${found}. Apply anew.`,
  'permit.continuing': ({ permit }) => `The permit ${permit} goes on in a case already. Wait for its decision.`,
  'permit.notRenewable': ({ permit }) => `The permit ${permit} has no end, or is not renewed. Apply anew.`,
  'permit.renewalLate': ({ permit, latest }) =>
    `Renewal of ${permit} is applied for until ${latest} at the latest. Apply anew.`,
  'permit.unchanged': ({ permit }) => `A change of ${permit} needs the form with what is changed.`,
  'permit.valid': ({ found }) => `${listOf(found)} still holds: its end is no ground yet.`,
  'publish.notPublic': ({ kind }) => `Decisions of the kind ${kind} are not published here.`,
  'revoke.notRevocable': () =>
    'The procedure names nobody who may revoke its permits. A decision is challenged by its remedies.',
  'revoke.notGranted': ({ found, expected }) =>
    found.length === 0
      ? 'The case has no permit that could be revoked.'
      : `Found ${listOf(found)}; granted, and not revoked: ${listOf(expected, 'nothing')}.`,
  'material.notReplaced': ({ found }) => `Nothing else is taken for ${listOf(found)}: hand in the material itself.`,
  'material.fileUnfit': ({ material, found, expected }) =>
    `The file of ${material} is not what it takes (${found.type}, ${sizeText(found.bytes)}). ` +
    `Expected: ${fileText(expected)}.`,
  'completeness.open': ({ act, expected }) =>
    `${actTitle(act)} is for after all completeness checks; these units have not told theirs: ${listOf(expected)}.`,
  'completeness.defects': ({ act, found }) =>
    `${actTitle(act)} is not possible: a unit found defects in ${listOf(found)}. Give the one-time notice.`,
  'completeness.done': ({ unit }) => `The unit ${unit} has told its check, or is not asked for one.`,
  'rating.notDelivered': ({ found }) =>
    `The case is ${found}: rate it once its result was handed over or it is settled.`,
  'rating.twice': ({ found }) => `The case was rated ${found} before: it is rated once.`,
  'rating.late': ({ until }) => `The time to rate it was over at ${dueInstantText(until)}: it stays unrated.`,
  'urging.open': ({ since }) => `The urging of ${formatInstant(since)} is not answered yet. Wait for the answer.`,
  'urging.none': () => 'Nothing was urged that is not answered. There is nothing to do.',
  'appeal.noted': ({ found }) => `The document "${found}" is noted already. There is nothing to do.`,
  'publish.done': () => 'The decision is published already. There is nothing to do.',
};
