import type { Unit } from './directory.ts';

/** The unit for which a name stands, or why it stands for none. */
export type Resolved =
  | { readonly unit: string }
  | { readonly fault: 'none' }
  | { readonly fault: 'several'; readonly found: readonly string[] };

/**
 * The unit that plays a role, else the one of that id. Of several that play it the one in the region of the lead.
 * @param region of the unit that leads, for the other names of its procedure
 */
export function resolveRole(units: readonly Unit[], name: string, region?: string): Resolved {
  const playing = units.filter(each => each.role === name);
  const near = playing.length > 1 ? playing.filter(each => region !== undefined && each.region === region) : playing;
  const chosen = near.length === 1 ? near[0] : undefined;
  if (chosen) return { unit: chosen.id };
  if (playing.length > 1) return { fault: 'several', found: playing.map(each => each.id) };
  return units.some(each => each.id === name) ? { unit: name } : { fault: 'none' };
}
