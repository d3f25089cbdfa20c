import type { Noun } from '../schema/noun.ts';
import { acts } from './acts.ts';
import { addAnswerStep } from './answer-any.ts';
import { addAnswerApproval } from './answer-approval.ts';
import { addAnswers } from './answer-own.ts';
import { addCall } from './call.ts';
import { addConfirmAnswer } from './confirm.ts';
import { addProposal } from './proposal.ts';
import { addStepLists } from './lists.ts';
import { addNotices } from './notices.ts';
import { addObjections } from './objections.ts';
import { permissions } from './permissions.ts';
import { addReassignStep } from './reassign.ts';
import { addStep } from './type.ts';

/** The step (环节). */
export const step: Noun = {
  permissions,
  acts,
  parts: [
    addStep,
    addNotices,
    addObjections,
    addProposal,
    addCall,
    addStepLists,
    addConfirmAnswer,
    addAnswerApproval,
    addAnswerStep,
    addAnswers,
    addReassignStep,
  ],
};
