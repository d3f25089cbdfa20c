import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { creditGrades, type CreditGrade } from '../../../parties/party.ts';
import { holds } from '../../../procedure/language/condition.ts';
import { unchosenModes, type ByCredit, type Mode } from '../../../procedure/language/mode.ts';
import { flow, materialsAsked, type AnyProcedure } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';
import type { Actor } from '../../../values.ts';
import { type Applied, factsFor } from '../../open-steps.ts';
import { windowOf } from '../../pinned-units.ts';
import { requireUnit } from '../../refusals.ts';
import type { ModeGuard } from '../../vocabulary.ts';

type Application = CommandOf<'receive'>;

/** The modes by which a case is accepted as it comes in. */
export const atOnceModes = ['instantAuto', 'noApplication', 'applyAndEnjoy'] as const satisfies readonly Mode[];

/** Whether a credit grade admits to a mode: the grade that it names or a better one, else any but the last. */
const isCreditOk = ({ credit }: ByCredit, grade: CreditGrade | undefined): boolean =>
  credit === undefined
    ? grade !== 'D'
    : grade !== undefined && creditGrades.indexOf(grade) <= creditGrades.indexOf(credit);

/** @throws Refused `mode.guard` where the credit of the applicant does not admit to a mode */
export function requireCredit(mode: Mode, data: ByCredit, grade: CreditGrade | undefined): void {
  if (!isCreditOk(data, grade)) refuse(mode, 'creditGrade');
}

function refuse(mode: Mode, why: ModeGuard): never {
  throw new Refused('mode.guard', { mode, why });
}

/** How the decision of a flow comes about over a form: with nobody asked, by the engine's steps alone, or by people. */
function askedBy(procedure: AnyProcedure, applied: Applied): 'nobody' | 'engine' | 'people' {
  const { ending, open } = flow(procedure, factsFor(applied), []);
  if (ending) return ending.end === 'granted' || ending.end === 'settled' ? 'nobody' : 'people';
  return open.every(({ step }) => procedure.steps[step]?.kind === 'effect') ? 'engine' : 'people';
}

/** 即来即办 needs no substantive check: the flow grants, or denies, and asks nobody. */
export const isDecidedOnTheSpot = (procedure: AnyProcedure, applied: Applied): boolean =>
  flow(procedure, factsFor(applied), []).ending !== undefined;

/** 秒批秒办: the rules of the flow grant by shared data alone. What they would deny a person decides. */
export const isDecidedByRules = (procedure: AnyProcedure, applied: Applied): boolean =>
  askedBy(procedure, applied) !== 'people';

/** Everything that a window would have to look at comes from shared data. */
const isAllShared = (procedure: AnyProcedure, { form, modes }: Pick<Application, 'form' | 'modes'>): boolean =>
  materialsAsked(procedure, form, modes).every(
    ({ kind, fromApplicant }) => !fromApplicant || (kind !== 'required' && kind !== 'tolerable'),
  );

/**
 * The guards of the modes that were chosen, and of who receives where none was.
 * @throws Refused `mode.guard` naming the mode and what stands against it
 */
export function requireModes(draft: DecisionBuilder, application: Application, isOpened: boolean): void {
  const { procedure } = draft.environment;
  const { modes, form, creditGrade, commitmentLetter } = application;
  const { commitment, fastLane } = procedure.modes;
  const has = (mode: Mode): boolean => modes.includes(mode);
  for (const mode of unchosenModes) if (has(mode)) refuse(mode, 'notChosen');
  requirePlace(draft.asked.actor, windowOf(application), has('crossRegion'));
  if (has('commitment') && commitment) {
    requireCredit('commitment', commitment, creditGrade);
    if (commitment.excludes?.some(each => holds(each, form))) refuse('commitment', 'excluded');
    if (commitmentLetter === undefined) refuse('commitment', 'unsigned');
  } else if (commitmentLetter !== undefined) refuse('commitment', 'notDeclared');
  if (has('onTheSpot') && !isDecidedOnTheSpot(procedure, application)) refuse('onTheSpot', 'asksPeople');
  if (has('noApplication') && !isOpened) refuse('noApplication', 'byEngine');
  for (const mode of atOnceModes) if (has(mode) && !isAllShared(procedure, application)) refuse(mode, 'notShared');
  // Whether its paper shows it the window sees before it accepts; until it is there nobody is ahead.
  const isPriority = creditGrade === 'A' || (fastLane?.keyProject !== undefined && holds(fastLane.keyProject, form));
  if (has('fastLane') && !isPriority) refuse('fastLane', 'noPriority');
}

/** 异地代收: another place's window receives for this one, and only by the mode. */
function requirePlace(actor: Actor, window: string, isCrossRegion: boolean): void {
  const isAway = actor.role === 'window-clerk' && actor.unit !== window;
  if (isCrossRegion && !isAway) refuse('crossRegion', 'samePlace');
  if (isAway && !isCrossRegion) requireUnit(actor, 'receive', window);
}
