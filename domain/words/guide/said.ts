import type { UnitSaid, GuideWords, ModeSaid } from './words.ts';
import { defined } from '../../defined.ts';
import type { Guide, GuideLimit, GuideStep } from '../../procedure/guide/guide.ts';
import { fieldTitleOf, valueTitleOf } from '../../procedure/guide/field-titles.ts';
import type { Condition } from '../../procedure/language/condition.ts';
import type { AnyProcedure } from '../../procedure/language/definition.ts';
import { assigned } from '../../procedure/language/step.ts';
import type { Mode } from '../../procedure/language/mode.ts';

/** The office that a name of a procedure stands for; undefined where it depends on the place or the course. */
export type UnitOf = (name: string) => UnitSaid | undefined;

/** A condition in words: fields and values by what their author calls them. */
export function conditionText(words: GuideWords, procedure: AnyProcedure, condition: Condition): string {
  const say = (each: Condition): string => conditionText(words, procedure, each);
  const { condition: said } = words;
  if ('not' in condition) return said.not(say(condition.not));
  if ('either' in condition) return said.either(condition.either.map(say));
  if ('both' in condition) return said.both(condition.both.map(say));
  const field = fieldTitleOf(procedure, condition.field);
  if ('atLeast' in condition) return said.atLeast(field, condition.atLeast);
  if ('below' in condition) return said.below(field, condition.below);
  if ('above' in condition) return said.above(field, condition.above);
  if ('atMost' in condition) return said.atMost(field, condition.atMost);
  if ('before' in condition) return said.before(field, condition.before);
  return said.isOneOf(
    field,
    condition.values.map(value => valueTitleOf(procedure, condition.field, value) ?? words.value(value)),
  );
}

/** A limit in words, with the condition under which it is the one. */
export function limitTold(
  words: GuideWords,
  procedure: AnyProcedure,
  { limit, when, dateField, isFromIntake }: GuideLimit,
): string {
  const text = limit ? words.limit(limit) : words.onDate(fieldTitleOf(procedure, dateField!));
  if (isFromIntake) return words.fromIntake(text);
  return when === undefined ? text : words.onlyIf(text, conditionText(words, procedure, when));
}

/** What is said of a step beside its title: who, how long, and under which conditions. */
export function stepTold(words: GuideWords, { procedure, form, fees }: Guide, step: GuideStep, unitOf: UnitOf) {
  const { kind, by, of = [], people, trio, mayPauseFor } = procedure.steps[step.step]!;
  // What stands for no unit is told as its author wrote it.
  const titleOf = (name: string): string => {
    const role = name === 'lead' ? procedure.lead : name;
    return role === assigned ? words.assigned : (unitOf(role)?.title ?? role);
  };
  const paid = fees.filter(each => each.step === step.step).map(({ amount, basis }) => words.fee(amount, basis));
  return words.step({
    kind,
    parties: kind === 'conference' ? of.map(titleOf) : [],
    within: step.within.map(each => limitTold(words, procedure, each)),
    people,
    isTrio: trio === true,
    pauses: mayPauseFor.map(each => procedure.special[each]?.title ?? each),
    modes: step.modes as readonly Mode[],
    repeats: step.repeats,
    isUsual: step.isUsual || step.when !== undefined,
    ...defined({
      who: by === undefined ? undefined : titleOf(by),
      when: form || !step.when ? undefined : conditionText(words, procedure, step.when),
      fee: paid.length === 0 ? undefined : words.list(paid),
    }),
  });
}

/** The guard of a mode: to whom it is open, and what it comes to. */
export function guardText(words: GuideWords, procedure: AnyProcedure, mode: Mode): string {
  const { modes, steps, permits, materials } = procedure;
  const stepTitle = (name: string): string => steps[name]?.title ?? name;
  const { tolerant, commitment, singleId, noApplication, applyAndEnjoy, fastLane } = modes;
  const consent = mode === 'noApplication' ? noApplication?.consent : applyAndEnjoy?.consent;
  const keyProject = fastLane?.keyProject;
  const said: ModeSaid = {
    ...(mode === 'commitment' &&
      commitment && {
        covers: commitment.covers.map(stepTitle),
        excludes: (commitment.excludes ?? []).map(each => conditionText(words, procedure, each)),
        verify: stepTitle(commitment.verify),
        fix: stepTitle(commitment.fix),
        revokes: commitment.revokes.map(each => permits[each]?.title ?? each),
        basis: commitment.basis,
      }),
    ...defined({
      credit: mode === 'commitment' ? commitment?.credit : tolerant?.credit,
      identity: singleId && (materials[singleId.identity]?.title ?? singleId.identity),
      consent: consent === undefined ? undefined : stepTitle(consent),
      keyProject: keyProject && conditionText(words, procedure, keyProject),
    }),
  };
  return words.guard(mode, said);
}
