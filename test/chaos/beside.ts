import type { Services } from '../../bin/compose/services.ts';
import { building, household, pair } from './bundles.ts';

/** The services of a process of a chaos run, which knows bundles and their parts beside the shipped procedures. */
export function withBundles(services: Services): Services {
  const procedures = new Map(services.context.procedures);
  for (const each of [household, building, pair]) procedures.set(each.id, each);
  return { ...services, context: { ...services.context, procedures } };
}
