import type { Command } from '../../case/command.ts';
import { titleOf } from './phrases.ts';

const acts = {
  receive: 'Receiving an application',
  notRequired: 'Saying that no licence is needed',
  refuseAcceptance: 'Refusing acceptance',
  accept: 'Acceptance',
  giveNotice: 'The one-time notice',
  supply: 'Supplying what a notice asks',
  acceptTolerantly: 'Tolerant acceptance',
  cure: 'Handing in tolerated materials',
  claim: 'Claiming a step',
  answer: 'Answering a step',
  confirm: 'Confirming a proposed answer',
  refuseProposal: 'Refusing a proposed answer',
  lapseProposal: 'Ending a proposal',
  startSpecial: 'Starting a special procedure',
  endSpecial: 'Ending a special procedure',
  extend: 'An extension',
  recompute: 'Counting by another calendar',
  adoptRules: 'Counting by corrected rules',
  repin: 'Naming other units',
  release: 'Giving a step back',
  reassign: 'Reassigning a step',
  suspend: 'A suspension',
  resume: 'Resuming a case',
  withdraw: 'Withdrawing an application',
  terminate: 'Terminating a case',
  deliver: 'Delivering a result',
  publish: 'Publishing a decision',
  startInstrument: 'Starting an instrument',
  signInstrument: 'Signing an instrument',
  replyToInstrument: 'Replying to an instrument',
  closeInstrument: 'Closing an instrument',
  addressInstrument: 'Addressing an instrument',
  decideAnew: 'Ordering a new decision',
  endChild: 'The end of a child case',
  moveChild: 'A change of who holds a child case',
  endWithParent: 'Ending a case with its parent',
} satisfies Record<Command['type'], string>;

/** An act at the beginning of a sentence, by the type of its command. */
export const actTitle = (act: string): string => titleOf(acts, act);
