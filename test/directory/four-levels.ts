import { z } from 'zod';
import type { Unit } from '../../domain/directory/directory.ts';
import { approval, procedure, reasonsAgainst, required, upper, workingDays } from '../../domain/procedure.ts';

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
  role: 'civil-affairs',
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

/** One file for every level: 初审 in the place, 复审 one level above it. */
export const subsidy = procedure({
  name: 'subsidy',
  version: 1,
  title: '补贴发放',
  lead: 'civil-affairs',
  form: z.object({ village: z.string() }),
  example: { village: '一村' },
  materials: { proof: required('证明') },
  limits: { statutory: workingDays(20), promised: workingDays(10) },
  steps: {
    first: approval('初审', { by: 'lead', within: workingDays(3) }),
    second: approval('复审', { by: upper('civil-affairs'), within: workingDays(3) }),
  },
  permits: { grant: '补贴' },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.first()) ?? reasonsAgainst(yield* steps.second());
    return against ? deny(against) : grant('grant');
  },
});
