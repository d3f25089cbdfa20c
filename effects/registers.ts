import { z } from 'zod';
import { findEntry, writeEntry, type Register } from '../db/effects/demonstration.ts';
import { readParties } from '../db/parties/parties.ts';
import type { Json } from '../domain/values.ts';
import {
  implement,
  numberOf,
  type Calling,
  type EffectImplementation,
  type SourceImplementation,
} from './implementation.ts';

const write = async (
  { db, key }: Calling,
  register: Register,
  subject: string,
  prefix: string,
  data: Readonly<Record<string, Json>>,
): Promise<Json> => {
  const entry = await writeEntry(db, register, key, subject, { ...data, number: numberOf(prefix, key) });
  return { number: (entry as { readonly number: string }).number };
};
const numbered = z.object({ number: z.string().min(1).max(40) });

/** 支付: pays an amount in fen to a party, and answers with the number of the receipt. */
export const payment = implement({
  takes: z.object({ payee: z.string(), fen: z.int() }),
  result: numbered,
  call: ({ payee, fen }, calling) => write(calling, 'payments', payee, 'ZF', { payee, fen }),
});

/** 信用等级: the grade of a party in the register of credit; `none` where it has none. */
export const creditGrade = implement({
  takes: z.object({ party: z.string() }),
  result: z.object({ grade: z.enum(['A', 'B', 'C', 'D', 'none']) }),
  async call({ party }, { db }) {
    const [found] = await readParties(db, [party]);
    return { grade: found?.creditGrade ?? 'none' };
  },
});

/** 信用记录: writes a mark on a party into the register of credit. */
export const creditMark = implement({
  takes: z.object({ party: z.string(), mark: z.string() }),
  result: numbered,
  call: ({ party, mark }, calling) => write(calling, 'credit', party, 'XY', { party, mark }),
});

/** 企业登记信息: whether a party stands in the register of enterprises. */
export const enterprise: EffectImplementation = implement({
  takes: z.object({ party: z.string() }),
  result: z.object({ registered: z.boolean() }),
  call: async ({ party }, { db }) => ({ registered: (await findEntry(db, 'enterprises', party)) !== undefined }),
});

/** 信息推送: tells another office of something, and answers with the number of the entry. */
export const notifyOffice = implement({
  takes: z.object({ to: z.string(), about: z.string() }),
  result: numbered,
  call: ({ to, about }, calling) => write(calling, 'notes', to, 'TS', { to, about }),
});

/** 访企赋码: one code for an enterprise and a month; a second visit of the month gets none. */
export const visitCode = implement({
  takes: z.object({ enterprise: z.string(), month: z.string() }),
  result: z.object({ isAllowed: z.boolean(), code: z.string() }),
  async call({ enterprise, month }, calling) {
    const subject = `${enterprise} ${month}`;
    const code = numberOf('FM', calling.key);
    // The register keeps one entry for the month, under its own key: whoever comes first has it, also when asked again.
    const kept = await writeEntry(calling.db, 'visits', subject, subject, { code });
    const isAllowed = (kept as { readonly code: string }).code === code;
    return { isAllowed, code: isAllowed ? code : '' };
  },
});

/** 清障问题池: puts an issue into the pool. */
export const issuePool = implement({
  takes: z.object({ title: z.string() }),
  result: numbered,
  call: ({ title }, calling) => write(calling, 'issues', title, 'WT', { title }),
});

/** A document of a party that a register keeps, by what it is called. */
const documentIn = (register: Register): SourceImplementation => ({
  async find({ applicant, title }, { db }) {
    const entry = (await findEntry(db, register, `${applicant} ${title}`)) as { readonly digest?: string } | undefined;
    return entry?.digest === undefined ? undefined : { digest: entry.digest, kind: 'eLicence' };
  },
});
/** 共享目录: documents that other offices share. */
export const sharedCatalogue = documentIn('catalogue');
/** 企业登记: the licences of enterprises. */
export const enterpriseLicences = documentIn('enterprises');
