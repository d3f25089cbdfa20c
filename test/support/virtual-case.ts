import { compileCalendar, type Calendar, type CalendarData } from '../../domain/calendar/calendar.ts';
import { parseInstant, type Instant } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import {
  beforeReceipt,
  decide,
  nextTick,
  tick,
  viewOf,
  type CaseState,
  type Decision,
  type Environment,
} from '../../domain/case/case.ts';
import type { CaseEnd } from '../../domain/case/record.ts';
import { startSnapshot } from '../../domain/host/snapshot.ts';
import type { CaseSnapshot } from '../../domain/host/protocol.ts';
import type { Entry } from '../../domain/log/chain.ts';
import type { Command } from '../../domain/case/command.ts';
import type { CaseEvent } from '../../domain/case/event.ts';
import type { Actor, Json, Paper } from '../../domain/values.ts';
import type { CaseView, ClockView } from '../../domain/case/view.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { Refused } from '../../domain/refusal.ts';

const compiled = compileCalendar(demonstration);
const caseId = 'case-1';

const environmentFor = (procedure: AnyProcedure, calendars: ReadonlyMap<string, Calendar>): Environment => ({
  procedure,
  calendar: version => {
    const found = version === demonstration.version ? compiled : calendars.get(version);
    if (!found)
      throw new Refused(
        'calendar.unknown',
        `Found the calendar ${version}, expected one of ${[demonstration.version, ...calendars.keys()].join(', ')}.`,
      );
    return found;
  },
});

export const applicant: Actor = { person: 'p-applicant', role: 'applicant' };
export const clerk: Actor = { person: 'p-service-window-officer', role: 'window-clerk', unit: 'service-window' };
export const officer = (unit: string, suffix = 'officer'): Actor => ({
  person: `p-${unit}-${suffix}`,
  role: 'officer',
  unit,
});
export const head = (unit: string): Actor => ({ person: `p-${unit}-principal`, role: 'unit-head', unit });
export const supervisor = (unit = 'supervision-office'): Actor => ({
  person: `p-${unit}-section-head`,
  role: 'supervisor',
  unit,
});

const digest = (n: number): string => n.toString(16).padStart(64, '0');
export const paper = (material: string): Paper => ({
  material,
  digest: digest(material.length),
  kind: 'electronic',
  suppliedBy: 'applicant',
});
export const reference = (number: string) => ({ number, digest: digest(number.length) });

/** A case on a virtual clock, run by the domain alone: what a worker does, without one. */
export class VirtualCase {
  readonly environment: Environment;
  readonly events: CaseEvent[] = [];
  readonly entries: Entry[] = [];
  state: CaseState | undefined;
  readonly #calendars = new Map<string, Calendar>();

  constructor(procedure: AnyProcedure) {
    this.environment = environmentFor(procedure, this.#calendars);
  }

  /** Makes a calendar's version known beside the demonstration's. */
  know(data: CalendarData): this {
    this.#calendars.set(data.version, compileCalendar(data));
    return this;
  }

  /** Where its next event follows. */
  get end(): CaseEnd {
    const last = this.entries.at(-1);
    return last ? { state: this.state, revision: last.seq, head: last.hash } : beforeReceipt(caseId);
  }

  /** As a run keeps it, with nothing acknowledged. */
  get snapshot(): CaseSnapshot {
    return startSnapshot(caseId, { entries: this.entries, state: this.state! });
  }

  get view(): CaseView {
    return viewOf(this.state!, this.environment);
  }

  clock(name: string): ClockView {
    const found = this.view.clocks.find(clock => clock.clock === name);
    if (!found) throw new Error(`no clock ${name}; there are ${this.view.clocks.map(clock => clock.clock).join(', ')}`);
    return found;
  }

  /** Somebody acts at a local time, such as `2027-03-24T10:00`; what time did before is applied first. */
  act(time: string, actor: Actor, command: Command, key?: string): readonly CaseEvent[] {
    const askedAt = parseInstant(time);
    this.#passTime(askedAt);
    const at = Math.max(askedAt, this.state?.at ?? askedAt);
    return this.#append(
      decide(this.end, command, { actor, at, askedAt, ...(key !== undefined && { key }) }, this.environment),
    );
  }

  /** Lets time do its work up to and including a local time. */
  advance(time: string): void {
    this.#passTime(parseInstant(time) + 1);
  }

  receive(
    time: string,
    procedure: string,
    form: Json,
    papers: readonly string[],
    modes: readonly string[] = [],
    calendar: string = demonstration.version,
  ): void {
    this.act(time, applicant, {
      type: 'receive',
      case: caseId,
      number: '20270324-0001',
      procedure,
      calendar,
      applicant: applicant.person,
      channel: 'online',
      form,
      papers: papers.map(paper),
      modes: [...modes],
    });
  }

  #passTime(before: Instant): void {
    for (
      let next = this.state && nextTick(this.state, this.environment);
      next && next.at < before;
      next = nextTick(this.state!, this.environment)
    ) {
      this.#append(tick({ ...this.end, state: this.state! }, this.environment));
    }
  }

  #append({ events, entries, state }: Decision): readonly CaseEvent[] {
    this.state = state;
    this.events.push(...events);
    this.entries.push(...entries);
    return events;
  }
}
