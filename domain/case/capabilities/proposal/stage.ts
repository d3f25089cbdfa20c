import { approvingPosts, reviewingPosts, type Post } from '../../../directory/posts.ts';
import type { StepDefinition } from '../../../procedure/procedure.ts';

/** What somebody does for an answer that needs several people: 承办, then 复核, or 审核 and 批准. */
export type Stage = 'propose' | 'confirm' | 'review' | 'approve';

const ofTrio = ['propose', 'review', 'approve'] as const;

/** What the next person does, after so many; undefined where nobody is needed any more. */
export function stageAfter({ people, trio }: Pick<StepDefinition, 'people' | 'trio'>, done: number): Stage | undefined {
  if (done >= people) return undefined;
  if (trio) return ofTrio[done];
  return done === 0 ? 'propose' : 'confirm';
}

/** The posts by which somebody does it; undefined where any post of the unit does. */
export const postsFor = (stage: Stage): readonly Post[] | undefined =>
  stage === 'review' ? reviewingPosts : stage === 'approve' ? approvingPosts : undefined;
