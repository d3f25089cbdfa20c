import { instrumentText, recordNumberText } from '../../domain/words/zh-CN/instruments.ts';
import { conclusionTexts, levelTitles } from '../../domain/words/zh-CN/titles.ts';
import { citationOf } from '../../domain/law.ts';
import type { Post } from '../../domain/directory/posts.ts';
import { dueDayOf } from '../schema/due-day.ts';
import { partId } from '../schema/node-ids.ts';
import { loadPart } from '../case/load-part.ts';
import { officials } from '../schema/who.ts';
import type { Kit } from '../schema/kit.ts';

export function addInstrument({ builder, enums }: Kit): void {
  builder.objectType('Addressee', {
    description: 'To whom an instrument was addressed, as the directory stood when it opened (送达对象).',
    fields: t => ({
      post: t.field({ type: enums.post, resolve: addressee => addressee.post as Post }),
      unit: t.field({ type: 'Unit', resolve: (addressee, _args, { loaders }) => loaders.unit.load(addressee.unit) }),
      person: t.id({ nullable: true, resolve: addressee => addressee.person }),
      name: t.string({
        nullable: true,
        description: 'Personal; only where the role needs it.',
        resolve: (addressee, _args, { loaders }) =>
          addressee.person === undefined ? null : loaders.personName.load(addressee.person),
      }),
      standsInFor: t.id({
        nullable: true,
        description: 'The holder of the post, who was away.',
        resolve: addressee => addressee.standsInFor,
      }),
    }),
  });
  builder.node('Instrument', {
    description: 'An instrument of the ladder (提示函 督办单 通报 约谈): a numbered record.',
    id: { resolve: of => partId(of.case.view.case, of.it.instrument) },
    // What passes between authorities is not there for who applies.
    loadOne: (id, context) =>
      context.viewer && officials.includes(context.viewer.role)
        ? loadPart(context, id, ({ view }, name) => view.instruments.find(({ instrument }) => instrument === name))
        : null,
    fields: t => ({
      instrument: t.id({ description: 'Name in the case, such as L2:promise.', resolve: ({ it }) => it.instrument }),
      case: t.field({ type: 'Case', resolve: of => of.case }),
      level: t.field({ type: enums.level, resolve: ({ it }) => it.level }),
      clock: t.id({ resolve: ({ it }) => it.clock }),
      unit: t.field({
        type: 'Unit',
        description: 'The unit whose time it is.',
        resolve: ({ it }, _args, { loaders }) => loaders.unit.load(it.unit),
      }),
      calendar: t.id({
        description: "The version of the unit's calendar by which its own dates count (日历版本).",
        resolve: ({ it }) => it.calendar,
      }),
      number: t.string({
        nullable: true,
        description: 'Number (文号); given with the addressee.',
        resolve: ({ it }) => it.number && recordNumberText(it.number),
      }),
      title: t.string({ resolve: ({ it }) => levelTitles[it.level] }),
      authority: t.field({
        type: 'Unit',
        description: 'Who issues it (发文机关).',
        resolve: ({ it }, _args, { loaders }) => loaders.unit.load(it.authority),
      }),
      addressees: t.field({ type: ['Addressee'], resolve: ({ it }) => it.addressees }),
      basis: t.string({ resolve: ({ it }) => citationOf({ code: it.basis }) }),
      content: t.string({ resolve: ({ it }) => instrumentText(it.content) }),
      why: t.string({
        description: 'What opened it: blue, yellow, unanswered, red, dateMissed, ignored, statutoryRed, motion.',
        resolve: ({ it }) => it.why,
      }),
      state: t.field({ type: enums.instrumentState, resolve: ({ it }) => it.state }),
      openedAt: t.field({ type: 'DateTime', resolve: ({ it }) => it.openedAt }),
      noticedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When it was noticed that it had to open, if late because something of ours was down (补记时间).',
        resolve: ({ it }) => it.noticedAt,
      }),
      signedBy: t.id({ nullable: true, resolve: ({ it }) => it.signedBy }),
      servedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ it }) => it.servedAt }),
      replyDue: t.field({
        type: 'DateTime',
        nullable: true,
        description:
          'The reply or the new date is due then. Null before it is served, and while it waits with a suspended ' +
          'clock (中止).',
        resolve: ({ it }) => it.replyDue,
      }),
      replyDueOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day of it (末日); null where `replyDue` is.',
        resolve: ({ it }) => dueDayOf(it.replyDue),
      }),
      talkAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Date of the talk (约谈时间).',
        resolve: ({ it }) => it.talkAt,
      }),
      reply: t.string({ nullable: true, resolve: ({ it }) => it.reply }),
      conclusion: t.string({
        nullable: true,
        resolve: ({ it: { conclusion } }) =>
          conclusion && ('code' in conclusion ? conclusionTexts[conclusion.code] : conclusion.text),
      }),
      closedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ it }) => it.closedAt }),
    }),
  });
}
