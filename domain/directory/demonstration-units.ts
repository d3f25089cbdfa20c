import { defined } from '../defined.ts';
import { districtGovernment, serviceAuthority, supervisionOffice, unifiedWindow, type Unit } from './directory.ts';

import { regionOf } from './places.ts';

/**
 * The units of a district that does not exist, with its three towns, the authorities above and those outside. Codes of
 * regions begin with 99, telephones with 0990: no place has them.
 */
const city = '990100';
const district = '990101';
const cityGovernment = 'city-government';

/** Departments of the district (区直部门), by their ids. */
const departments: Readonly<Record<string, string>> = {
  'market-regulation': '区市场监督管理局',
  'urban-management': '区城市管理局',
  'fire-rescue': '区消防救援大队',
  tobacco: '区烟草专卖局',
  agriculture: '区农业农村局',
  audit: '区审计局',
  'business-environment-office': '区营商环境建设办公室',
  'civil-affairs': '区民政局',
  'civil-defence': '区人民防空办公室',
  commerce: '区商务局',
  community: '企业服务社区',
  culture: '区文化和旅游局',
  'data-bureau': '区数据局',
  'deputies-office': '区人大代表工作委员会',
  'development-reform': '区发展和改革委员会',
  'discipline-inspection': '区纪委监委',
  ecology: '区生态环境分局',
  education: '区教育局',
  'emergency-management': '区应急管理局',
  finance: '区财政局',
  forestry: '区林业局',
  'government-office': '区人民政府办公室',
  health: '区卫生健康委员会',
  'hotline-12345': '12345 政务服务便民热线',
  'housing-construction': '区住房和城乡建设局',
  'housing-fund': '住房公积金管理部',
  'human-resources': '区人力资源和社会保障局',
  'industry-information': '区科技和工业信息化局',
  'investment-promotion': '区投资促进中心',
  justice: '区司法局',
  'medical-insurance': '区医疗保障局',
  meteorology: '区气象局',
  'natural-resources': '自然资源和规划分局',
  'political-consultation': '区政协提案委员会',
  'public-complaints': '区信访局',
  'public-security': '公安分局',
  'quality-supervision': '区建设工程质量监督站',
  'real-estate-registry': '区不动产登记中心',
  'resource-trading': '区公共资源交易中心',
  sports: '区体育局',
  statistics: '区统计局',
  'task-force': '营商环境工作专班',
  tax: '区税务局',
  transport: '区交通运输局',
  treasury: '国库支库',
  'urban-archives': '区城市建设档案馆',
  'veterans-affairs': '区退役军人事务局',
  water: '区水利局',
};

/** Who takes part without being of the government (外部单位). */
const outsiders: Readonly<Record<string, string>> = {
  'commercial-bank': '商业银行',
  'evaluation-institute': '工程咨询机构',
  'expert-panel': '专家评审组',
  'federation-of-industry': '区工商业联合会',
  'gas-utility': '燃气公司',
  'notary-office': '公证处',
  'power-utility': '供电公司',
  'water-utility': '供水公司',
};

/** The seven authorities above (上级机关). They play no role here: what is applied for in the district is led there. */
const above: readonly (Omit<Unit, 'parent'> & { readonly parent?: string })[] = [
  { id: cityGovernment, title: '市人民政府', kind: 'government', region: city },
  { id: 'city-service-authority', title: '市政务服务管理局', kind: 'serviceAuthority', parent: cityGovernment },
  { id: 'city-supervision-office', title: '市政府督查室', kind: 'supervisionOffice', parent: cityGovernment },
  { id: 'city-development-reform', title: '市发展和改革委员会', kind: 'department', parent: cityGovernment },
  { id: 'city-natural-resources', title: '市自然资源和规划局', kind: 'department', parent: cityGovernment },
  { id: 'city-housing-construction', title: '市住房和城乡建设局', kind: 'department', parent: cityGovernment },
  { id: 'city-market-regulation', title: '市市场监督管理局', kind: 'department', parent: cityGovernment },
];

const towns = [
  { id: 'east-town', title: '东河镇', region: '990101101' },
  { id: 'west-town', title: '西岭镇', region: '990101102' },
  { id: 'south-town', title: '南湖镇', region: '990101103' },
];

/**
 * A town with what it does itself: its window receives and hands over, its community answers enterprises. All else is
 * done by the units of the district: a role that leads an item would make everybody say in which place they apply.
 */
const unitsOfTown = ({ id, title, region }: (typeof towns)[number]): readonly Unit[] => [
  { id, title: `${title}人民政府`, kind: 'department', parent: districtGovernment, region },
  { id: `${id}-window`, title: `${title}便民服务中心`, kind: 'window', parent: id, role: unifiedWindow },
  { id: `${id}-law-enforcement`, title: `${title}综合行政执法队`, kind: 'department', parent: id },
  { id: `${id}-community`, title: `${title}企业服务社区`, kind: 'department', parent: id, role: 'community' },
  { id: `${id}-social-affairs`, title: `${title}社会事务办公室`, kind: 'department', parent: id },
];

const below = (kind: Unit['kind'], titles: Readonly<Record<string, string>>): readonly Unit[] =>
  Object.entries(titles).map(([id, title]) => ({ id, title, kind, parent: districtGovernment }));

const all: readonly Unit[] = [
  {
    id: districtGovernment,
    title: '区人民政府',
    kind: 'government',
    parent: cityGovernment,
    region: district,
  },
  { id: supervisionOffice, title: '区政府督查室', kind: 'supervisionOffice', parent: districtGovernment },
  { id: serviceAuthority, title: '区政务服务管理局', kind: 'serviceAuthority', parent: districtGovernment },
  { id: unifiedWindow, title: '综合窗口', kind: 'window', parent: serviceAuthority },
  ...below('department', departments),
  ...below('outside', outsiders),
  ...towns.flatMap(unitsOfTown),
  ...above,
];

const levelOf = (unit: Unit): Unit['level'] => {
  const region = regionOf(all, unit);
  return region === city ? 'city' : region === district ? 'district' : 'township';
};

/** Each with a telephone of its own; the hotline has that which everybody knows. */
export const demonstrationUnits: readonly Unit[] = all.map((unit, index) => ({
  ...unit,
  ...defined({ level: unit.kind === 'outside' ? undefined : levelOf(unit) }),
  telephone: unit.id === 'hotline-12345' ? '12345' : `0990-8800${String(index + 1).padStart(3, '0')}`,
}));
