/** A natural person (自然人), or an organisation with a 统一社会信用代码 (法人、非法人组织). */
export const partyKinds = ['person', 'organisation'] as const;
export type PartyKind = (typeof partyKinds)[number];

/** Credit grade (信用等级) of a party, from the best down. */
export const creditGrades = ['A', 'B', 'C', 'D'] as const;
export type CreditGrade = (typeof creditGrades)[number];

/** A party (申请人) of the register. Name and telephone are personal data where it is a person: never in ids or logs. */
export interface Party {
  /** Opaque. What a case names as its applicant. */
  readonly id: string;
  readonly kind: PartyKind;
  readonly name: string;
  /** Of an organisation: 统一社会信用代码. */
  readonly creditCode?: string;
  readonly creditGrade?: CreditGrade;
  readonly telephone?: string;
}

/** What identifies a party beside its id: nobody is in the register twice. The number itself is kept nowhere. */
export type PartyIdentity =
  | { readonly kind: 'organisation'; readonly creditCode: string }
  | { readonly kind: 'person'; readonly identityHash: string };
