import { countsOf, type Report } from './report.ts';
import { growthOf, stretchesOf } from './memory.ts';

/** A report as a person reads it. */
export function linesOf({ told, audit, memory, families, ...report }: Report): readonly string[] {
  return [
    `seed ${report.seed}, ${report.seconds} s in all`,
    `told      ${told.accepted} accepted, ${told.refused} refused, ${told.errors} other errors; ` +
      `${told.askAgain} times ask again, ${told.silent} times nothing`,
    `faults    ${countsOf(report.faults)}`,
    `deaths    ${countsOf(report.deaths)}`,
    `audited   ${audit.cases} cases (${report.closed} closed), ${audit.events} events, ${audit.commands} acts`,
    ...(audit.askedAnew === 0
      ? []
      : [
          `anew      ${audit.askedAnew} acts count as asked before their rows, ` +
            'which were written anew after a database was put back',
        ]),
    `found     ${audit.found === 0 ? 'nothing' : countsOf(audit.counts)}; ` +
      `${report.toldWrongly.length} told wrongly; ${report.unanswered} unanswered`,
    `families  ${families.parents} bundles, ${families.children} parts, ${families.ended} endings told, ` +
      `${families.letters} letters; ${families.found.length === 0 ? 'all agree' : `${families.found.length} disagree`}`,
    ...(report.lacks.length === 0 ? [] : [`void      it lacks ${report.lacks.join(', ')}: let it run longer`]),
    ...memoryLines(memory),
    ...audit.findings
      .slice(0, 50)
      .map(each => `  ${each.check}  ${each.case}  ${each.place}: found ${each.found}; expected ${each.expected}`),
    ...[...families.found, ...report.toldWrongly].slice(0, 50).map(each => `  ${each}`),
  ];
}

function memoryLines(memory: Report['memory']): readonly string[] {
  if (memory.length === 0) return [];
  const growth = growthOf(memory);
  return [
    'memory    of the API process that no fault kills: from minute, MB resident at most, MB of heap at least',
    ...stretchesOf(memory).map(
      ({ fromMinute, residentMb, heapMb }) =>
        `          ${String(fromMinute).padStart(5)} ${String(residentMb).padStart(6)} ${String(heapMb).padStart(6)}`,
    ),
    growth === undefined
      ? '          too short to tell growth: that takes eight minutes'
      : `          the heap of the last quarter is ${growth} MB above that of the second`,
  ];
}
