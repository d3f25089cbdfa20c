import { z } from 'zod';
import type { Issue } from '../issue.ts';
import { text } from '../values.ts';
import { isCreditCode } from './credit-code.ts';
import { isIdentityNumber } from './identity-number.ts';
import type { CreditGrade, PartyKind } from './party.ts';

/** A party as the window writes it down. */
export interface GivenParty {
  readonly kind: PartyKind;
  readonly name: string;
  readonly creditCode?: string | undefined;
  readonly identityNumber?: string | undefined;
  readonly creditGrade?: CreditGrade | undefined;
  readonly telephone?: string | undefined;
}

const name = text(100);
const telephone = z.string().regex(/^\+?\d[\d-]{5,19}$/);

/** The kind of party that each number identifies. */
const numbers = [
  { field: 'creditCode', kind: 'organisation', fits: isCreditCode },
  { field: 'identityNumber', kind: 'person', fits: isIdentityNumber },
] as const;

/** Every place of it that does not fit. What was given is quoted nowhere: it is personal data. */
export function issuesOfParty(given: GivenParty): readonly Issue[] {
  const issues: Issue[] = [];
  for (const { field, kind, fits } of numbers) {
    const value = given[field];
    if (given.kind !== kind) {
      if (value !== undefined) issues.push({ path: [field], code: 'unknownField', params: {} });
    } else if (value === undefined) issues.push({ path: [field], code: 'missing', params: { expected: field } });
    else if (!fits(value)) issues.push({ path: [field], code: 'badFormat', params: { expected: field } });
  }
  const { name: named, telephone: called } = given;
  return [...issuesOfContact({ name: named }), ...issues, ...issuesOfContact({ telephone: called })];
}

/** Every place of name and telephone that does not fit; what is not given is not looked at. */
export function issuesOfContact(given: {
  readonly name?: string | undefined;
  readonly telephone?: string | undefined;
}): readonly Issue[] {
  const issues: Issue[] = [];
  if (given.name !== undefined && !name.safeParse(given.name).success)
    issues.push({ path: ['name'], code: 'badFormat', params: { expected: 'name', maximum: 100 } });
  if (given.telephone !== undefined && !telephone.safeParse(given.telephone).success)
    issues.push({ path: ['telephone'], code: 'badFormat', params: { expected: 'telephone' } });
  return issues;
}
