import { readCalendars } from '../db/calendars/calendars.ts';
import type { Db } from '../db/client.ts';
import { compileCalendar, type Calendar } from '../domain/calendar/calendar.ts';
import type { CaseCalendars } from '../domain/case/capabilities/limits/state.ts';
import type { CaseEvent } from '../domain/case/event.ts';

/**
 * Compiled calendar versions, by the id that events name. A version never changes, so what is known stays known; one
 * that is met for the first time is read from the database: it may have been published since this process began.
 */
export class Calendars {
  readonly #db: Db;
  readonly #compiled = new Map<string, Calendar>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** A version that was loaded before. */
  get(version: string): Calendar | undefined {
    return this.#compiled.get(version);
  }

  known(): readonly string[] {
    return [...this.#compiled.keys()];
  }

  /** Reads those that are not known yet; one that is not published stays unknown. In a transaction give its `db`. */
  async load(versions: Iterable<string>, db: Db = this.#db): Promise<void> {
    const missing = [...new Set(versions)].filter(version => !this.#compiled.has(version));
    if (missing.length === 0) return;
    for (const data of await readCalendars(db, missing)) this.#compiled.set(data.version, compileCalendar(data));
  }
}

/** The versions by which a log's clocks count or counted. */
export const versionsIn = (events: readonly CaseEvent[]): readonly string[] =>
  events.flatMap(event => (event.type === 'received' || event.type === 'recomputed' ? versionsNamed(event.data) : []));

/** The versions by which a case is told to count: its own, and those of units that have another. */
export const versionsNamed = ({ calendar, calendars = {} }: CaseCalendars): readonly string[] => [
  ...new Set([calendar, ...Object.values(calendars)]),
];
