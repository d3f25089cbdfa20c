import { actOf, type DerivedActs } from '../act/derived.ts';
import { deciders, filers, partyOrFiler } from '../schema/who.ts';

/** What people do to a case as a whole. */
export const acts: DerivedActs = {
  findNotRequired: actOf('notRequired', {
    who: ['window-clerk'],
    about: '不受理: no licence is needed; on the day of receipt, with the reason.',
  }),
  refuseAcceptance: actOf('refuseAcceptance', {
    who: ['window-clerk'],
    about: '不予受理: the wrong organ; names the right one.',
  }),
  giveNotice: actOf('giveNotice', {
    who: ['window-clerk'],
    about: '一次性告知: every defect at once; a second notice only for what was newly supplied.',
  }),
  acceptCase: actOf('accept', { who: ['window-clerk'], about: '受理: complete; the decision clocks start.' }),
  settleOnTheSpot: actOf('settleOnTheSpot', {
    who: ['window-clerk'],
    about: '即来即办: accepted, decided and handed over in one visit, where nobody has to examine it.',
    fields: { receipt: { about: '送达回证.' } },
  }),
  withdrawCommitment: actOf('withdrawCommitment', {
    who: partyOrFiler,
    about: '撤回承诺: the applicant takes the commitment back before the decision; the ordinary check follows.',
  }),
  acceptTolerantly: actOf('acceptTolerantly', {
    who: ['window-clerk'],
    about: '容缺受理: only tolerable materials are missing, and their supply is promised.',
    fields: {
      missing: { type: 'String', about: 'The materials that are missing.' },
      promise: { about: '容缺承诺书.' },
    },
  }),
  cureCase: actOf('cure', {
    who: partyOrFiler,
    about: '补齐: what tolerant acceptance left open (容缺受理).',
    fields: { papers: { about: 'What tolerant acceptance left open.' } },
  }),
  suspendCase: actOf('suspend', {
    who: ['unit-head'],
    about:
      '中止: by law or by force majeure, with written notice; every clock of the office stands still until the case ' +
      'is resumed.',
    fields: {
      ground: { type: 'suspensionGround' },
      reason: { about: 'Told to the applicant; by law with its `basis`.' },
      notice: { about: '中止办理告知书.', required: true },
    },
  }),
  resumeCase: actOf('resume', {
    who: ['unit-head'],
    about: '恢复办理: the ground of the suspension has gone; the clocks count on.',
  }),
  annulAct: actOf('annul', {
    who: [...deciders, 'window-clerk'],
    about:
      '撤销: takes back one extension, pause or acceptance that was a mistake, while the case is undecided; by the ' +
      'post that gave it, or one above.',
    fields: {
      event: { about: 'Its place in the log: `Event.seq`.' },
      reason: { about: 'Told to the applicant and to the units whose dates move.' },
    },
  }),
  deliverResult: actOf('deliver', {
    who: ['window-clerk'],
    about: '送达: the results are handed over.',
    fields: {
      how: { type: 'delivery' },
      receipt: { about: '送达回证.' },
      permits: { type: 'String', about: 'Before the decision: which of those granted early; without it all.' },
    },
  }),
  publishDecision: actOf('publish', { who: deciders, about: '双公示: the decision is published.' }),
  withdrawCase: actOf('withdraw', {
    who: partyOrFiler,
    about: '撤回: the applicant takes the application back; what was done stays on record.',
  }),
  urgeCase: actOf('urge', {
    who: filers,
    about: '催办: the applicant asks what holds the case up; the lead unit answers within a working day.',
  }),
  answerUrging: actOf('answerUrging', { who: deciders, about: '答复催办: the lead unit says how far it is.' }),
  noteAppeal: actOf('noteAppeal', {
    who: deciders,
    about: '复议、诉讼登记: the lead unit notes that its decision is under review; the decision stands.',
    fields: {
      ground: { type: 'annulment' },
      notice: { about: '复议受理通知书, 应诉通知书.' },
      body: { about: 'Who reviews it (复议机关、法院).' },
    },
  }),
  orderNewDecision: actOf('decideAnew', {
    who: ['unit-head'],
    about:
      '责令重新作出: a review or a court annulled the decision; what it granted is revoked, and the case goes on in a ' +
      'new one.',
    fields: { ground: { type: 'annulment' }, ruling: { about: '复议决定书, 判决书.', required: true } },
  }),
  revokePermits: actOf('revoke', {
    who: ['officer', 'unit-head', 'supervisor', 'administrator'],
    about: '撤销许可: whoever the procedure names takes back what was granted, with reasons; also in an ended case.',
    fields: { permits: { type: 'String', about: 'As `Permit.permit` names them.' } },
  }),
  cancelPermits: actOf('cancelPermits', {
    who: ['unit-head'],
    about: '注销: permits hold no longer, for no fault in their grant (行政许可法 70); also in an ended case.',
    fields: { permits: { type: 'String', about: 'As `Permit.permit` names them.' }, ground: { type: 'cancellation' } },
  }),
  checkCompleteness: actOf('checkCompleteness', {
    who: deciders,
    about: '材料齐全性核对: a unit that the procedure asks tells all defects that it finds, or none.',
    fields: { defects: { about: 'Empty where nothing is wrong.' } },
  }),
  terminateCase: actOf('terminate', {
    who: ['unit-head'],
    about: '终止: the lead unit ends an application, with reasons.',
  }),
};
