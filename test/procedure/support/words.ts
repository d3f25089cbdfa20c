import type { Intake, PolicyChoices } from '../../../domain/procedure/language/policy.ts';
import type { LimitChoices } from '../../../domain/procedure/language/definition.ts';
import type { Closing } from '../../../domain/procedure/language/flow.ts';
import type { Material, MaterialKind } from '../../../domain/procedure/language/material.ts';
import type { Mode } from '../../../domain/procedure/language/mode.ts';
import type { PermitDefinition } from '../../../domain/procedure/language/permit.ts';
import type { Kind, StepDefinition } from '../../../domain/procedure/language/step.ts';

/** The words of each part of the language: a table of them with a row too few does not compile. */
export type StepKind = Kind;
/** What a step declares beside its kind. */
export type StepField = Exclude<keyof StepDefinition, 'kind' | 'title' | 'outcome' | 'asked' | 'partAnswer'>;
/** How a child opens. */
export type OpeningWord = NonNullable<StepDefinition['opens']>;
/** The kinds of materials, and what one declares beside its kind. */
export type MaterialWord = MaterialKind | Exclude<keyof Material, 'kind' | 'title'>;
export type ModeWord = Mode;
export type PolicyWord = keyof PolicyChoices;
export type IntakeWord = Intake['by'] | 'from' | 'checkedBy';
export type ClosingWord = Closing['closing'];
export type LimitWord = keyof LimitChoices;
/** What a permit declares beside its title. */
export type PermitWord = Exclude<keyof PermitDefinition, 'title'>;
