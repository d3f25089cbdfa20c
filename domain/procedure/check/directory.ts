import { roles, type Role } from '../../values.ts';
import { unifiedWindow, type Directory } from '../../directory/directory.ts';
import { regionOf } from '../../directory/places.ts';
import { posts } from '../../directory/posts.ts';
import { resolveRole, roleBelow, upperName, type Resolved } from '../../directory/roles.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { assigned } from '../language/step.ts';
import type { DefinitionIssue } from './issue.ts';

/** What a definition says without naming anybody of the directory. */
const engine = new Set<string>(['lead', assigned]);
/** In which roles somebody approves an extension or revokes: those of officials. */
const approving = new Set<string>(
  roles.filter((role: Role) => role !== 'applicant' && role !== 'agent' && role !== 'engine' && role !== 'observer'),
);
const extending = new Set<string>([...approving, 'government-head']);

/** The regions of the units that play the lead: in each of them, and below it, a case may be. */
export const placesOfLead = ({ lead }: AnyProcedure, units: Directory['units']): readonly string[] => {
  const playing = units.filter(each => each.role === lead);
  const found = playing.length > 0 ? playing : units.filter(each => each.id === lead);
  return [...new Set(found.flatMap(each => regionOf(units, each) ?? []))];
};

/**
 * Whomever a procedure names and a directory does not know: the lead unit, the units of steps, the parties of
 * conferences, who tells of an event, the completeness checkers; posts; roles that approve. A step of such a unit would
 * be nobody's.
 * @param place of the case; without it the faults of every place of the lead, and none where it has none in one of them
 */
export function issuesInDirectory(
  procedure: AnyProcedure,
  { units }: Pick<Directory, 'units'>,
  place?: string,
): readonly DefinitionIssue[] {
  const places = place === undefined ? placesOfLead(procedure, units) : [place];
  if (places.length <= 1) return issuesIn(procedure, units, places[0]);
  const found = places.map(each => issuesIn(procedure, units, each));
  return found.some(faults => faults.length === 0) ? [] : found.flat();
}

function issuesIn(
  procedure: AnyProcedure,
  units: Directory['units'],
  place: string | undefined,
): readonly DefinitionIssue[] {
  const faults: DefinitionIssue[] = [];
  const demand = (at: string, name: string | undefined, found: { has(name: string): boolean }, what: string): void => {
    if (name !== undefined && !found.has(name))
      faults.push({ rule: 'directory', at, message: `found ${JSON.stringify(name)}, which is no ${what}` });
  };
  const unit = (at: string, name: string | undefined): void => {
    if (name === undefined || engine.has(name)) return;
    const resolved = resolveRole(units, name, place);
    if ('fault' in resolved) faults.push({ rule: 'directory', at, message: faultText(name, resolved, place) });
  };
  const { lead, intake, limits, policies, steps } = procedure;
  unit('lead', lead);
  if (intake.by === 'application')
    intake.checkedBy?.forEach(each => {
      unit('intake.checkedBy', each);
    });
  demand(
    'limits.extension.by',
    limits.extension?.by,
    { has: name => extending.has(name) || 'unit' in resolveRole(units, name, place) },
    `unit of the directory and no role of officials (${[...extending].join(', ')})`,
  );
  demand(
    'policies.revocable.by',
    policies.revocable?.by,
    { has: name => approving.has(name) || 'unit' in resolveRole(units, name, place) || engine.has(name) },
    'unit of the directory and no role of officials',
  );
  for (const [name, step] of Object.entries(steps)) {
    unit(`steps.${name}.${named[step.kind] ?? 'by'}`, step.by);
    demand(`steps.${name}.post`, step.post, new Set<string>(posts), `post (${posts.join(', ')})`);
    if (step.kind === 'conference')
      step.of?.forEach(each => {
        unit(`steps.${name}.of`, each);
      });
  }
  return faults;
}

type Unresolved = Exclude<Resolved, { readonly unit: string }>;
function faultText(name: string, resolved: Unresolved, place: string | undefined): string {
  const role = roleBelow(name);
  const found = role === undefined ? JSON.stringify(name) : `upper(${JSON.stringify(role)})`;
  switch (resolved.fault) {
    case 'several':
      return `found ${found}, a role that several units play: ${resolved.found.join(', ')}`;
    case 'noUpper':
      return `found ${found}, and no unit above ${resolved.below} plays ${JSON.stringify(role)}`;
    case 'none':
      return place === undefined
        ? `found ${found}, which is no unit of the directory`
        : `found ${found}, which is no unit of the directory that serves ${JSON.stringify(place)}`;
  }
}

/** The names of a procedure that stand for no unit in a place, or for several. */
export const rolesMissing = (
  procedure: AnyProcedure,
  units: Directory['units'],
  place: string | undefined = placesOfLead(procedure, units)[0],
): readonly string[] => rolesOf(procedure).filter(role => 'fault' in resolveRole(units, role, place));

/**
 * Why nothing can be received under a procedure in a directory, or in a place of it: it lacks a unit that the procedure
 * names.
 */
export const unavailableBecause = (
  procedure: AnyProcedure,
  units: Directory['units'],
  place?: string,
): readonly string[] => issuesInDirectory(procedure, { units }, place).map(({ at, message }) => `${at}: ${message}`);

/**
 * Whom a definition names: the lead, those of steps, the parties of conferences, the completeness checkers, and whom
 * the procedures name whose cases it opens.
 */
export function rolesOf({ lead, intake, steps, limits, policies }: AnyProcedure): readonly string[] {
  const named = [
    lead,
    ...(intake.by === 'application' ? (intake.checkedBy ?? []) : []),
    ...approversOf({ limits, policies }),
    ...Object.values(steps).flatMap(step => [
      ...(step.by === undefined ? [] : [step.by]),
      ...(step.kind === 'conference' ? (step.of ?? []) : []),
      ...(step.child ? rolesOf(step.child) : []),
    ]),
  ];
  return [...new Set(named)].filter(each => !engine.has(each));
}

/** Units, or roles of the directory, that extend a limit or revoke a grant, whether they have a step or not. */
export const approversOf = ({
  limits: { extension },
  policies: { revocable },
}: Pick<AnyProcedure, 'limits' | 'policies'>): readonly string[] => [
  ...(extension && !extending.has(extension.by) ? [extension.by] : []),
  ...(revocable && !approving.has(revocable.by) && !engine.has(revocable.by) ? [revocable.by] : []),
];

/**
 * The unit for which each role of a procedure stands in a directory, in a place of it. The window is among them where
 * the place has one of its own.
 * @param place without it the only one of the lead
 * @throws Error where one stands for none: see `issuesInDirectory`
 */
export function pinnedUnits(
  procedure: AnyProcedure,
  units: Directory['units'],
  place: string | undefined = placesOfLead(procedure, units)[0],
): Readonly<Record<string, string>> {
  const pinned = rolesOf(procedure).map(role => {
    const resolved = resolveRole(units, role, place);
    if ('fault' in resolved) throw new Error(`${role} stands for no unit: ask issuesInDirectory first.`);
    return [role, resolved.unit] as const;
  });
  return Object.fromEntries([...pinned, ...sourcesIn(procedure, units, place), ...windowIn(units, place)]);
}

/** The sources of an issue or an order that are units: others are ways, which the lead unit records. */
function sourcesIn({ intake }: AnyProcedure, units: Directory['units'], place: string | undefined) {
  return ('from' in intake ? intake.from : []).flatMap(source => {
    const resolved = resolveRole(units, source, place);
    return 'unit' in resolved ? [[source, resolved.unit] as const] : [];
  });
}

/** The window of the place, where it is another than that of the whole district. */
function windowIn(units: Directory['units'], place: string | undefined) {
  const resolved = place === undefined ? undefined : resolveRole(units, unifiedWindow, place);
  return resolved && 'unit' in resolved && resolved.unit !== unifiedWindow
    ? [[unifiedWindow, resolved.unit] as const]
    : [];
}

/** Whether a procedure may forward a case up (转报): a step of it declares that it may. */
export const mayForwardUp = ({ steps }: AnyProcedure): boolean =>
  Object.values(steps).some(({ may }) => may.includes('forwardUp'));

/** A level above a case: its place, what the unit that leads there is called, and the units of the roles there. */
export interface LevelAbove {
  readonly place: string;
  readonly title: string;
  readonly units: Readonly<Record<string, string>>;
}

/**
 * The levels to which a case of a procedure may be forwarded up, the nearest first: each is led by the unit of the
 * lead's role above the one before. It ends where a level lacks a role.
 */
export function levelsAbove(
  procedure: AnyProcedure,
  units: Directory['units'],
  place: string | undefined = placesOfLead(procedure, units)[0],
): readonly LevelAbove[] {
  const levels: LevelAbove[] = [];
  if (!mayForwardUp(procedure)) return levels;
  for (let at = place; at !== undefined && levels.length < mostLevels;) {
    const resolved = resolveRole(units, upperName(procedure.lead), at);
    const lead = 'unit' in resolved ? units.find(({ id }) => id === resolved.unit) : undefined;
    const above = lead && regionOf(units, lead);
    if (!lead || above === undefined || issuesIn(procedure, units, above).length > 0) break;
    levels.push({ place: above, title: lead.title, units: pinnedUnits(procedure, units, above) });
    at = above;
  }
  return levels;
}

/** Of the tree from a village to the state. */
const mostLevels = 6;

/** What the author calls the one who acts, where it is not `by`. */
const named: Readonly<Record<string, string>> = { conference: 'chair', event: 'from', publicNotice: 'objection' };
