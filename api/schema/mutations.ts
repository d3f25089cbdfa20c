import { addRepairs } from '../administration/repairs.ts';
import { addPublishCalendar } from '../calendar/publish.ts';
import { addAcceptTolerantly } from '../case/accept-tolerantly.ts';
import { addAccept } from '../case/accept.ts';
import { addDeliver } from '../case/deliver.ts';
import { addGiveNotice } from '../case/give-notice.ts';
import { addNotRequired } from '../case/not-required.ts';
import { addPublish } from '../case/publish.ts';
import { addRefuseAcceptance } from '../case/refuse-acceptance.ts';
import { addResume } from '../case/resume.ts';
import { addSuspend } from '../case/suspend.ts';
import { addTerminate } from '../case/terminate.ts';
import { addWithdraw } from '../case/withdraw.ts';
import { addExtend } from '../clock/extend.ts';
import { addAdvanceTime } from '../development/advance-time.ts';
import { addFormInputs } from '../form/form.ts';
import { current } from '../form/names.ts';
import { addCloseInstrument } from '../instrument/close.ts';
import { addReplyToInstrument } from '../instrument/reply.ts';
import { addSignInstrument } from '../instrument/sign.ts';
import { addStartInstrument } from '../instrument/start.ts';
import type { ActKit } from './kit.ts';
import { addStart } from '../procedure/start.ts';
import { addSupply } from '../procedure/supply.ts';
import { addAnswerApproval } from '../step/answer-approval.ts';
import { addAnswers } from '../step/answer-own.ts';
import { addClaim } from '../step/claim.ts';
import { addEndSpecial } from '../step/end-special.ts';
import { addStartSpecial } from '../step/start-special.ts';

const acts = [
  addNotRequired,
  addRefuseAcceptance,
  addGiveNotice,
  addAccept,
  addAcceptTolerantly,
  addClaim,
  addAnswerApproval,
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
  const offered = current(kit.procedures);
  for (const procedure of kit.procedures.values()) {
    const inputs = addFormInputs(kit, procedure);
    if (offered.includes(procedure)) addStart(kit, procedure, inputs);
    addSupply(kit, procedure, inputs);
    addAnswers(kit, procedure);
  }
}
