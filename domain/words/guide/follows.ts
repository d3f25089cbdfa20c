import type { Guide } from '../../procedure/guide/guide.ts';
import type { Limit } from '../../clock/limit.ts';
import { fieldTitleOf } from '../../procedure/guide/field-titles.ts';
import type { Follows } from '../../procedure/guide/follows.ts';
import type { AnyProcedure } from '../../procedure/language/definition.ts';
import type { Mode } from '../../procedure/language/mode.ts';
import { conditionText } from './said.ts';
import type { ChangeSaid, GuideWords } from './words.ts';

/** What an answer changes, in words. */
export function changesTold(words: GuideWords, procedure: AnyProcedure, follows: Follows): readonly string[] {
  const { materials, steps, permits, results } = procedure;
  const titleOf: Readonly<Record<ChangeSaid['of'], (name: string) => string>> = {
    materials: name => materials[name]?.title ?? name,
    steps: name => steps[name]?.title ?? name,
    permits: name => permits[name]?.title ?? name,
    results: name => results[name] ?? name,
    fees: name => steps[name]?.title ?? name,
    modes: name => words.mode(name as Mode),
  };
  const changes = (Object.keys(titleOf) as ChangeSaid['of'][]).flatMap(of => {
    const { added, removed } = follows[of];
    return words.change({ of, added: added.map(titleOf[of]), removed: removed.map(titleOf[of]) });
  });
  const { amounts, promised, statutory, within } = follows;
  const told = (limit: Limit | 'none'): readonly string[] => (limit === 'none' ? [] : [words.limit(limit)]);
  return [
    ...changes,
    ...Object.entries(amounts).map(([step, amount]) => words.feeAmount(titleOf.fees(step), amount)),
    ...(promised === undefined ? [] : [words.promised(told(promised))]),
    ...(statutory === undefined ? [] : [words.statutory(told(statutory))]),
    ...Object.entries(within).map(([step, limit]) => words.stepLimit(titleOf.steps(step), told(limit)[0])),
  ];
}

/** What follows each answer, a field after the other. */
export function followsLines(words: GuideWords, { procedure, form, follows }: Guide): readonly string[] {
  return [...Map.groupBy(follows, ({ field }) => field)].flatMap(([field, all]) => [
    fieldTitleOf(procedure, field),
    ...all.map(each => {
      const answer = conditionText(words, procedure, each.answer);
      if (each.isGiven) return `  ${answer}${words.given(form !== undefined)}`;
      const changes = changesTold(words, procedure, each);
      return `  ${words.about(answer, changes.length === 0 ? words.nothingChanges : words.sentences(changes))}`;
    }),
  ]);
}
