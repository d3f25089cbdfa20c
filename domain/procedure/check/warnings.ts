import { formatLimit } from '../../clock/limit.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { savingsOf, type Saving } from '../guide/saving.ts';
import { walk } from './walk/walk.ts';
import type { DefinitionIssue } from './issue.ts';

/**
 * What is no fault but worth a second thought: a promise that saves less than a third of the statutory limit
 * (各事项承诺时限在法定时限基础上压缩三分之一以上), and a walk that did not come to every way of answers.
 */
export function warnings(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const found = savingsOf(procedure)
    .filter(({ isThird }) => !isThird)
    .map(each => ({ rule: 'twoThirds', at: 'limits.promised', message: savingText(each) }));
  const { exhausted, paths } = walk(procedure);
  const walked = `walked ${paths.length} ways of answers, and there are more: play those that matter in a test`;
  return [...found, ...(exhausted ? [] : [{ rule: 'notExhausted', at: 'run', message: walked }])];
}

/** The figures of a promise that saves too little: `found 15WD of 20WD in law: saves 25 %, less than a third; …`. */
function savingText({ promised, statutory, share, atMost }: Saving): string {
  const saves = share === undefined ? 'saves' : `saves ${Math.round(share * 1000) / 10} %,`;
  const limits = `found ${formatLimit(promised)} of ${formatLimit(statutory)} in law`;
  const longest = atMost === undefined ? '' : `; ${formatLimit(atMost)} would save one`;
  return `${limits}: ${saves} less than a third${longest}`;
}
