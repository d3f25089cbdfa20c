import { readFile } from 'node:fs/promises';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { formatInstant, parseInstant, type Instant } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { instantOf } from '../../domain/host/virtual/moment.ts';
import { readEvent, type CaseEvent } from '../../domain/case/event.ts';
import { approvingPosts, type Post } from '../../domain/directory/posts.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';

/** Wednesday 24 March 2027, 10:00: here the recorded ways begin. */
export const beginning = parseInstant('2027-03-24T10:00');
const calendar = compileCalendar(demonstration);

/** An act of the recorded way: who asked for what, and after how many working days. */
export interface RecordedAct {
  readonly type: string;
  readonly who: Wanted;
  readonly data: Readonly<Record<string, unknown>>;
  readonly day: number;
}

export interface GoodWay {
  /** What the application, the issue or the order said, without its personal fields. */
  readonly received: Readonly<Record<string, unknown>>;
  readonly starter: Wanted;
  readonly acts: readonly RecordedAct[];
  /** The working day on which the last event happened. */
  readonly lastDay: number;
  readonly view: {
    readonly status: string;
    readonly closed: boolean;
    readonly permits: readonly { readonly permit: string }[];
  };
}

/** The same time of day so many working days from the beginning. */
export const instantOn = (day: number): Instant => instantOf(`+${day} working days`, beginning, calendar);

/** The working days from the beginning to an instant: at the same time of day it is not before that instant. */
export function dayOf(at: Instant): number {
  let day = 0;
  while (instantOn(day) < at - 3_600_000) day += 1;
  return day;
}

/** Whoever holds the post in which the act was done; on the virtual clock one officer of a unit holds them all. */
function whoOf({ role, person, unit, post }: CaseEvent['actor']): Wanted {
  if (post === undefined) return { as: role, person, unit };
  return { as: approvingPosts.includes(post as Post) ? 'unit-head' : role, person: `p-${unit}-${post}`, unit };
}

/** A recorded answer may name this unit: where a procedure asks for one, any does. */
const anyUnit = ['sample-unit', 'urban-management'] as const;

/** The recorded good way of a released version: what was asked, as its log has it. */
export async function goodWayOf(procedure: AnyProcedure): Promise<GoodWay> {
  const file = new URL(`../../workflows/procedures/released/${procedure.id}/good-way.json`, import.meta.url);
  const { entries, view } = JSON.parse((await readFile(file, 'utf8')).replaceAll(...anyUnit)) as {
    readonly entries: readonly { readonly text: string }[];
    readonly view: GoodWay['view'];
  };
  const events = entries.map(({ text }) => readEvent(text));
  const asked = events.flatMap(({ type, at, actor, key, data: told }): readonly RecordedAct[] => {
    if (key === undefined || actor.role === 'engine' || type === 'received') return [];
    const data = told as unknown as RecordedAct['data'];
    const act = { type, who: whoOf(actor), data, day: dayOf(at) };
    // An older log tells with the answer who gave it together with whom.
    const { confirmedBy = [], step } = data;
    const others = confirmedBy as readonly string[];
    return [act, ...others.map(person => ({ ...act, type: 'confirmed', who: { ...act.who, person }, data: { step } }))];
  });
  const [first] = events;
  const { role, person, unit } = first!.actor;
  return {
    received: first!.data as unknown as GoodWay['received'],
    starter: { as: role, person, unit },
    acts: asked,
    lastDay: dayOf(events.at(-1)!.at),
    view,
  };
}

export const developmentTime = formatInstant(beginning);
