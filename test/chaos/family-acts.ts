import { document } from '../../cli/demo/stories.ts';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { Act } from './acts.ts';
import type { Random } from './random.ts';

const applicant: Wanted = { as: 'applicant' };
const clerk: Wanted = { as: 'window-clerk' };
const fire: Wanted = { as: 'officer', unit: 'fire-rescue' };
const lead: Wanted = { as: 'officer', unit: 'market-regulation' };
const head = (unit: string): Wanted => ({ as: 'unit-head', unit });
const reason = { text: '理由' };

/** An application whose case opens others: several at once, or one at once and one that its applicant files. */
export function bundle(r: Random, developmentTime: string): Act {
  const owner = r.chance(0.5) ? { owner: `沈雨晴 139${r.below(1e8)}` } : {};
  const form = r.chance(0.6) ? { households: r.chance(0.1) ? 25 : 2 + r.below(3), ...owner } : owner;
  return {
    who: applicant,
    mutation: 'households' in form ? 'startBuildingV1' : 'startPairV1',
    input: { channel: 'ONLINE', developmentTime, form },
  };
}

/** Of a case of these procedures; others are acted on by `actFor`. */
export const isOfFamily = ({ procedure }: CaseView): boolean => /^(household|building|pair)\.v1$/u.test(procedure);

/** An act that suits a bundle or a part of one; sometimes one that does not. */
export function familyAct(r: Random, view: CaseView, drafts: readonly string[]): Act {
  const acts: Act[] = [];
  const add = (weight: number, who: Wanted, mutation: string, input: Act['input'] = {}): void => {
    acts.push(...Array.from({ length: weight }, () => ({ who, mutation, input })));
  };
  const isPart = view.parent !== undefined;
  if (view.status === 'received') {
    add(8, clerk, 'acceptCase');
    add(1, clerk, 'findNotRequired', { reason });
  }
  const [step] = view.steps.filter(({ step: name, endedAt }) => name === 'review' && endedAt === undefined);
  if (step) {
    add(6, fire, 'answerApproval', { step: 'review', answer: 'AGREE' });
    add(1, fire, 'answerApproval', { step: 'review', answer: 'DISAGREE', reasons: [reason] });
    add(1, fire, 'claimStep', { step: 'review' });
  }
  for (const draft of drafts) add(6, applicant, 'submitDraft', { draft });
  if (['granted', 'denied'].includes(view.status))
    add(4, clerk, 'deliverResult', { how: 'WINDOW', receipt: document('送') });
  if (['granted', 'delivered'].includes(view.status))
    add(4, isPart ? fire : lead, 'publishDecision', { where: '信用中国' });
  if (r.chance(0.06)) add(2, applicant, 'withdrawCase');
  if (r.chance(0.05))
    add(2, head(isPart ? 'fire-rescue' : 'market-regulation'), 'terminateCase', { reasons: [reason] });
  if (acts.length === 0 || r.chance(0.1)) {
    add(1, clerk, 'acceptCase');
    add(1, fire, 'answerApproval', { step: r.one(['review', 'household@1']), answer: 'AGREE' });
    add(1, applicant, 'withdrawCase');
  }
  return r.one(acts);
}
