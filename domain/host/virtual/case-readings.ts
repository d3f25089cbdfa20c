import { beforeReceipt, viewOf, type CaseEnd, type CaseState, type Environment } from '../../case/case.ts';
import { readEvent, type CaseEvent } from '../../case/event.ts';
import type { CaseView, ClockView, InstrumentView } from '../../case/view.ts';
import type { Status } from '../../case/vocabulary.ts';
import type { Entry } from '../../log/chain.ts';
import type { Notice } from '../../log/notice.ts';
import type { CaseSnapshot } from '../protocol.ts';
import { startSnapshot } from '../snapshot.ts';
import { localDue } from './moment.ts';

/** What can be read of a case on a virtual clock. */
export abstract class CaseReadings {
  abstract readonly id: string;
  abstract readonly environment: Environment;
  readonly #events: CaseEvent[] = [];
  protected kept: CaseSnapshot | undefined;

  /** Every event so far, as it was read back from the log. */
  get events(): readonly CaseEvent[] {
    return this.#events;
  }

  get state(): CaseState | undefined {
    return this.kept?.state;
  }

  /** The log with its texts and hashes. */
  get entries(): readonly Entry[] {
    return this.kept?.tail ?? [];
  }

  /** Where its next event follows. */
  get end(): CaseEnd {
    return this.kept ?? beforeReceipt(this.id);
  }

  /** The case as a run keeps it, with nothing acknowledged. */
  get snapshot(): CaseSnapshot {
    if (!this.kept) throw new Error('Nothing was received yet.');
    return startSnapshot(this.id, { entries: this.entries, state: this.kept.state });
  }

  /** What the last act, or the last thing that time did, added to the log. */
  lastEvents: readonly CaseEvent[] = [];

  /** The read model, as of the last event. */
  get view(): CaseView {
    if (!this.kept) throw new Error('Nothing was received yet.');
    return viewOf(this.kept.state, this.environment);
  }

  get status(): Status {
    return this.view.status;
  }

  /** The steps that are asked and not answered. */
  get openSteps(): readonly string[] {
    return this.view.steps.filter(({ endedAt }) => endedAt === undefined).map(({ step }) => step);
  }

  get instruments(): readonly InstrumentView[] {
    return this.view.instruments;
  }

  /** Every message to the applicant and to addressees of instruments. */
  get notices(): readonly Notice[] {
    return this.entries.flatMap(({ told = [] }) => told);
  }

  /** A clock by its name, such as `promise`, `statutory`, `step:review`. */
  clock(name: string): ClockView {
    const { clocks } = this.view;
    const found = clocks.find(({ clock }) => clock === name);
    if (!found) throw new Error(`There is no clock ${name}; there are ${clocks.map(({ clock }) => clock).join(', ')}.`);
    return found;
  }

  /** When a clock is due, as `2027-03-31 17:30` or `2027-03-31 24:00`; undefined where nobody can say. */
  due(name: string): string | undefined {
    const { due } = this.clock(name);
    return due === undefined ? undefined : localDue(due);
  }

  protected keep(next: CaseSnapshot): readonly Entry[] {
    const added = next.tail.slice(this.#events.length);
    this.kept = next;
    this.lastEvents = added.map(({ text }) => readEvent(text));
    this.#events.push(...this.lastEvents);
    return added;
  }
}
