import { actOf, type DerivedActs } from '../act/derived.ts';
import { deciders, party } from '../schema/who.ts';

export const acts: DerivedActs = {
  claimStep: actOf('claim', {
    who: [...deciders, ...party],
    about: '认领: a person of the unit takes an open step; its clock runs since it was opened.',
  }),
  unclaimStep: actOf('unclaim', {
    who: deciders,
    about: '退回认领: whoever claimed a step, or the head of the unit, gives it back; its clock runs on.',
  }),
  conveneConference: actOf('convene', {
    who: deciders,
    about: '召集: the chair invites each party to a meeting or joint visit, as long ahead as the procedure says.',
    fields: { meets: { about: 'When it meets.' }, place: { about: 'Where.' } },
  }),
  recordMinutes: actOf('recordMinutes', {
    who: deciders,
    about: '会议纪要: the chair records who came and what was said. The parties answer for themselves.',
    fields: { present: { about: 'The parties that came, by the names of `Step.party`.' } },
  }),
  refuseAnswer: actOf('refuseProposal', {
    who: deciders,
    about: '退回: a proposed answer is not agreed to, or taken back by who proposed it; the step is open again.',
    fields: { proposal: { about: 'The place of the proposal in the log: `Proposal.seq`.' } },
  }),
  startSpecialProcedure: actOf('startSpecial', {
    who: deciders,
    about:
      '特殊程序: a listed one, with written notice and the time needed; pauses the clock of the step, or begins the time ' +
      'of a step that is special as a whole.',
    fields: { special: { about: 'One of the list of the procedure.' }, notice: { about: '特殊程序告知书.' } },
  }),
  endSpecialProcedure: actOf('endSpecial', {
    who: deciders,
    about:
      '特殊程序结束: its result; the clock of the step runs again. A result that comes after the limit is recorded (结果补录) ' +
      'and changes no clock.',
    fields: { special: { about: 'Of which one, where a late result is told beside one that runs.' } },
  }),
};
