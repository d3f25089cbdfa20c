import type { Reason } from '../../domain/values.ts';
import type { Issue } from '../../domain/issue.ts';
import { enumName } from '../schema/enum-names.ts';
import type { Kit } from '../schema/kit.ts';
import { reasonFrom } from '../act/reasons.ts';
import { answerOpenStep } from './answer.ts';
import type { answerNames } from './outcome.ts';
import { defined } from '../../domain/defined.ts';

interface ApprovalInput {
  readonly answer: (typeof answerNames)[number];
  readonly reasons?:
    | readonly { readonly text: string; readonly basis?: string | null | undefined }[]
    | null
    | undefined;
  readonly conditions?:
    | readonly { readonly text: string; readonly basis?: string | null | undefined }[]
    | null
    | undefined;
  readonly reference?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** The answer in the shape that steps declare. */
const answerFrom = ({
  answer,
  reasons,
  conditions,
  reference,
  to,
}: ApprovalInput): { readonly answer: string; readonly reasons?: readonly Reason[] } => ({
  answer,
  ...(reasons && reasons.length > 0 && { reasons: reasons.map(reasonFrom) }),
  ...(conditions && conditions.length > 0 && { conditions: conditions.map(reasonFrom) }),
  ...defined({ reference, to }),
});

/** The answers that a step takes, as the enumeration of this mutation spells them. */
const inCapitals = (issue: Issue): Issue =>
  issue.code === 'notOneOf' && issue.path.at(-1) === 'answer' && Array.isArray(issue.params['expected'])
    ? { ...issue, params: { ...issue.params, expected: issue.params['expected'].map(each => enumName(String(each))) } }
    : issue;

/** 审批意见: one mutation for the approvals of every procedure; which answers a step takes, its declaration says. */
export function addAnswerApproval({ builder, shared, outcomes, result }: Kit): void {
  const input = shared.actInput('AnswerApprovalInput', t => ({
    step: t.id({ required: true }),
    answer: t.field({ type: outcomes.answerName, required: true }),
    reasons: t.field({
      type: [shared.reason],
      description: 'For DISAGREE and RETURNED: without reasons they are refused.',
    }),
    conditions: t.field({ type: [shared.reason], description: 'For AGREE_WITH_CONDITIONS.' }),
    reference: t.string({ description: 'For SATISFIED_BY: the earlier shared result.' }),
    to: t.string({ description: 'For FORWARD_UP: the upper organ.' }),
    papers: t.field({ type: [shared.paper], description: 'Papers that the step gives (申请材料).' }),
  }));
  builder.mutationField('answerApproval', t =>
    t.field({
      type: result,
      description: '审批意见: a department answers an open approval; proposes it where it needs several people.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) => answerOpenStep(context, given, answerFrom(given), inCapitals),
    }),
  );
}
