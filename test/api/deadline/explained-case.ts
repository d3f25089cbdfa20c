import { expect } from 'vitest';
import { fire, lead, Office, type Said } from '../office.ts';

/** A case of 2027 with a pause, an extension and all that an explanation may tell. */
export async function openExplainedCase(): Promise<{
  readonly office: Office;
  readonly seen: NonNullable<Said['case']>;
}> {
  const office = await Office.open();
  const seen = await office.receive({ developmentTime: '2027-03-24T10:00:00+08:00' });
  await office.accept(seen.id);
  const done = async (...act: Parameters<Office['say']>): Promise<void> => {
    expect(await office.say(...act)).toMatchObject({ __typename: 'Accepted' });
  };
  await done(lead, 'answerApproval', { caseId: seen.id, step: 'licence', answer: 'AGREE' });
  await done(fire, 'startSpecialProcedure', {
    caseId: seen.id,
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 4 },
    notice: { number: '消检-1', digest: 'a'.repeat(64) },
  });
  await done({ as: 'unit-head' }, 'extendLimit', {
    caseId: seen.id,
    clock: 'STATUTORY',
    by: { unit: 'WD', n: 10 },
    reason: { text: '沈雨晴补充说明，案情复杂' },
  });
  return { office, seen };
}

/** All of an explanation. */
export const shown = `
  anchor limit { text } due dueOn measure total projected provisional calendar { calendar version title } sentences
  pauses { from fromOn to toOn until why effective }
  recomputations { seq at reason dueBefore due projected text told }
  holder { kind units { unit } text } soFar { at counted remaining text }
  attribution { counted units { unit { unit } days } }
  lines {
    edges { node { effect firstDay lastDay begins ends kind amount through why notice } }
    pageInfo { hasNextPage }
  }`;
export interface Explained {
  readonly due: string;
  readonly total: number;
  readonly sentences: readonly string[];
  readonly lines: {
    readonly edges: readonly {
      readonly node: {
        readonly effect: string;
        readonly lastDay: string;
        readonly amount: number;
        readonly through: number;
        readonly why: string;
      };
    }[];
  };
  readonly soFar: { readonly counted: number; readonly remaining: number } | null;
  readonly attribution: { readonly counted: number } | null;
  readonly recomputations: readonly { readonly reason: string; readonly told: string | null }[];
}

/** The message of what is refused. */
export const messageOf = (ask: Promise<unknown>): Promise<string> =>
  ask.then(
    () => 'answered',
    (error: { code: string; message: string }) => error.message,
  );
