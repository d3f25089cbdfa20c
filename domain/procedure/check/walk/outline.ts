import { spentOf } from '../../../clock/clock.ts';
import { formatLimit, workingDays } from '../../../clock/limit.ts';
import { formatCondition, type Condition } from '../../language/condition.ts';
import type { AnyProcedure } from '../../language/definition.ts';
import { comparesAsNumbers } from '../compare.ts';
import { demandsOf } from '../limits.ts';
import { start, stepOf, type Path } from './path.ts';
import { walk, type Walk } from './walk.ts';
import { defined } from '../../../defined.ts';

/** The order of a procedure as guide and diagram show it: derived by walking, never declared a second time. */
export interface Outline {
  readonly steps: readonly StepOutline[];
  readonly endings: readonly {
    readonly ending: string;
    /** The fewest answers off the good way that lead there. */ readonly when: readonly string[];
  }[];
  /** The longest counted way to a decision without rounds, in working days begun. */
  readonly longest: number;
  readonly exhausted: boolean;
}
export interface StepOutline {
  readonly step: string;
  readonly title: string;
  /** The steps it always comes after, nearest only. */
  readonly after: readonly string[];
  readonly beside: readonly string[];
  readonly repeats: boolean;
  /** Modes without which it is never asked. */
  readonly modes: readonly string[];
  readonly afterDecision: boolean;
  readonly when?: Condition;
}

export function outlineOf(procedure: AnyProcedure): Outline {
  const walked = walk(procedure);
  return {
    steps: stepsOf(walked),
    endings: endingsOf(walked.paths),
    longest: longestOf(walked),
    exhausted: walked.exhausted,
  };
}

function stepsOf({ procedure, paths }: Walk): readonly StepOutline[] {
  const asked = new Map<string, { after: Set<string>; modes: Set<string>; repeats: boolean; decided: boolean }>();
  for (const path of paths) {
    const modes = Object.entries(path.facts.modes)
      .filter(([, on]) => on)
      .map(([mode]) => mode);
    for (const [id, { before, decided }] of path.asked) {
      const known = asked.get(stepOf(id));
      if (!known)
        asked.set(stepOf(id), { after: new Set(before), modes: new Set(modes), repeats: id.includes('#'), decided });
      else
        asked.set(stepOf(id), {
          after: common(known.after, before),
          modes: common(known.modes, new Set(modes)),
          repeats: known.repeats || id.includes('#'),
          decided: known.decided && decided,
        });
    }
  }
  const beside = new Set(paths.flatMap(path => [...path.beside]));
  return Object.entries(procedure.steps).flatMap(([step, { title, when }]) => {
    const known = asked.get(step);
    if (!known) return [];
    const implied = new Set([...known.after].flatMap(each => [...(asked.get(each)?.after ?? [])]));
    return [
      {
        step,
        title,
        repeats: known.repeats,
        afterDecision: known.decided,
        modes: [...known.modes],
        after: [...known.after].filter(each => each !== step && !implied.has(each)),
        beside: Object.keys(procedure.steps).filter(other => beside.has(`${step} ${other}`)),
        ...defined({ when }),
      },
    ];
  });
}

const common = (a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> =>
  new Set([...a].filter(each => b.has(each)));

function endingsOf(paths: readonly Path[]): Outline['endings'] {
  const found = new Map<string, readonly string[]>();
  for (const path of paths) {
    for (const ending of labels(path))
      if (!found.has(ending))
        found.set(
          ending,
          path.deviations.map(({ at, id }) => `${id} ${shown(path.log[at]!.value)}`),
        );
  }
  return Array.from(found, ([ending, when]) => ({ ending, when }));
}

function labels({ run }: Path): readonly string[] {
  if (!run?.ending) return [];
  const { ending, closing } = run;
  const end = ending.end === 'settled' ? `settled ${ending.result}` : ending.end;
  return closing && closing.closing !== 'closed' ? [end, closing.closing] : [end];
}

/** An answer in a word or two: `lapsed`, `disagree`, `chose raise`. */
function shown(value: unknown): string {
  const { answer, lapsed, returned, chose, end } = value as Readonly<Record<string, unknown>>;
  if (typeof answer === 'string') return answer;
  if (lapsed === true) return 'lapsed';
  if (returned === true) return 'returned';
  if (typeof chose === 'string') return `chose ${chose}`;
  return typeof end === 'string' ? end : JSON.stringify(value);
}

function longestOf({ calendar, paths }: Walk): number {
  const plain = paths.filter(
    path => path.decidedAt !== undefined && ![...path.asked.keys()].some(id => id.includes('#')),
  );
  return Math.max(
    0,
    ...plain.map(
      path =>
        spentOf(
          calendar,
          {
            anchor: start,
            limit: workingDays(1000),
            party: 'agency',
            pauses: path.pauses,
            extensions: [],
            warns: false,
          },
          path.decidedAt!,
        ).elapsed,
    ),
  );
}

/** The verdicts that no numbers tell, so that they stay with the release: of limits in different units. */
function comparedByDues(procedure: AnyProcedure): readonly string[] {
  const verdicts = demandsOf(procedure)
    .filter(({ limit, most }) => !comparesAsNumbers(limit, most))
    .map(({ at, limit, most, what }) => `  ${at} ${formatLimit(limit)}: never after the ${what}, ${formatLimit(most)}`);
  return verdicts.length === 0 ? [] : ['Compared by dues from 2015 to 2026', ...verdicts, ''];
}

/** The outline as text, kept beside each released version: a review sees it change. */
export function outline(procedure: AnyProcedure): string {
  const { steps, endings, longest, exhausted } = outlineOf(procedure);
  const lines = steps.map(({ step, title, after, beside, repeats, modes, afterDecision, when }) =>
    [
      `${step} ${title}`,
      after.length > 0 ? `after ${after.join(', ')}` : 'first',
      ...(beside.length > 0 ? [`beside ${beside.join(', ')}`] : []),
      ...(when
        ? ['values' in when ? `when ${when.field} is ${when.values.join(' or ')}` : `when ${formatCondition(when)}`]
        : []),
      ...(modes.length > 0 ? [`only with ${modes.join(', ')}`] : []),
      ...(repeats ? ['repeats'] : []),
      ...(afterDecision ? ['after the decision'] : []),
    ].join('; '),
  );
  const ends = endings.map(({ ending, when }) => `${ending}: ${when.join(', ') || 'the good way'}`);
  return [
    `${procedure.id} ${procedure.title}`,
    '',
    'Steps',
    ...lines.map(line => `  ${line}`),
    '',
    'Endings',
    ...ends.map(line => `  ${line}`),
    '',
    ...comparedByDues(procedure),
    `Longest counted way: ${longest} working days`,
    exhausted ? 'Every path was walked.' : 'Walked with up to four answers off the good way.',
    '',
  ].join('\n');
}
