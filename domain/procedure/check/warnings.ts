import { formatLimit } from '../../clock/limit.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { limitsFor } from '../language/limits-for.ts';
import { formsOf } from './walk/variation.ts';
import { walk } from './walk/walk.ts';
import type { DefinitionIssue } from './issue.ts';

/**
 * What is no fault but worth a second thought: a promise that saves less than a third of the statutory limit
 * (各事项承诺时限在法定时限基础上压缩三分之一以上), and a walk that did not come to every way of answers.
 */
export function warnings(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const found = new Map<string, DefinitionIssue>();
  for (const form of formsOf(procedure)) {
    const { promised, statutory } = limitsFor(procedure, form);
    if (
      !promised ||
      !statutory ||
      !('n' in promised) ||
      !('n' in statutory) ||
      promised.unit !== statutory.unit ||
      promised.n * 3 <= statutory.n * 2
    )
      continue;
    const message =
      `found ${formatLimit(promised)}, more than two thirds of the statutory limit, ` + `${formatLimit(statutory)}`;
    found.set(message, { rule: 'twoThirds', at: 'limits.promised', message });
  }
  const { exhausted, paths } = walk(procedure);
  const walked = `walked ${paths.length} ways of answers, and there are more: play those that matter in a test`;
  return [...found.values(), ...(exhausted ? [] : [{ rule: 'notExhausted', at: 'run', message: walked }])];
}
