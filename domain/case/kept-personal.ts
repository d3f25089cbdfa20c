import { defined } from '../defined.ts';
import type { PersonalName } from '../procedure/procedure.ts';
import type { PersonalReference } from '../values.ts';
import { type CaseState, stepOf } from './state.ts';

type Place = Omit<PersonalReference, 'others'>;

/** Where a personal value lies: in which place, and under which name there. */
interface Kept {
  readonly place: Place;
  readonly name: string;
}

/** The value of that name in a reference; of one that was handed on only what was handed on. */
export function keptUnder(reference: PersonalReference | undefined, name: string): Kept | undefined {
  if (!reference) return undefined;
  for (const place of [reference, ...(reference.others ?? [])]) {
    if (!place.fields) return { place, name };
    if (Object.hasOwn(place.fields, name)) return { place, name: place.fields[name]! };
  }
  return undefined;
}

/** Every place that a reference names. */
export const placesOf = (reference: PersonalReference | undefined): readonly string[] =>
  reference ? [reference, ...(reference.others ?? [])].map(place => place.reference) : [];

/**
 * What another case, or a call, reads of this one: the places, each with the names under which its fields are handed on
 * and those under which they are kept. There is no copy. Undefined where nothing of it is kept.
 */
export function handOn(
  state: CaseState,
  handed: Readonly<Record<string, PersonalName>> | undefined,
): PersonalReference | undefined {
  const byPlace = new Map<string, { readonly place: Place; readonly fields: Record<string, string> }>();
  for (const [field, { personal, step }] of Object.entries(handed ?? {})) {
    const kept = keptUnder(step === undefined ? state.personal : stepOf(state, step)?.personal, personal);
    if (!kept) continue;
    const { place, name } = kept;
    const known = byPlace.get(place.reference) ?? { place, fields: {} };
    known.fields[field] = name;
    byPlace.set(place.reference, known);
  }
  const [first, ...others] = Array.from(byPlace.values(), ({ place: { reference, digest }, fields }) => ({
    reference,
    digest,
    fields,
  }));
  return first && { ...first, ...defined({ others: others.length > 0 ? others : undefined }) };
}
