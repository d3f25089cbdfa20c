import { parseDay, parseInstant } from '../calendar/day.ts';
import {
  districtGovernment,
  serviceAuthority,
  supervisionOffice,
  unifiedWindow,
  type Absence,
  type Directory,
  type Holding,
  type Person,
  type Unit,
} from './directory.ts';
import type { Party } from '../parties/party.ts';
import type { Post } from './posts.ts';

/**
 * The directory of a district that does not exist, for demonstrations and stories: units, posts, people with absences.
 * Names are invented; ids are opaque.
 */
const units: readonly Unit[] = [
  { id: districtGovernment, title: '区人民政府', kind: 'government' },
  { id: supervisionOffice, title: '区政府督查室', kind: 'supervisionOffice', parent: districtGovernment },
  { id: serviceAuthority, title: '区政务服务管理局', kind: 'serviceAuthority', parent: districtGovernment },
  { id: unifiedWindow, title: '综合窗口', kind: 'window', parent: serviceAuthority },
  { id: 'market-regulation', title: '区市场监督管理局', kind: 'department', parent: districtGovernment },
  { id: 'urban-management', title: '区城市管理局', kind: 'department', parent: districtGovernment },
  { id: 'fire-rescue', title: '区消防救援大队', kind: 'department', parent: districtGovernment },
  { id: 'tobacco', title: '区烟草专卖局', kind: 'department', parent: districtGovernment },
  ...Object.entries({
    'business-environment-office': '区营商环境建设办公室',
    'civil-affairs': '区民政局',
    'civil-defence': '区人民防空办公室',
    'commercial-bank': '商业银行（外部单位）',
    community: '企业服务社区',
    culture: '区文化和旅游局',
    'data-bureau': '区数据局',
    'deputies-office': '区人大代表工作委员会',
    'development-reform': '区发展和改革委员会',
    ecology: '区生态环境分局',
    'evaluation-institute': '工程咨询机构（外部单位）',
    'expert-panel': '专家评审组（外部单位）',
    finance: '区财政局',
    'gas-utility': '燃气公司（外部单位）',
    'government-office': '区人民政府办公室',
    'housing-construction': '区住房和城乡建设局',
    'housing-fund': '住房公积金管理部',
    'human-resources': '区人力资源和社会保障局',
    'medical-insurance': '区医疗保障局',
    meteorology: '区气象局',
    'natural-resources': '自然资源和规划分局',
    'power-utility': '供电公司（外部单位）',
    'public-security': '公安分局',
    'quality-supervision': '区建设工程质量监督站',
    'real-estate-registry': '区不动产登记中心',
    'task-force': '营商环境工作专班',
    tax: '区税务局',
    treasury: '国库支库',
    'urban-archives': '区城市建设档案馆',
    water: '区水利局',
    'water-utility': '供水公司（外部单位）',
  }).map(([id, title]): Unit => ({ id, title, kind: 'department', parent: districtGovernment })),
];

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻';
const givenNames = ['建国', '秀英', '志强', '丽华', '海燕', '晓东', '玉兰', '文博', '思远', '雨晴', '子涵', '明哲'];
const nameAt = (index: number): string =>
  `${surnames[index % surnames.length]}${givenNames[(index * 5) % givenNames.length]}`;

/** The posts of a department, each held by a person of its own; the handler's post is held by two. */
const postsOfUnit: readonly { readonly post: Post; readonly suffix: string }[] = [
  { post: 'handler', suffix: 'officer' },
  { post: 'handler', suffix: 'officer-2' },
  { post: 'section-head', suffix: 'section-head' },
  { post: 'vice-head', suffix: 'vice-head' },
  { post: 'contact', suffix: 'contact' },
  { post: 'deputy-head', suffix: 'deputy-head' },
  { post: 'principal', suffix: 'principal' },
];
const since = parseDay('2024-01-01');
const staff = units.flatMap(unit =>
  postsOfUnit.map(({ post, suffix }) => ({ unit: unit.id, post, person: `p-${unit.id}-${suffix}` })),
);

const people: readonly Person[] = [
  ...staff.map(({ person, unit }, index) => ({ id: person, name: nameAt(index), unit })),
  { id: 'p-applicant', name: '沈雨晴' },
  { id: 'p-other-applicant', name: '许明哲' },
  { id: 'p-agent', name: '何文博' },
  { id: 'p-administrator', name: '系统管理员', unit: serviceAuthority },
  { id: 'p-observer', name: '陶思远' },
];

const holdings: readonly Holding[] = [
  ...staff,
  { person: 'p-administrator', unit: serviceAuthority, post: 'administrator' as const },
  { person: 'p-observer', unit: districtGovernment, post: 'observer' as const },
].map(each => ({ ...each, from: since }));

/** The deputy head of the lead department is away around 清明节 of 2027; the vice head stands in. */
const absences: readonly Absence[] = [
  {
    person: 'p-market-regulation-deputy-head',
    from: parseInstant('2027-03-29T00:00'),
    to: parseInstant('2027-04-06T00:00'),
    deputy: 'p-market-regulation-vice-head',
  },
];

export const demonstrationDirectory: Directory = { units, people, holdings, absences };

/** Whoever applies in the demonstration, with those who sign in for them. Nobody and nothing of it exists. */
export const demonstrationParties: readonly (Party & { readonly persons: readonly string[] })[] = [
  {
    id: 'p-applicant',
    kind: 'person',
    name: '沈雨晴',
    creditGrade: 'A',
    telephone: '13900000000',
    persons: ['p-applicant'],
  },
  { id: 'p-other-applicant', kind: 'person', name: '许明哲', telephone: '13900000001', persons: ['p-other-applicant'] },
  {
    id: 'party-old-street',
    kind: 'organisation',
    name: '老街面馆有限公司',
    creditCode: '91330106MA0000000X',
    creditGrade: 'A',
    telephone: '0571-00000000',
    persons: ['p-applicant'],
  },
];

/** An agent (帮办代办员) may act for the applicant of the demonstration. */
export const demonstrationDelegations: readonly {
  readonly agent: string;
  readonly applicant: string;
  readonly from: string;
}[] = [{ agent: 'p-agent', applicant: 'p-applicant', from: '2024-01-01' }];
