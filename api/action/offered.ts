import { actionsOfCase, actionsOfStep, answersAt, type Action, type Question } from '../../domain/case/actions.ts';
import { draftOf } from '../../domain/case/capabilities/children/state.ts';
import type { PeoplesCommand } from '../../domain/case/capabilities/index.ts';
import type { StepView } from '../../domain/case/view.ts';
import { defined } from '../../domain/defined.ts';
import type { Role } from '../../domain/values.ts';
import { actorFor, concernedIn, interestOf } from '../act/act.ts';
import type { KnownCase, Of } from '../case/objects.ts';
import { inTurn } from '../deadline/in-turn.ts';
import type { Context } from '../schema/context.ts';
import type { Rule } from '../schema/rule.ts';
import { askedBy, caseNow } from './case-now.ts';
import { mutationToAnswer } from './mutations.ts';
import type { OfferedAction } from './objects.ts';

type Act = PeoplesCommand['type'];

/** Which mutation asks for which act, and who may call it at all. */
export interface Offer {
  readonly mutations: ReadonlyMap<Act, string>;
  readonly who: Readonly<Record<string, Rule | undefined>>;
}

const isFor = (rule: Rule | undefined, role: Role): boolean =>
  rule !== undefined && (rule.who === 'everyone' || rule.who === 'signedIn' || rule.who.includes(role));

/**
 * What the caller may ask of a case, or of one of its steps, with what stands against it. Acts that are for other roles
 * are not told of. What only the directory knows (回避) stands before what the case says, as when the act is asked.
 */
export async function offeredIn(
  offer: Offer,
  context: Context,
  record: KnownCase,
  step?: StepView,
): Promise<readonly OfferedAction[]> {
  const { viewer } = context;
  if (!viewer) return [];
  const procedure = context.procedures.get(record.view.procedure);
  if (!procedure) return [];
  const named = [...offer.mutations].flatMap(([act, name]) => {
    const mutation = act === 'answer' ? step && mutationToAnswer(procedure, step) : name;
    return mutation !== undefined && isFor(offer.who[mutation], viewer.role) ? [[act, mutation] as const] : [];
  });
  const now = await caseNow(context, record);
  const concerned = concernedIn(record.view);
  const draft = step && draftOf(now.kept.state, step.step)?.case;
  return inTurn(() =>
    named.flatMap(([act, mutation]) => {
      const asked = askedBy(actorFor(viewer, record, { type: act, step: step?.step }), now);
      const question: Question = { acts: [act], asked, environment: now.environment };
      const found = step ? actionsOfStep(now.kept, step.step, question) : actionsOfCase(now.kept, question);
      const answers = step && act === 'answer' ? answersAt(now.kept, step.step, question) : [];
      const barred = interestOf(viewer, concerned, act);
      return found.map((each: Action) => ({
        ...each,
        refusal: barred ?? each.refusal,
        case: record,
        mutation,
        answers,
        ...defined({ step, draft }),
      }));
    }),
  );
}

export const offeredAt = (offer: Offer, context: Context, of: Of<StepView>): Promise<readonly OfferedAction[]> =>
  offeredIn(offer, context, of.case, of.it);
