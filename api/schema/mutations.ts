import { addRepairs } from '../administration/repairs.ts';
import { addPublishCalendar } from '../calendar/publish.ts';
import { addAcceptTolerantly } from '../case/accept-tolerantly.ts';
import { addAccept } from '../case/accept.ts';
import { addCure } from '../case/cure.ts';
import { addDeliver } from '../case/deliver.ts';
import { addGiveNotice } from '../case/give-notice.ts';
import { addNotRequired } from '../case/not-required.ts';
import { addPublish } from '../case/publish.ts';
import { addRefuseAcceptance } from '../case/refuse-acceptance.ts';
import { addResume } from '../case/resume.ts';
import { addSupply } from '../case/supply.ts';
import { addSuspend } from '../case/suspend.ts';
import { addTerminate } from '../case/terminate.ts';
import { addWithdraw } from '../case/withdraw.ts';
import { addExtend } from '../clock/extend.ts';
import { addAdvanceTime } from '../development/advance-time.ts';
import { addCloseInstrument } from '../instrument/close.ts';
import { addReplyToInstrument } from '../instrument/reply.ts';
import { addSignInstrument } from '../instrument/sign.ts';
import { addStartInstrument } from '../instrument/start.ts';
import type { ActKit } from './kit.ts';
import { addStartCase, addStarts } from '../procedure/start.ts';
import { addAnswerStep } from '../step/answer-any.ts';
import { addAnswerApproval } from '../step/answer-approval.ts';
import { addAnswers } from '../step/answer-own.ts';
import { addClaim } from '../step/claim.ts';
import { addEndSpecial } from '../step/end-special.ts';
import { addStartSpecial } from '../step/start-special.ts';

const acts = [
  addStartCase,
  addNotRequired,
  addRefuseAcceptance,
  addGiveNotice,
  addAccept,
  addAcceptTolerantly,
  addSupply,
  addCure,
  addClaim,
  addAnswerApproval,
  addAnswerStep,
  addStartSpecial,
  addEndSpecial,
  addExtend,
  addSuspend,
  addResume,
  addDeliver,
  addPublish,
  addWithdraw,
  addTerminate,
  addStartInstrument,
  addSignInstrument,
  addReplyToInstrument,
  addCloseInstrument,
  addAdvanceTime,
  addPublishCalendar,
  addRepairs,
];

/** Every act: those that all procedures share, and those that each brings itself. */
export function addMutations(kit: ActKit): void {
  for (const add of acts) add(kit);
  addStarts(kit);
  for (const procedure of kit.procedures.values()) addAnswers(kit, procedure);
}
