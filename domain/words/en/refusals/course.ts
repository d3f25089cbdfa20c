import { formatInstant } from '../../../calendar/day.ts';
import type { CourseRefusals } from '../../../refusals/case.ts';
import type { SentencesFor } from '../../sentences.ts';
import { dueInstantText } from '../../times.ts';
import { actTitle } from '../acts.ts';
import { issuesText } from '../issues.ts';
import { askedLimitText, listOf } from '../phrases.ts';

const begunTexts = {
  answered: 'a step was answered',
  special: 'a special procedure was begun',
  children: 'another case was opened',
} as const;

export const courseRefusals: SentencesFor<CourseRefusals> = {
  'step.notOpen': ({ step, expected }) => `The step ${step} is not (yet) asked; open steps: ${listOf(expected)}.`,
  'step.answered': ({ step, found, expected }) =>
    `The step ${step} is ${found} already: an answer is final. Open steps: ${listOf(expected)}.`,
  'step.cancelled': ({ step, expected }) =>
    `The step ${step} is cancelled: nobody waits for it. Open steps: ${listOf(expected)}.`,
  'step.invalid': ({ step, issues }) => `The result of ${step} does not fit: ${issuesText(issues)}.`,
  'step.defect': ({ step, fault }) =>
    `The procedure breaks by this answer to ${step}: ${fault}. Tell the operator; nothing was changed.`,
  'step.papersMissing': ({ step, expected }) =>
    `The step ${step} comes with papers that are not there: ${listOf(expected)}. Hand them in with it.`,
  'step.notForPeople': ({ step }) =>
    `The step ${step} is answered by time or by the engine, not by a person. There is nothing to do.`,
  'step.notClaimed': ({ step }) => `The step ${step} is not claimed so. Nothing was changed.`,
  'step.toThemselves': ({ step }) =>
    `The step ${step} is asked of another unit, and is not taken to one's own. Name a third unit, or ask ` +
    'an administrator.',
  'step.sameUnit': ({ step, found }) => `The step ${step} is with ${found} already. Name another unit.`,
  'step.claimed': ({ step }) => `The step ${step} is yours already. Answer it.`,
  'step.paused': ({ step, found }) => `The step ${step} is paused by ${found}. Record the result of that first.`,
  'step.proposed': ({ step, proposal }) =>
    `An answer to ${step} is proposed (event ${proposal}). Another person confirms or refuses it first.`,
  'proposal.other': ({ step, found, expected }) =>
    expected === null
      ? `No proposal waits for ${step}${found === null ? '' : ` (asked was event ${found})`}. Read the step again.`
      : `The proposal that waits for ${step} is event ${expected}, not ${found}. Read it, then confirm it.`,
  'proposal.samePerson': ({ step }) =>
    `The answer to ${step} needs different people, and you have signed this one. Another person confirms it.`,
  'proposal.post': ({ step, stage, found, expected }) =>
    `For ${step}, whoever is to ${stage} holds one of these posts: ${listOf(expected)}; found ${found ?? 'none'}.`,
  'proposal.lapsed': ({ step, why }) =>
    `Whoever proposed the answer to ${step} ${why === 'absence' ? 'is away' : 'has no post in the unit any more'}: ` +
    'the proposal has lapsed. Propose an answer anew.',
  'step.returnedBefore': ({ step }) =>
    `The step ${step} was returned once already: it is not returned again. Answer it, or ask the head to reassign it.`,
  'step.returnLate': ({ step, due, asked }) =>
    `The step ${step} is returned within a working day of its opening, by ${dueInstantText(due)}; asked was at ` +
    `${formatInstant(asked)}. Answer it.`,
  'conference.none': ({ step, expected }) =>
    `The step ${step} is no conference; those that can be convened here: ${listOf(expected)}.`,
  'conference.partiesAnswer': ({ step, expected }) =>
    expected.length === 0
      ? `Each party of ${step} answers for itself; convene the conference first.`
      : `Each party of ${step} answers for itself, the chair for nobody: answer ${listOf(expected)}.`,
  'conference.notMet': ({ act, step, meets }) =>
    meets === null
      ? `${actTitle(act)} needs a conference that has met; ${step} was not convened. The chair convenes it first.`
      : `${actTitle(act)} needs a conference that has met; ${step} meets at ` +
        `${formatInstant(meets)}. Wait until then.`,
  'conference.met': ({ step, met }) => `The conference ${step} met at ${formatInstant(met)}: it is convened no more.`,
  'conference.tooSoon': ({ step, found, earliest }) =>
    `Found ${formatInstant(found)} for ${step}, within the notice; expected ${formatInstant(earliest)} or later.`,
  'conference.tooLate': ({ step, found, latest }) =>
    `Found ${formatInstant(found)} for ${step}, after it is due; expected ${formatInstant(latest)} or earlier.`,
  'conference.minuted': ({ step }) => `The minutes of ${step} are on record and do not change.`,
  'conference.notParty': ({ step, found, expected }) =>
    `${listOf(found)} is no party of ${step}; expected among ${listOf(expected)}.`,
  'objection.noNotice': ({ step, expected }) =>
    `The step ${step} is no public notice that runs; those that take objections: ${listOf(expected)}.`,
  'objection.late': ({ step }) => `The period of ${step} is over: it takes no objection any more. Ask for a review.`,
  'objection.own': ({ step }) => `The applicant objects to no notice of their own (${step}); reply to others instead.`,
  'objection.twice': ({ step, found }) =>
    `You objected to ${step} about the same before (${found}). Wait for the answer, or reply to that one.`,
  'objection.tooMany': ({ step, most }) => `${step} has ${most} objections, the most that are taken. Ask the unit.`,
  'objection.invalid': ({ step, issues }) => `The objection to ${step} is not what is asked: ${issuesText(issues)}.`,
  'objection.notAnswered': ({ step, expected }) =>
    `${step} ends by itself. Answer each objection to it: ${listOf(expected)}.`,
  'objection.notOfParties': ({ step }) => `Only the applicant, and who objected, reply to the objection ${step}.`,
  'objection.replied': ({ step }) => `You replied to the objection ${step} before. Wait for the answer of the unit.`,
  'special.notListed': ({ step, found, expected }) =>
    found === null
      ? `No special procedure is published for ${step}. Answer the step.`
      : `${found} is not on the published list for ${step}; listed: ${listOf(expected)}.`,
  'special.tooLong': ({ found, expected }) =>
    `The time noticed (${askedLimitText(found)}) must be in the listed limit's unit and at most that limit ` +
    `(${askedLimitText(expected)}).`,
  'special.often': ({ step, found, expected }) =>
    `The step ${step} uses ${found} ${expected === 1 ? 'once' : `${expected} times`} at most, and has done so. ` +
    'Answer the step.',
  'special.notRunning': ({ step }) =>
    `No special procedure of ${step} is running, and none awaits its result. Start one first.`,
  'extension.notOffered': ({ found, expected }) =>
    `This procedure has no extension of ${found}; it has ${expected === null ? 'none' : `one of ${expected}`}.`,
  'extension.finished': ({ clock, found }) =>
    `A clock that has stopped is not extended: ${clock} of a case that is ${found}.`,
  'extension.once': ({ found, expected }) =>
    `A limit is extended ${expected === 1 ? 'once' : `${expected} times at most`}; this one was ${found} times.`,
  'extension.late': ({ due, asked }) =>
    `An extension is asked before the limit ends: it ended at ${dueInstantText(due)}, asked was at ` +
    `${formatInstant(asked)}.`,
  'extension.tooLong': ({ found, expected }) =>
    `Found an extension of ${askedLimitText(found)}; expected the unit of the limit and at most ` +
    `${askedLimitText(expected)}, which the law allows.`,
  'extension.beyond': ({ due, most, of }) =>
    `So extended it would end at ${dueInstantText(due)}, after the ` +
    `${of === 'promise' ? 'promise' : 'statutory limit'} (${dueInstantText(most)}). Ask for less.`,
  'annul.unknown': ({ found, expected }) =>
    `Event ${found} is no extension, pause or acceptance that stands; those that do: ` +
    `${listOf(expected.map(String))}.`,
  'annul.twice': ({ found, by }) => `Event ${found} was annulled by event ${by}: it is not annulled twice.`,
  'annul.finished': ({ found }) =>
    `Every clock that the event ${found} moved has stopped, and keeps its verdict: there is nothing to annul.`,
  'annul.begun': ({ found }) =>
    `The acceptance stands: since then ${found.map(each => begunTexts[each]).join(' and ')}.`,
  'pause.notListed': ({ found, expected }) =>
    `${found} does not stop a clock: only a law that orders it or force majeure does (${listOf(expected)}). Internal ` +
    'approval, consultation inside government, leave and meetings never do.',
  'pause.noBasis': ({ expected }) => `A suspension by law names the article that orders it. State it in ${expected}.`,
  'pause.notNoticed': ({ expected }) =>
    `A pause is told to the applicant in writing: give the number and the digest of the notice in ${expected}.`,
  'pause.noticeTwice': ({ found }) =>
    `${found} paused this case before: each pause has its own notice. Give the number of the new one.`,
  'pause.nothingRuns': ({ found }) =>
    `No clock of the office runs in a case that is ${found}: there is nothing to suspend.`,
};
