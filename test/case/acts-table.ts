import type { PeoplesCommand } from '../../domain/case/capabilities/index.ts';
import { applicant, clerk, head, officer, paper, reference, supervisor } from '../../domain/testing.ts';
import type { Actor } from '../../domain/values.ts';

type Type = PeoplesCommand['type'];
type CommandOfType<T extends Type> = Extract<PeoplesCommand, { readonly type: T }>;

/** A case, as far as a test brings it. */
export type Situation = 'received' | 'inReview' | 'granted' | 'withdrawn' | 'suspended';

/** One row of the state machine: who asks for the act, with what, and in which state it is first possible. */
interface Row<T extends Type> {
  readonly by: Actor;
  readonly command: CommandOfType<T>;
  /** A state in which the act is refused because of the state, its unit or its role; and by which code. */
  readonly wrongIn: Situation;
  readonly refused: string;
}

const reason = { text: '理由' };
const lead = officer('market-regulation');
const leadHead = head('market-regulation');
const document = reference('文-1');

/** Each act that people ask for: one that is added without its row does not compile. */
export const acts: { readonly [T in Type]: Row<T> } = {
  notRequired: { by: clerk, command: { type: 'notRequired', reason }, wrongIn: 'inReview', refused: 'case.wrongState' },
  refuseAcceptance: {
    by: clerk,
    command: { type: 'refuseAcceptance', reason, rightOrgan: '住建局' },
    wrongIn: 'inReview',
    refused: 'case.wrongState',
  },
  accept: { by: clerk, command: { type: 'accept' }, wrongIn: 'inReview', refused: 'case.wrongState' },
  checkCompleteness: {
    by: lead,
    command: { type: 'checkCompleteness', defects: [] },
    wrongIn: 'inReview',
    refused: 'case.wrongState',
  },
  giveNotice: {
    by: clerk,
    command: { type: 'giveNotice', defects: [{ item: 'layoutPlan', defect: '不清' }] },
    wrongIn: 'inReview',
    refused: 'case.wrongState',
  },
  supply: {
    by: applicant,
    command: { type: 'supply', papers: [paper('layoutPlan')] },
    wrongIn: 'inReview',
    refused: 'case.wrongState',
  },
  settleOnTheSpot: {
    by: clerk,
    command: { type: 'settleOnTheSpot', receipt: document },
    wrongIn: 'inReview',
    refused: 'case.wrongState',
  },
  withdrawCommitment: {
    by: applicant,
    command: { type: 'withdrawCommitment' },
    wrongIn: 'inReview',
    refused: 'mode.notChosen',
  },
  acceptTolerantly: {
    by: clerk,
    command: { type: 'acceptTolerantly', missing: ['signboardSketch'], promise: document },
    wrongIn: 'inReview',
    refused: 'case.wrongState',
  },
  cure: {
    by: applicant,
    command: { type: 'cure', papers: [paper('signboardSketch')] },
    wrongIn: 'inReview',
    refused: 'cure.notMissing',
  },
  claim: { by: lead, command: { type: 'claim', step: 'licence' }, wrongIn: 'received', refused: 'step.notOpen' },
  answer: {
    by: lead,
    command: { type: 'answer', step: 'licence', answer: { answer: 'agree' } },
    wrongIn: 'received',
    refused: 'step.notOpen',
  },
  unclaim: { by: lead, command: { type: 'unclaim', step: 'licence' }, wrongIn: 'inReview', refused: 'step.notClaimed' },
  reassign: {
    by: leadHead,
    command: { type: 'reassign', step: 'licence', to: 'tobacco', reason },
    wrongIn: 'received',
    refused: 'step.notOpen',
  },
  convene: {
    by: lead,
    command: { type: 'convene', step: 'licence', meets: 1_900_000_000_000, place: '会议室' },
    wrongIn: 'inReview',
    refused: 'conference.none',
  },
  recordMinutes: {
    by: lead,
    command: { type: 'recordMinutes', step: 'licence', minutes: '纪要', present: [] },
    wrongIn: 'inReview',
    refused: 'conference.none',
  },
  object: {
    by: { person: 'p-neighbour', role: 'applicant' },
    command: { type: 'object', step: 'licence', reason },
    wrongIn: 'inReview',
    refused: 'objection.noNotice',
  },
  replyToObjection: {
    by: applicant,
    command: { type: 'replyToObjection', step: 'licence', reason },
    wrongIn: 'inReview',
    refused: 'step.notOpen',
  },
  rate: {
    by: applicant,
    command: { type: 'rate', grade: 'good' },
    wrongIn: 'inReview',
    refused: 'rating.notDelivered',
  },
  urge: { by: applicant, command: { type: 'urge', reason }, wrongIn: 'granted', refused: 'case.decided' },
  answerUrging: {
    by: lead,
    command: { type: 'answerUrging', answer: '明日' },
    wrongIn: 'inReview',
    refused: 'urging.none',
  },
  noteAppeal: {
    by: lead,
    command: { type: 'noteAppeal', ground: 'review', notice: document, body: '市司法局' },
    wrongIn: 'inReview',
    refused: 'case.notDecided',
  },
  confirm: {
    by: lead,
    command: { type: 'confirm', step: 'licence', proposal: 3 },
    wrongIn: 'inReview',
    refused: 'proposal.other',
  },
  refuseProposal: {
    by: lead,
    command: { type: 'refuseProposal', step: 'licence', proposal: 3, reason },
    wrongIn: 'inReview',
    refused: 'proposal.other',
  },
  startSpecial: {
    by: lead,
    command: {
      type: 'startSpecial',
      step: 'licence',
      special: 'inspection',
      takes: { unit: 'WD', n: 2 },
      notice: document,
    },
    wrongIn: 'inReview',
    refused: 'special.notListed',
  },
  endSpecial: {
    by: lead,
    command: { type: 'endSpecial', step: 'licence', result: '合格' },
    wrongIn: 'inReview',
    refused: 'special.notRunning',
  },
  extend: {
    by: leadHead,
    command: { type: 'extend', clock: 'statutory', by: { unit: 'WD', n: 2 }, reason },
    wrongIn: 'granted',
    refused: 'extension.finished',
  },
  suspend: {
    by: leadHead,
    command: { type: 'suspend', ground: 'forceMajeure', reason, notice: document },
    wrongIn: 'suspended',
    refused: 'case.suspended',
  },
  resume: { by: leadHead, command: { type: 'resume', reason }, wrongIn: 'inReview', refused: 'case.notSuspended' },
  withdraw: { by: applicant, command: { type: 'withdraw' }, wrongIn: 'granted', refused: 'case.decided' },
  fileChild: {
    by: applicant,
    command: { type: 'fileChild', step: 'licence', form: {}, papers: [], modes: [] },
    wrongIn: 'inReview',
    refused: 'child.noDraft',
  },
  dropChild: {
    by: applicant,
    command: { type: 'dropChild', step: 'licence' },
    wrongIn: 'inReview',
    refused: 'child.noDraft',
  },
  revoke: {
    by: leadHead,
    command: { type: 'revoke', permits: ['licence'], reasons: [reason] },
    wrongIn: 'granted',
    refused: 'revoke.notRevocable',
  },
  continuePermit: {
    by: applicant,
    command: { type: 'continuePermit', permit: 'licence', why: 'renewal' },
    wrongIn: 'inReview',
    refused: 'permit.notGranted',
  },
  cancelPermits: {
    by: leadHead,
    command: { type: 'cancelPermits', permits: ['licence'], ground: 'byHolder', reasons: [reason] },
    wrongIn: 'inReview',
    refused: 'permit.notGranted',
  },
  terminate: {
    by: leadHead,
    command: { type: 'terminate', reasons: [reason] },
    wrongIn: 'granted',
    refused: 'case.decided',
  },
  deliver: {
    by: clerk,
    command: { type: 'deliver', how: 'window', receipt: document },
    wrongIn: 'inReview',
    refused: 'case.wrongState',
  },
  publish: {
    by: lead,
    command: { type: 'publish', where: '信用中国' },
    wrongIn: 'inReview',
    refused: 'case.wrongState',
  },
  startInstrument: {
    by: supervisor(),
    command: { type: 'startInstrument', level: 'L2', clock: 'step:none', reason },
    wrongIn: 'inReview',
    refused: 'instrument.unknownClock',
  },
  signInstrument: {
    by: supervisor(),
    command: { type: 'signInstrument', instrument: 'L3:promise' },
    wrongIn: 'inReview',
    refused: 'instrument.unknown',
  },
  replyToInstrument: {
    by: leadHead,
    command: { type: 'replyToInstrument', instrument: 'L1:promise', reply: '已办' },
    wrongIn: 'inReview',
    refused: 'instrument.unknown',
  },
  closeInstrument: {
    by: supervisor(),
    command: { type: 'closeInstrument', instrument: 'L1:promise', conclusion: '已改' },
    wrongIn: 'inReview',
    refused: 'instrument.unknown',
  },
  annul: {
    by: leadHead,
    command: { type: 'annul', event: 99, reason },
    wrongIn: 'inReview',
    refused: 'annul.unknown',
  },
  decideAnew: {
    by: leadHead,
    command: { type: 'decideAnew', ground: 'suit', ruling: document, reasons: [reason] },
    wrongIn: 'inReview',
    refused: 'case.notDecided',
  },
};
