import { parseDay, parseInstant } from '../calendar/day.ts';
import { defined } from '../defined.ts';
import { demonstrationUnits } from './demonstration-units.ts';
import {
  districtGovernment,
  serviceAuthority,
  type Absence,
  type Directory,
  type Holding,
  type Person,
  type Unit,
} from './directory.ts';
import type { Party } from '../parties/party.ts';
import type { Post } from './posts.ts';

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
/** Whoever is outside of the government has those alone who work on a case, and one who signs. */
const postsOf = ({ kind }: Unit) =>
  kind === 'outside'
    ? postsOfUnit.filter(({ post }) => post === 'handler' || post === 'contact' || post === 'principal')
    : postsOfUnit;
const since = parseDay('2024-01-01');
const staff = demonstrationUnits.flatMap(unit =>
  postsOf(unit).map(({ post, suffix }) => ({ unit: unit.id, post, person: `p-${unit.id}-${suffix}` })),
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

/** Somebody is away between two days of 2027, and another one of the unit stands in. */
const away = (unit: string, who: string, from: string, to: string, deputy?: string): Absence => ({
  person: `p-${unit}-${who}`,
  from: parseInstant(`${from}T00:00`),
  to: parseInstant(`${to}T00:00`),
  ...defined({ deputy: deputy && `p-${unit}-${deputy}` }),
});

const absences: readonly Absence[] = [
  // The deputy head of the lead department is away around 清明节.
  away('market-regulation', 'deputy-head', '2027-03-29', '2027-04-06', 'vice-head'),
  away('natural-resources', 'principal', '2027-04-12', '2027-04-24', 'deputy-head'),
  away('housing-construction', 'section-head', '2027-05-10', '2027-05-15', 'vice-head'),
  away('human-resources', 'contact', '2027-06-07', '2027-06-12', 'officer-2'),
  away('east-town-window', 'officer', '2027-06-21', '2027-07-03', 'officer-2'),
  away('west-town', 'principal', '2027-07-05', '2027-07-10', 'deputy-head'),
  // Nobody stands in: the other handler goes on alone.
  away('south-town-community', 'officer-2', '2027-07-12', '2027-07-24'),
];

/**
 * The directory of a district that does not exist, for demonstrations and stories: units, posts, people with absences.
 * Names are invented; ids are opaque.
 */
export const demonstrationDirectory: Directory = { units: demonstrationUnits, people, holdings, absences };

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
