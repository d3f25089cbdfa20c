import { dayOf, parseDay } from '../../domain/calendar/day.ts';
import { defined } from '../../domain/defined.ts';
import { documentsOf } from '../../domain/case/documents.ts';
import { when } from '../../domain/case/event.ts';
import { citationOf } from '../../domain/law.ts';
import { eventText } from '../../domain/words/events.ts';
import type { Reason } from '../../domain/values.ts';
import type { DocumentView } from '../../domain/case/view.ts';
import { readTimeline } from '../../db/log/read.ts';
import { pageOfRows } from '../../db/page.ts';
import { dueDayOf } from '../schema/due-day.ts';
import { pageCost, pageSize } from '../schema/cost.ts';
import { connectionOf } from '../schema/connections.ts';
import { partId } from '../schema/node-ids.ts';
import { loadPart } from '../case/load-part.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { Kit } from '../schema/kit.ts';
import { wordsFor } from '../schema/words.ts';
import type { Context } from '../schema/context.ts';
import type { LoggedEvent } from './objects.ts';
import type { Objects } from '../schema/objects.ts';
import { seqOf, cursorOf } from './cursor.ts';

/** The parts of events that a timeline shows, whatever the type: each event has the few that it needs. */
interface Shown {
  readonly step?: string;
  readonly clock?: string;
  readonly instrument?: string;
  /** Of a recomputation it is a word, not a reason of a person. */
  readonly reason?: Reason | string;
  readonly reasons?: readonly Reason[];
  readonly calendar?: string;
  readonly material?: string;
}
const shown = ({ event }: LoggedEvent): Shown => event.data as Shown;

/** The timeline (办理过程): the log as people read it, and its page by page connection. */
export function addEvent({ builder, enums, connections }: Kit): void {
  builder.objectType('Actor', {
    description: 'Who acted, as of the act (办理人).',
    fields: t => ({
      role: t.field({ type: enums.role, resolve: actor => actor.role }),
      unit: t.field({
        type: 'Unit',
        nullable: true,
        resolve: (actor, _args, { loaders }) => (actor.unit === undefined ? null : loaders.unit.load(actor.unit)),
      }),
      person: t.id({
        nullable: true,
        description: 'Opaque id of the person; officials and the engine only.',
        resolve: actor => actor.person,
      }),
      onBehalfOf: t.id({
        nullable: true,
        description: 'The party for whom an agent acted (帮办代办).',
        resolve: actor => actor.onBehalfOf,
      }),
    }),
  });
  builder.objectType('RecomputedClock', {
    description: 'A running clock with its due by the calendar version before and by the new one.',
    fields: t => ({
      clock: t.exposeID('clock', {}),
      dueBefore: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Null where it was not known: no published calendar reached it, or the case was suspended (中止).',
        resolve: clock => clock.dueBefore,
      }),
      dueBeforeOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day before (原末日); null where `dueBefore` is.',
        resolve: clock => dueDayOf(clock.dueBefore),
      }),
      due: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Null as in dueBefore.',
        resolve: clock => clock.due,
      }),
      dueOn: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day (末日); null where `due` is.',
        resolve: clock => dueDayOf(clock.due),
      }),
    }),
  });
  builder.node('Event', {
    description: 'One event of the log (办理记录).',
    id: { resolve: of => partId(of.case.view.case, String(of.it.seq)) },
    loadOne: (id, context) =>
      loadPart(context, id, async ({ view }, seq) => (await eventsOf(context, view.case, Number(seq)))[0]),
    fields: t => ({
      seq: t.int({ description: 'Its place in the log.', resolve: ({ it }) => it.seq }),
      type: t.field({ type: enums.eventType, resolve: ({ it }) => it.event.type }),
      text: t.string({
        description: "What happened in one sentence, in the reader's language (办理说明).",
        resolve: (of, _args, context) => textOf(context, of),
      }),
      at: t.field({
        type: 'DateTime',
        description: 'When it took effect; for what time did its due instant.',
        resolve: ({ it }) => it.event.at,
      }),
      on: t.field({
        type: 'Date',
        description: 'The day on which it happened (发生日): what time did at 24:00 belongs to the day that ended.',
        resolve: ({ it }) => (it.event.on === undefined ? dayOf(it.event.at) : parseDay(it.event.on)),
      }),
      askedAt: t.field({
        type: 'DateTime',
        description: 'When it was asked: anchors and verdicts go by it.',
        resolve: ({ it }) => when(it.event),
      }),
      noticedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description:
          'When what time did was noticed, if late because something of ours was down (补记时间); its instant and its ' +
          'verdicts are none the later.',
        resolve: ({ it }) => it.event.noticedAt,
      }),
      actor: t.field({ type: 'Actor', resolve: ({ it }) => it.event.actor }),
      basis: t.string({
        nullable: true,
        description: '法条 or clause of the procedure.',
        resolve: ({ it }) => it.event.basis && citationOf(it.event.basis),
      }),
      step: t.id({ nullable: true, resolve: ({ it }) => shown(it).step }),
      clock: t.id({ nullable: true, resolve: ({ it }) => shown(it).clock }),
      instrument: t.id({ nullable: true, resolve: ({ it }) => shown(it).instrument }),
      reasons: t.field({
        type: ['Reason'],
        resolve: ({ it }) => {
          const { reason, reasons } = shown(it);
          return reasons ?? (typeof reason === 'object' ? [reason] : []);
        },
      }),
      calendar: t.id({
        nullable: true,
        description: 'The calendar version by which the case counts since (日历版本).',
        resolve: ({ it }) => shown(it).calendar,
      }),
      annuls: t.int({
        nullable: true,
        description: 'Of an annulment (撤销): the place in the log of what it takes back.',
        resolve: ({ it }) => (it.event.type === 'annulled' ? it.event.data.event : undefined),
      }),
      recomputed: t.field({
        type: ['RecomputedClock'],
        description:
          'What a published calendar version (日历调整), or an annulment (撤销), made of the running clocks.',
        complexity: { field: 1, multiplier: 1 },
        resolve: ({ it }) => ('clocks' in it.event.data ? it.event.data.clocks : []),
      }),
      documents: t.field({
        type: ['Document'],
        description: 'The documents that it made (文书): a decision has one for each permit.',
        resolve: entry => madeBy(entry).map(it => ({ case: entry.case, it })),
      }),
    }),
  });
  builder.objectField('Case', 'timeline', t =>
    t.connection(
      {
        type: 'Event',
        description: 'The log of the case (办理过程), oldest first.',
        complexity: pageCost,
        resolve: (record, args, { db, viewer }) =>
          connectionOf(
            args,
            async request => {
              const after = seqOf(request.after);
              const before = seqOf(request.before);
              const rows = await readTimeline(db, record.view.case, {
                ...defined({ after, before }),
                limit: pageSize(request) + 1,
                newestFirst: request.last !== undefined,
                // As `Case.instruments` and `Step.proposal`: what is between authorities, or inside one.
                isForParty: isParty(viewer),
              });
              return pageOfRows(rows, request, it => ({ cursor: cursorOf(it.seq), item: it }));
            },
            events => Promise.resolve(events.map(it => ({ case: record, it }))),
          ),
      },
      connections.event,
    ),
  );
}

/** One event of a timeline, as its readers see it; none of what is no place in a log. */
const eventsOf = async ({ db, viewer }: Context, caseId: string, seq: number): Promise<readonly LoggedEvent[]> =>
  Number.isSafeInteger(seq) && seq > 0 && seq < 1e9
    ? readTimeline(db, caseId, { after: seq - 1, before: seq + 1, limit: 1, isForParty: isParty(viewer) })
    : [];

const isParty = (viewer: Viewer | undefined): boolean => viewer?.role === 'applicant' || viewer?.role === 'agent';

/** The sentence of an event, by the names that its case has for what it is about. */
async function textOf({ loaders, language, procedures }: Context, of: Objects['Event']): Promise<string> {
  const { event } = of.it;
  const { view } = of.case;
  const { step, clock, reason, reasons, material } = shown(of.it);
  const unit = event.actor.unit === undefined ? undefined : await loaders.unit.load(event.actor.unit);
  const timed = view.clocks.find(each => each.clock === clock);
  const names = {
    unit: unit?.title,
    step: view.steps.find(each => each.step === step)?.title,
    clock: timed && wordsFor({ language }).clockTitle(timed),
    material: material === undefined ? undefined : procedures.get(view.procedure)?.materials[material]?.title,
    reasons: (reasons ?? (typeof reason === 'object' ? [reason] : [])).map(({ text }) => text),
  };
  return eventText(event, names, language);
}

/** The documents that an event made, as the case has them. */
function madeBy({ it: { event }, case: record }: Objects['Event']): readonly DocumentView[] {
  const kinds = new Set(documentsOf({ number: record.view.number, documents: [] }, event).map(each => each.kind));
  return record.view.documents.filter(each => each.at === when(event) && kinds.has(each.kind));
}
