import { materialsAsked } from '../../procedure/procedure.ts';
import type { AnyProcedure } from '../../procedure/procedure.ts';
import type { Paper } from '../../values.ts';

const digestOfLength = (text: string): string => text.length.toString(16).padStart(64, '0');

/** The answer of a department that agrees. */
export const agree = { answer: 'agree' } as const;

/** The answer of a department that does not agree, with its reason. */
export const disagree = (text: string) => ({ answer: 'disagree', reasons: [{ text }] }) as const;

/** A paper for a material, as the applicant hands it in. */
export const paper = (material: string): Paper => ({
  material,
  digest: digestOfLength(material),
  kind: 'electronic',
  suppliedBy: 'applicant',
});

/** A document of the office by its number, such as a written notice. */
export const reference = (number: string) => ({ number, digest: digestOfLength(number) });

/** Papers for all that acceptance asks of the applicant with this form: required and tolerable materials. */
export const papersAsked = (procedure: AnyProcedure, form: unknown, modes: readonly string[] = []): readonly Paper[] =>
  materialsAsked(procedure, form, modes)
    .filter(({ kind, fromApplicant }) => fromApplicant && (kind === 'required' || kind === 'tolerable'))
    .map(({ name }) => paper(name));
