import type { Directory, Holding } from '../../domain/directory/directory.ts';
import type { Post } from '../../domain/directory/posts.ts';

export const units = [
  'district-government',
  'supervision-office',
  'service-authority',
  'service-window',
  'market-regulation',
  'urban-management',
  'fire-rescue',
  'tobacco',
] as const;

const holding = (person: string, unit: string, post: Post): Holding => ({ person, unit, post, from: 19_000 });
const staffed = ['service-window', 'market-regulation', 'urban-management', 'fire-rescue', 'tobacco'];

/** An office with few people, so that changes soon leave a unit with nobody: two in each, and one who has no post. */
export const small: Directory = {
  units: [
    { id: 'district-government', title: '区人民政府', kind: 'government' },
    { id: 'supervision-office', title: '督查室', kind: 'supervisionOffice', parent: 'district-government' },
    { id: 'service-authority', title: '政务服务局', kind: 'serviceAuthority', parent: 'district-government' },
    { id: 'service-window', title: '综合窗口', kind: 'window', parent: 'service-authority' },
    { id: 'market-regulation', title: '市场监管局', kind: 'department', parent: 'district-government' },
    { id: 'urban-management', title: '城市管理局', kind: 'department', parent: 'district-government' },
    { id: 'fire-rescue', title: '消防救援大队', kind: 'department', parent: 'urban-management' },
    { id: 'tobacco', title: '烟草专卖局', kind: 'department', parent: 'market-regulation' },
  ],
  people: [
    ...staffed.flatMap(unit => [`p-${unit}-1`, `p-${unit}-2`]),
    'p-mayor',
    'p-deputy-mayor',
    'p-supervisor',
    'p-service',
    'p-spare',
    'p-administrator',
    'p-applicant',
  ].map(id => ({ id, name: id })),
  holdings: [
    ...staffed.flatMap(unit => [holding(`p-${unit}-1`, unit, 'handler'), holding(`p-${unit}-2`, unit, 'principal')]),
    holding('p-mayor', 'district-government', 'principal'),
    holding('p-deputy-mayor', 'district-government', 'deputy-head'),
    holding('p-supervisor', 'supervision-office', 'principal'),
    holding('p-service', 'service-authority', 'principal'),
    holding('p-administrator', 'service-authority', 'administrator'),
  ],
  absences: [],
  relations: [],
  delegations: [],
};
export const people: readonly string[] = small.people.map(each => each.id).filter(each => each !== 'p-applicant');
