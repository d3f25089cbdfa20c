import type { Intake, PolicyChoices } from '../language/policy.ts';
import type { Material, MaterialKind } from '../language/material.ts';
import type { Mode } from '../language/mode.ts';
import type { Kind, StepDefinition } from '../language/step.ts';
import type { AnyProcedure } from '../language/definition.ts';
import type { DefinitionIssue } from './issue.ts';

/** What an author writes instead of a word that the engine does not carry out; `undefined` for one that it does. */
type Instead = string | undefined;
/** Every word of a part of the language: one that is added without its row does not compile. */
type Words<W extends string> = Readonly<Record<W, Instead>>;

export const stepKinds: Words<Kind> = {
  approval: undefined,
  task: undefined,
  decision: undefined,
  applicant: undefined,
  conference: undefined,
  event: undefined,
  publicNotice: undefined,
  wait: undefined,
  effect: undefined,
  child: undefined,
};

/** What a step declares beside its kind. */
export const stepFields: Words<Exclude<keyof StepDefinition, 'kind' | 'title' | 'outcome' | 'partAnswer'>> = {
  by: undefined,
  post: undefined,
  within: undefined,
  withinBy: undefined,
  until: undefined,
  special: undefined,
  mayPauseFor: undefined,
  may: undefined,
  people: undefined,
  trio: undefined,
  when: undefined,
  silence: undefined,
  satisfiedBy: undefined,
  of: undefined,
  titles: undefined,
  notice: undefined,
  concerns: undefined,
  answered: undefined,
  gives: undefined,
  fee: undefined,
  calls: undefined,
  takes: undefined,
  result: undefined,
  child: undefined,
  opens: undefined,
};

/** How a child opens. */
export const openings: Words<NonNullable<StepDefinition['opens']>> = {
  received: undefined,
  draft: 'nobody is asked to complete it; ask for the form here, and write received',
};

/** The kinds of materials, and what one declares beside its kind. */
export const materialWords: Words<MaterialKind | Exclude<keyof Material, 'kind' | 'title'>> = {
  required: undefined,
  tolerable: undefined,
  deferred: undefined,
  later: undefined,
  within: undefined,
  before: undefined,
  when: undefined,
  source: undefined,
  instead: undefined,
};

export const modeWords: Words<Mode> = {
  onTheSpot: undefined,
  instantAuto: undefined,
  tolerant: undefined,
  deferredSupplement: undefined,
  commitment: undefined,
  singleId: undefined,
  crossRegion: undefined,
  noApplication: undefined,
  applyAndEnjoy: undefined,
  assisted: undefined,
  fastLane: undefined,
};

export const policyWords: Words<keyof PolicyChoices> = {
  acceptance: undefined,
  correction: undefined,
  filedOffHours: undefined,
  endOfDay: undefined,
  halfDay: undefined,
  tacitApproval: undefined,
  effectiveFrom: undefined,
  delivery: undefined,
  rating: undefined,
  publicity: undefined,
  ladder: undefined,
  revocable: undefined,
};

export const intakeWords: Words<Intake['by'] | 'from' | 'checkedBy'> = {
  application: undefined,
  issue: undefined,
  order: undefined,
  schedule: undefined,
  from: undefined,
  checkedBy: undefined,
};

export const closings: Words<'closed' | 'revoked' | 'reopened'> = {
  closed: undefined,
  revoked: undefined,
  reopened: undefined,
};

/** The places at which a definition uses a word that the engine does not carry out, and what to write instead. */
export function issuesNotCarried(procedure: AnyProcedure, closing: ReadonlySet<string>): readonly DefinitionIssue[] {
  const { intake, materials, modes, policies, steps } = procedure;
  const found: DefinitionIssue[] = [];
  const look = (at: string, word: string, instead: Instead): void => {
    if (instead !== undefined)
      found.push({ rule: 'notCarried', at, message: `${word} is not carried out by the engine: ${instead}` });
  };
  look('intake.by', intake.by, intakeWords[intake.by]);
  if ('checkedBy' in intake && intake.checkedBy) look('intake.checkedBy', 'checkedBy', intakeWords.checkedBy);
  for (const [name, material] of Object.entries(materials)) {
    look(`materials.${name}`, material.kind, materialWords[material.kind]);
    for (const word of ['source', 'instead'] as const)
      if (material[word] !== undefined) look(`materials.${name}.${word}`, word, materialWords[word]);
  }
  for (const mode of Object.keys(modes) as Mode[]) look(`modes.${mode}`, mode, modeWords[mode]);
  if (policies.effectiveFrom !== 'decision') look('policies.effectiveFrom', 'effectiveFrom', policyWords.effectiveFrom);
  if (policies.revocable) look('policies.revocable', 'revocable', policyWords.revocable);
  for (const [name, step] of Object.entries(steps)) {
    look(`steps.${name}`, step.kind, stepKinds[step.kind]);
    if (step.opens) look(`steps.${name}.opens`, step.opens, openings[step.opens]);
    for (const word of Object.keys(stepFields) as (keyof typeof stepFields)[])
      if (step[word] !== undefined) look(`steps.${name}.${word}`, word, stepFields[word]);
  }
  for (const word of closing) look('afterwards', word, closings[word as keyof typeof closings]);
  return found;
}
