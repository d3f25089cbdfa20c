import type { PublicationImpact } from '../../operations/calendar/publication-impact.ts';
import type { RegisteredVersion } from '../../db/calendars/calendars.ts';
import type { Publication } from '../../db/calendars/publications.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import { dueInstantText } from '../../domain/words/times.ts';
import { formatHours } from '../../domain/calendar/file.ts';

const minute = (instant: number | undefined): string =>
  instant === undefined ? '（无）          ' : formatInstant(instant).slice(0, 16).replace('T', ' ');
/** When a clock is due: 24:00 belongs to the day that it ends. */
const dueText = (instant: number | undefined): string =>
  instant === undefined ? minute(instant) : dueInstantText(instant);
const plural = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** `* cn-2026  cn  国务院…`: what is in force is marked. */
export const listLines = (versions: readonly RegisteredVersion[]): readonly string[] =>
  versions.map(
    ({ data, base, current, publishedAt }) =>
      `${current ? '*' : ' '} ${data.version.padEnd(24)} ${data.id.padEnd(16)} ${minute(publishedAt)}  ` +
      `${data.title}${base === undefined ? '' : `（在 ${base} 之上）`}`,
  );

/** A version with its days by year, spans together. */
export function versionLines({ data, base, current, publishedAt }: RegisteredVersion): readonly string[] {
  const years = [...new Set(data.overrides.map(each => each.day.slice(0, 4)))].toSorted();
  return [
    `${data.version}  ${data.title}`,
    `calendar ${data.id}, published ` +
      `${minute(publishedAt)}${current ? ', in force' : ', superseded'}${base === undefined ? '' : `, on ${base}`}`,
    `hours ${formatHours(data.businessHours).join('; ')}; years ${data.publishedYears.join(' ')}`,
    ...years.flatMap(year => [
      `${year}`,
      ...data.overrides
        .filter(each => each.day.startsWith(year))
        .toSorted((a, b) => (a.day < b.day ? -1 : 1))
        .map(each => `  ${each.day}  ${each.working ? '上班' : '放假'}  ${each.name}`),
    ]),
  ];
}

export const foreseenLines = ({
  versions,
  cases,
  touched,
  examined,
  moved,
  later,
  earlier,
  overdue,
  refused,
  examples,
}: PublicationImpact): readonly string[] => [
  `Would put in force: ${versions.join(', ')}`,
  `  ${plural(cases, 'open case')} would count by it, ${touched} of them with a clock on a day that ` +
    `differs${examined < touched ? ` (${examined} computed)` : ''}`,
  `  ${plural(moved, 'case')} with a clock that moves: ${plural(later, 'clock')} later, ${earlier} earlier, ` +
    `${overdue} overdue at once${refused > 0 ? `; ${plural(refused, 'case')} would refuse it` : ''}`,
  ...examples.map(
    ({ number, clock, title, dueBefore, due }) =>
      `  ${number}  ${dueText(dueBefore)} → ${dueText(due)}  ${title} (${clock})`,
  ),
  ...(later + earlier > examples.length ? [`  … and ${later + earlier - examples.length} more`] : []),
];

export const progressLine = ({
  version,
  cases,
  recomputed,
  skipped,
  refused,
  failed,
  open,
  finishedAt,
}: Publication): string =>
  [
    `${version}: ${cases - open} of ${plural(cases, 'case')}`,
    `${recomputed} recomputed`,
    `${skipped} closed meanwhile`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(failed > 0 ? [`${failed} given up`] : []),
    ...(finishedAt === undefined ? [] : ['finished']),
  ].join(', ');
