import { roles, type Role } from '../../values.ts';
import type { Directory } from '../../directory/directory.ts';
import { posts } from '../../directory/posts.ts';
import { resolveRole } from '../../directory/roles.ts';
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

/**
 * Whomever a procedure names and a directory does not know: the lead unit, the units of steps, the parties of
 * conferences, who tells of an event, the completeness checkers; posts; roles that approve. A step of such a unit would
 * be nobody's.
 */
export function issuesInDirectory(
  procedure: AnyProcedure,
  { units }: Pick<Directory, 'units'>,
): readonly DefinitionIssue[] {
  const region = units.find(each => each.id === unitIn(units, procedure.lead))?.region;
  const faults: DefinitionIssue[] = [];
  const demand = (at: string, name: string | undefined, found: { has(name: string): boolean }, what: string): void => {
    if (name !== undefined && !found.has(name))
      faults.push({ rule: 'directory', at, message: `found ${JSON.stringify(name)}, which is no ${what}` });
  };
  const unit = (at: string, name: string | undefined): void => {
    if (name === undefined || engine.has(name)) return;
    const resolved = resolveRole(units, name, region);
    if (!('fault' in resolved)) return;
    const found = JSON.stringify(name);
    faults.push({
      rule: 'directory',
      at,
      message:
        resolved.fault === 'none'
          ? `found ${found}, which is no unit of the directory`
          : `found ${found}, a role that several units play: ${resolved.found.join(', ')}`,
    });
  };
  const { lead, intake, limits, policies, steps } = procedure;
  unit('lead', lead);
  if (intake.by === 'application')
    intake.checkedBy?.forEach(each => {
      unit('intake.checkedBy', each);
    });
  demand('limits.extension.by', limits.extension?.by, extending, `role of officials (${[...extending].join(', ')})`);
  demand(
    'policies.revocable.by',
    policies.revocable?.by,
    { has: name => approving.has(name) || unitIn(units, name) !== undefined || engine.has(name) },
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

const unitIn = (units: Directory['units'], name: string): string | undefined => {
  const resolved = resolveRole(units, name);
  return 'unit' in resolved ? resolved.unit : undefined;
};

/** Why nothing can be received under a procedure in a directory: it lacks a unit that the procedure names. */
export const unavailableBecause = (procedure: AnyProcedure, units: Directory['units']): readonly string[] =>
  issuesInDirectory(procedure, { units }).map(({ at, message }) => `${at}: ${message}`);

/**
 * Whom a definition names: the lead, those of steps, the parties of conferences, the completeness checkers, and whom
 * the procedures name whose cases it opens.
 */
function rolesOf({ lead, intake, steps, policies: { revocable } }: AnyProcedure): readonly string[] {
  const named = [
    lead,
    ...(intake.by === 'application' ? (intake.checkedBy ?? []) : []),
    ...(revocable && !approving.has(revocable.by) ? [revocable.by] : []),
    ...Object.values(steps).flatMap(step => [
      ...(step.by === undefined ? [] : [step.by]),
      ...(step.kind === 'conference' ? (step.of ?? []) : []),
      ...(step.child ? rolesOf(step.child) : []),
    ]),
  ];
  return [...new Set(named)].filter(each => !engine.has(each));
}

/**
 * The unit for which each role of a procedure stands in a directory.
 * @throws Error where one stands for none: see `issuesInDirectory`
 */
export function pinnedUnits(procedure: AnyProcedure, units: Directory['units']): Readonly<Record<string, string>> {
  const region = units.find(each => each.id === unitIn(units, procedure.lead))?.region;
  const pinned = rolesOf(procedure).map(role => {
    const resolved = resolveRole(units, role, region);
    if ('fault' in resolved) throw new Error(`${role} stands for no unit: ask issuesInDirectory first.`);
    return [role, resolved.unit] as const;
  });
  return Object.fromEntries([...pinned, ...sourcesIn(procedure, units, region)]);
}

/** The sources of an issue or an order that are units: others are ways, which the lead unit records. */
function sourcesIn({ intake }: AnyProcedure, units: Directory['units'], region: string | undefined) {
  return ('from' in intake ? intake.from : []).flatMap(source => {
    const resolved = resolveRole(units, source, region);
    return 'unit' in resolved ? [[source, resolved.unit] as const] : [];
  });
}

/** What the author calls the one who acts, where it is not `by`. */
const named: Readonly<Record<string, string>> = { conference: 'chair', event: 'from', publicNotice: 'objection' };
