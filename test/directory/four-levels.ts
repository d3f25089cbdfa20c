import type { Unit } from '../../domain/directory/directory.ts';

/** Levels from the province to two townships, each with an office for civil affairs; the town of Bei has none. */
const level = (region: string, above: string | undefined, at: NonNullable<Unit['level']>): readonly Unit[] => [
  {
    id: `${region}-gov`,
    title: region,
    kind: 'government',
    region,
    level: at,
    ...(above && { parent: `${above}-gov` }),
  },
  { id: `${region}-hall`, title: `${region}综合窗口`, kind: 'window', role: 'service-window', parent: `${region}-gov` },
];
const civil = (region: string): Unit => ({
  id: `${region}-civil`,
  title: `${region}民政`,
  kind: 'department',
  role: 'poor-relief',
  parent: `${region}-gov`,
});

/** A province, a city, two districts; the first one has two towns, of which `bei` has no office of its own. */
export const fourLevels: readonly Unit[] = [
  ...level('province', undefined, 'province'),
  ...level('city', 'province', 'city'),
  ...level('east', 'city', 'district'),
  ...level('west', 'city', 'district'),
  ...level('nan', 'east', 'township'),
  ...level('bei', 'east', 'township'),
  ...['province', 'city', 'east', 'west', 'nan'].map(civil),
  { id: 'east-health', title: '东区卫健', kind: 'department', role: 'health', parent: 'east-gov' },
];
