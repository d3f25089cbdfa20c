import type { Language } from '../../domain/language.ts';

/** A case as the export asks for it; what the caller may not read is null or masked, as in the list. */
export interface ExportedCase {
  readonly number: string;
  readonly title: string;
  readonly status: string;
  readonly colour: string;
  readonly channel: string;
  readonly lead: { readonly title: string };
  readonly party: { readonly name: string | null; readonly creditCode: string | null } | null;
  readonly receivedAt: string;
  readonly acceptedAt: string | null;
  readonly decidedAt: string | null;
  readonly endedAt: string | null;
  readonly clocks: readonly { readonly clock: string; readonly dueOn: string | null; readonly state: string }[];
}

/** What is asked of each case. */
export const selection =
  'number title status colour channel lead { title } party { name creditCode } receivedAt acceptedAt decidedAt ' +
  'endedAt clocks { clock dueOn state }';

/** What a value of an enumeration is called. */
export type TitleOf = (type: string, value: string) => string;

interface Column {
  readonly title: Readonly<Record<Language, string>>;
  readonly text: (of: ExportedCase, titleOf: TitleOf) => string | null | undefined;
}

const minute = (instant: string | null): string | null => instant && instant.slice(0, 16).replace('T', ' ');
const dueOf = ({ clocks }: ExportedCase): string | null | undefined =>
  clocks
    .filter(({ state, dueOn }) => state !== 'STOPPED' && dueOn !== null)
    .map(({ dueOn }) => dueOn!)
    .toSorted()[0];

/** The columns of an exported list of cases. */
export const columns: readonly Column[] = [
  { title: { 'zh-CN': '办件编号', en: 'Number' }, text: of => of.number },
  { title: { 'zh-CN': '事项', en: 'Procedure' }, text: of => of.title },
  { title: { 'zh-CN': '办件状态', en: 'State' }, text: (of, titleOf) => titleOf('CaseStatus', of.status) },
  { title: { 'zh-CN': '亮牌', en: 'Colour' }, text: (of, titleOf) => titleOf('Colour', of.colour) },
  { title: { 'zh-CN': '牵头单位', en: 'Lead unit' }, text: of => of.lead.title },
  { title: { 'zh-CN': '申请人', en: 'Applicant' }, text: of => of.party?.name },
  { title: { 'zh-CN': '统一社会信用代码', en: 'Credit code' }, text: of => of.party?.creditCode },
  { title: { 'zh-CN': '收件渠道', en: 'Channel' }, text: (of, titleOf) => titleOf('Channel', of.channel) },
  { title: { 'zh-CN': '收件时间', en: 'Received' }, text: of => minute(of.receivedAt) },
  { title: { 'zh-CN': '受理时间', en: 'Accepted' }, text: of => minute(of.acceptedAt) },
  { title: { 'zh-CN': '最近到期日', en: 'Next due' }, text: dueOf },
  { title: { 'zh-CN': '决定时间', en: 'Decided' }, text: of => minute(of.decidedAt) },
  { title: { 'zh-CN': '办结时间', en: 'Ended' }, text: of => minute(of.endedAt) },
];
