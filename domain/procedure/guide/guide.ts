import type { Limit } from '../../clock/limit.ts';
import { defined } from '../../defined.ts';
import type { StepOutline } from '../check/walk/outline.ts';
import { holds, is, isPlain, resolveLimit, type AnyLimit, type Condition } from '../language/condition.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { feesOf, type Fee } from '../language/fees.ts';
import { materialsAsked, type MaterialAsked } from '../language/material.ts';
import type { Mode } from '../language/mode.ts';
import { answersOf } from './answers.ts';
import { exampleForm, type Form } from './answered-form.ts';
import { followsOf, modesOpen, stepsBrought, type Follows } from './follows.ts';
import { goodWayOf } from './good-way.ts';
import { outlineFor } from './outline-for.ts';
import { reductionsOf, type Reduction } from './reductions.ts';
import { savingOf, savingsOf, type Saving } from './saving.ts';

/** A limit as the guide tells it: fixed, only under a condition, or the date that a field states. */
export interface GuideLimit {
  readonly limit?: Limit;
  readonly when?: Condition;
  readonly dateField?: string;
  /** It counts from intake, with a milestone of the procedure. */
  readonly isFromIntake?: true;
}

/** A material, whether the applicant brings it, and with which step where it is not brought at intake. */
export interface GuideMaterial extends MaterialAsked {
  readonly givenBy?: string;
}

/** A step in its order, with its limit. Off the good way it is asked only where something went otherwise. */
export interface GuideStep extends StepOutline {
  readonly within: readonly GuideLimit[];
  readonly isUsual: boolean;
}

/** The guide (办事指南) of a procedure: names and figures; `domain/words` makes the sentences. */
export interface Guide {
  readonly procedure: AnyProcedure;
  /** One applicant's answers; without them it is for everybody, and conditions stand beside what they decide. */
  readonly form?: Form;
  readonly channels: readonly ('online' | 'window' | 'post')[];
  readonly materials: readonly GuideMaterial[];
  readonly steps: readonly GuideStep[];
  readonly promised: readonly GuideLimit[];
  readonly statutory: readonly GuideLimit[];
  readonly savings: readonly Saving[];
  readonly fees: readonly Fee[];
  readonly permits: readonly string[];
  readonly results: readonly string[];
  readonly modes: readonly Mode[];
  readonly follows: readonly Follows[];
  readonly reductions: readonly Reduction[];
}

/** For whom a guide is made. */
interface GuideAsked {
  /** One applicant's answers, as `answeredForm` has them; without them it is for everybody. */
  readonly form?: Form;
  /** The modes that the applicant chooses: by 一证通办 they bring one paper alone. */
  readonly modes?: readonly Mode[];
  /** The version before, with which the five counts are compared. */
  readonly previous?: AnyProcedure | undefined;
}

/**
 * The guide of a procedure, read from its definition and its flow.
 */
export function guideOf(procedure: AnyProcedure, { form, modes = [], previous }: GuideAsked = {}): Guide {
  const { permits, results, limits } = procedure;
  const good = form && goodWayOf(procedure, form);
  return {
    procedure,
    ...defined({ form }),
    channels: procedure.intake.by === 'application' ? ['online', 'window', 'post'] : [],
    materials: materialsFor(procedure, form, modes),
    steps: stepsFor(procedure, form),
    promised: limitsTold(limits.promised, form),
    statutory: limitsTold(limits.statutory, form),
    savings: form ? [savingOf(procedure, form) ?? []].flat() : savingsOf(procedure),
    fees: feesOf(procedure, form),
    permits: good ? good.permits : Object.keys(permits),
    results: good ? good.results : Object.keys(results),
    modes: form ? modesOpen(procedure, form) : (Object.keys(procedure.modes) as Mode[]),
    follows: followsOf(procedure, form ?? exampleForm(procedure)),
    reductions: reductionsOf(procedure, previous),
  };
}

function materialsFor(
  procedure: AnyProcedure,
  form: Form | undefined,
  modes: readonly Mode[],
): readonly GuideMaterial[] {
  const asked = form
    ? materialsAsked(procedure, form, modes)
    : Object.entries(procedure.materials).map(([name, material]) => ({
        ...material,
        name,
        fromApplicant: material.source === undefined,
      }));
  return asked.map(material => {
    const givenBy = Object.entries(procedure.steps).find(([, { gives }]) => gives?.includes(material.name))?.[0];
    return { ...material, ...defined({ givenBy }) };
  });
}

function stepsFor(procedure: AnyProcedure, form: Form | undefined): readonly GuideStep[] {
  const outline = outlineFor(procedure).steps;
  const usual = form ? stepsBrought(procedure, form) : stepsOfAnyAnswer(procedure);
  return inOrder(outline)
    .filter(({ when }) => form === undefined || holds(when, form))
    .map(each => {
      return { ...each, within: limitsOfStep(procedure, each.step, form), isUsual: usual.has(each.step) };
    });
}

/** How long a step may take: its own share, until a milestone, or a special procedure's time. */
function limitsOfStep(procedure: AnyProcedure, step: string, form: Form | undefined): readonly GuideLimit[] {
  const { within, withinBy, until, special } = procedure.steps[step]!;
  if (until !== undefined) return [{ limit: procedure.milestones[until]!, isFromIntake: true }];
  if (special !== undefined) return limitsTold(procedure.special[special]?.atMost, form);
  return limitsTold(within ?? withinBy, form);
}

/** The steps that some answer of the form brings on its good way. */
function stepsOfAnyAnswer(procedure: AnyProcedure): ReadonlySet<string> {
  const example = exampleForm(procedure);
  const forms = [...answersOf(procedure)].flatMap(([field, answers]) =>
    answers.map(({ value }) => ({ ...example, [field]: value })),
  );
  return new Set([example, ...forms].flatMap(each => [...goodWayOf(procedure, each).steps]));
}

/** Steps after what they come after, those of the decision first; otherwise as they are declared. */
export function inOrder(steps: readonly StepOutline[]): readonly StepOutline[] {
  const left = [...steps.filter(each => !each.afterDecision), ...steps.filter(each => each.afterDecision)];
  const told: StepOutline[] = [];
  while (left.length > 0) {
    const isWaiting = ({ after }: StepOutline): boolean => after.some(each => left.some(({ step }) => step === each));
    const next = left.findIndex(each => !isWaiting(each));
    told.push(...left.splice(Math.max(next, 0), 1));
  }
  return told;
}

function limitsTold(limit: AnyLimit | undefined, form: Form | undefined): readonly GuideLimit[] {
  if (limit === undefined) return [];
  if (isPlain(limit)) return [{ limit }];
  const resolved = form && resolveLimit(limit, form);
  if (resolved) return [{ limit: resolved }];
  if ('onDate' in limit) return [{ dateField: limit.onDate }];
  return Object.entries(limit.table).map(([value, each]) => ({ limit: each, when: is(limit.per, finiteOf(value)) }));
}

/** The value of a field for which a table has a limit: its keys are texts. */
const finiteOf = (key: string): string | boolean => (key === 'true' ? true : key === 'false' ? false : key);
