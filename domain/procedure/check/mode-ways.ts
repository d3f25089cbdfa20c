import type { AnyProcedure } from '../language/definition.ts';
import type { Mode } from '../language/mode.ts';
import type { DefinitionIssue } from './issue.ts';
import type { Path } from './walk/path.ts';
import type { Walk } from './walk/walk.ts';

/** Modes in which nobody has to consent. */
const others: readonly Mode[] = ['onTheSpot', 'instantAuto', 'applyAndEnjoy'];

/** What only the ways of a flow tell of its modes: whom it asks before it decides in each of them. */
export function issuesInModeWays({ procedure, paths }: Walk): readonly DefinitionIssue[] {
  const { modes } = procedure;
  const issue = (mode: Mode, message: string): readonly DefinitionIssue[] => [
    { rule: 'mode', at: `modes.${mode}`, message },
  ];
  const onTheSpot = waysIn('onTheSpot', paths).some(path => askedBefore(path).length === 0 && isDecided(path));
  const byRules = waysIn('instantAuto', paths).filter(path => isDecided(path) && isByEngine(path, procedure));
  const consent = modes.noApplication?.consent;
  const unasked = waysIn('noApplication', paths).some(
    path =>
      path.run?.ending?.end === 'granted' &&
      others.every(mode => path.facts.modes[mode] !== true) &&
      !askedBefore(path).includes(consent ?? ''),
  );
  return [
    ...(modes.onTheSpot && !onTheSpot
      ? issue('onTheSpot', 'the flow asks somebody on every way; end it where modes.onTheSpot holds')
      : []),
    ...(modes.instantAuto && byRules.length === 0
      ? issue('instantAuto', 'the flow asks people on every way; decide by effects and the form where it holds')
      : []),
    ...(modes.instantAuto && byRules.some(path => path.run?.ending?.end === 'denied' && path.log.length > 0)
      ? issue('instantAuto', 'the rules alone may grant and not deny; ask an approval where they do not grant')
      : []),
    ...(modes.noApplication && unasked
      ? issue('noApplication', `something is granted before ${consent} was asked; ask it first`)
      : []),
  ];
}

/** The ways in a mode; all of them where the flow does not look at it. */
const waysIn = (mode: Mode, paths: readonly Path[]): readonly Path[] =>
  paths.filter(({ facts }) => facts.modes[mode] !== false);

const isDecided = ({ run, fault }: Path): boolean => fault === undefined && run?.ending !== undefined;

/** The steps that were asked before the decision. */
const askedBefore = ({ asked }: Path): readonly string[] =>
  [...asked.values()].filter(({ decided }) => !decided).map(({ open }) => open.step);

const isByEngine = (path: Path, { steps }: AnyProcedure): boolean =>
  askedBefore(path).every(step => steps[step]?.kind === 'effect');
