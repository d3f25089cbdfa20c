import { dueDayOf } from '../schema/due-day.ts';
import type { Kit } from '../schema/kit.ts';

/** Publications for the administrator: how far they are, and what one would do. */
export function addPublication({ builder, enums }: Kit): void {
  builder.objectType('Publication', {
    description: 'The publication of a calendar version (日历发布): it reaches every open case, one after the other.',
    fields: t => ({
      version: t.exposeID('version', {}),
      versions: t.idList({
        description: 'All that came into force with it: calendars that lie on it have new versions too.',
        resolve: publication => [...publication.versions],
      }),
      by: t.field({ type: enums.role, resolve: publication => publication.actor.role }),
      publishedAt: t.field({ type: 'DateTime', resolve: publication => publication.publishedAt }),
      finishedAt: t.field({ type: 'DateTime', nullable: true, resolve: publication => publication.finishedAt }),
      rate: t.exposeInt('rate', { description: 'Cases a second.' }),
      cases: t.exposeInt('cases', { description: 'Open cases that it has to reach.' }),
      recomputed: t.exposeInt('recomputed', { description: 'Cases that count by it.' }),
      skipped: t.exposeInt('skipped', {
        description: 'Cases closed before it reached them: they keep their verdicts.',
      }),
      refused: t.exposeInt('refused', { description: 'Cases that it does not reach to the end.' }),
      failed: t.exposeInt('failed', { description: 'Cases whose command was given up; see deadLetters.' }),
      open: t.exposeInt('open', { description: 'Cases still to come.' }),
    }),
  });
  builder.objectType('ClockChange', {
    description: 'A clock that a publication would move.',
    fields: t => ({
      caseId: t.exposeID('caseId', { description: "The case's own id, as logs name it." }),
      number: t.exposeString('number', {}),
      clock: t.exposeID('clock', {}),
      title: t.exposeString('title', {}),
      dueBefore: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Null where no published calendar reaches it.',
        resolve: change => change.dueBefore,
      }),
      dueBeforeOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day before (原末日).',
        resolve: change => dueDayOf(change.dueBefore),
      }),
      due: t.field({ type: 'DateTime', nullable: true, resolve: change => change.due }),
      dueOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day (末日).',
        resolve: change => dueDayOf(change.due),
      }),
    }),
  });
  builder.objectType('PublicationPreview', {
    description: 'What a publication would do, computed as the cases themselves would (发布预演).',
    fields: t => ({
      versions: t.idList({ description: 'What it would put in force.', resolve: preview => [...preview.versions] }),
      cases: t.exposeInt('cases', { description: 'Open cases that would count by it.' }),
      touched: t.exposeInt('touched', {
        description: 'Of these, the ones with a running clock on a day that differs.',
      }),
      examined: t.exposeInt('examined', {
        description: 'Of these, the ones that this answer computed: what follows is of them alone.',
      }),
      remaining: t.exposeInt('remaining', {
        description: 'Of those touched, the ones that come after: 0 where all are computed.',
      }),
      endCursor: t.string({
        nullable: true,
        description: 'Where to go on; null where all are computed.',
        resolve: ({ last }) => (last ? Buffer.from(`${last.due}/${last.id}`).toString('base64url') : null),
      }),
      moved: t.exposeInt('moved', { description: 'Examined cases with a clock that moves.' }),
      later: t.exposeInt('later', { description: 'Clocks due later.' }),
      earlier: t.exposeInt('earlier', { description: 'Clocks due earlier.' }),
      overdue: t.exposeInt('overdue', { description: 'Of these, clocks that would be overdue at once.' }),
      refused: t.exposeInt('refused', { description: 'Cases that it would not reach to the end.' }),
      examples: t.field({
        type: ['ClockChange'],
        description: 'The first 20 of these clocks, the earliest due first.',
        resolve: preview => [...preview.examples],
      }),
    }),
  });
}
