/** The folders that hold the product's code: what a copy of it needs, and where its rules are cited. */
export const rooms = [
  'domain',
  'workflows',
  'activities',
  'effects',
  'commands',
  'operations',
  'delivery',
  'telemetry',
  'db',
  'api',
  'cli',
  'bin',
] as const;
