import { millisecondsPerDay, yearOf, type Instant } from '../../../domain/calendar/day.ts';
import { nextTick, unaddressed } from '../../../domain/case/case.ts';
import type { Command, CommandOf } from '../../../domain/case/command.ts';
import type { CaseView, StepView } from '../../../domain/case/view.ts';
import type { Status } from '../../../domain/case/vocabulary.ts';
import { type Application, receiveCommand } from '../../../domain/host/virtual/application.ts';
import { defined } from '../../../domain/defined.ts';
import { canonicalJson } from '../../../domain/log/canonical.ts';
import { samplesOf } from '../../../domain/procedure/check/walk/sample.ts';
import { formsOf } from '../../../domain/procedure/check/walk/variation.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { Refused } from '../../../domain/refusal.ts';
import { applicant, caseOf, paper, reference, type CaseOf } from '../../../domain/testing.ts';
import { engine, type Actor, type Json } from '../../../domain/values.ts';
import { Office } from './office.ts';
import type { Random } from './random.ts';

/** What a played case has in place of its own values; every copy puts others there. */
export const placeholders = { id: '0000-the-id-of-the-case', number: 'SX0000-NUMBER', applicant: 'p-the-applicant' };

/** Numbers of instruments begin here, so that none is mistaken for another number. */
export const firstPlaceholder = 900_000_001;

/** An act that was accepted, with its key. */
export interface PlayedAct {
  readonly key: string;
  readonly actor: Actor;
  readonly command: Command;
  readonly asked: Instant;
  readonly seq: number;
  readonly revision: number;
}

/** The number that an instrument got, and the register that it is of. */
export interface PlayedNumber {
  readonly instrument: string;
  readonly authority: string;
  readonly level: string;
  readonly year: number;
  readonly placeholder: number;
}

/** Who might do what; nobody where the office lacks them. */
type Choice = readonly [Actor | undefined, Command];

const minuteMs = 60_000;
const workdayMinutes = 480;
const mostActs = 100;
/** Of ten cases eight are quick, one is slow, and one is left alone for weeks; in working days between two acts. */
const paces = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.3, 1, 12] as const;

/** People begin it, and its cases stand alone: they open no others, and call nobody outside. */
export const isPlayable = ({ intake, steps }: AnyProcedure): boolean =>
  intake.by !== 'schedule' && Object.values(steps).every(({ kind }) => kind !== 'child' && kind !== 'effect');

/** Where a case is played: the people of a directory, and what the door pins of it. */
export interface Stage {
  readonly office: Office;
  readonly pins?: Application<AnyProcedure>['pins'];
}

/** A case that people play by chance: repeated by the same seed. */
export class Life {
  readonly one: CaseOf<AnyProcedure>;
  readonly acts: PlayedAct[] = [];
  readonly numbers: PlayedNumber[] = [];
  readonly calendar: string;
  readonly #random: Random;
  readonly #procedure: AnyProcedure;
  readonly #daysBetween: number;
  readonly #stage: Stage;
  /** The paper that the applicant left out, if any. */
  #left: string[] = [];
  readonly #applicant: Actor = { ...applicant, person: placeholders.applicant };

  constructor(procedure: AnyProcedure, random: Random, calendar: string, stage: Stage = { office: new Office() }) {
    this.#random = random;
    this.#procedure = procedure;
    this.#daysBetween = random.pick(paces);
    this.calendar = calendar;
    this.#stage = stage;
    this.one = caseOf(procedure, { id: placeholders.id, calendar });
  }

  /** False where the door refused the application. */
  get isReceived(): boolean {
    return this.acts.length > 0;
  }

  /**
   * Plays from the receipt until the case is closed, or until an instant.
   * @param rests whether people leave a case in this state alone from then on
   */
  play(receivedAt: Instant, until: Instant, rests: (status: Status) => boolean = () => false): this {
    const form = this.#random.pick(formsOf(this.#procedure));
    this.one.at(receivedAt);
    const { calendar } = this;
    const by = this.#starter();
    if (!by) return this;
    const { pins } = this.#stage;
    const application = { form: form as never, by, ...defined({ pins }) };
    const asked = receiveCommand(this.#procedure, application, {
      id: placeholders.id,
      nth: 1,
      calendar,
      at: receivedAt,
    });
    // As the database keeps it: with the keys in the order of the canonical text.
    const [number, applicant] = [placeholders.number, placeholders.applicant];
    const filed = { ...asked, number, applicant, papers: this.#handedIn(asked.papers) };
    this.#try(by, JSON.parse(canonicalJson(filed)) as Command);
    if (!this.isReceived) return this;
    for (let count = 0; count < mostActs && !this.one.view.closed && !rests(this.one.view.status); count += 1) {
      const next = this.one.now + this.#delay();
      if (next >= until) break;
      this.#pass(next);
      if (!this.one.view.closed) this.#act();
    }
    if (!this.one.view.closed) this.#pass(until);
    return this;
  }

  /** Who begins it: the applicant, or the unit that records what came to it. */
  #starter(): Actor | undefined {
    const { intake, lead } = this.#procedure;
    const recording = this.#stage.office.officer(this.#stage.pins?.units?.[lead] ?? lead);
    return intake.by === 'application' ? this.#applicant : recording;
  }

  /** Of ten applicants one leaves a paper out that may be missing for a while (容缺), or until after the grant. */
  #handedIn(papers: CommandOf<'receive'>['papers']): CommandOf<'receive'>['papers'] {
    const { materials, modes } = this.#procedure;
    if (!(modes.tolerant || modes.deferredSupplement) || !this.#random.chance(0.1)) return papers;
    this.#left = Object.keys(materials)
      .filter(material => ['tolerable', 'deferred'].includes(materials[material]!.kind))
      .slice(0, 1);
    return papers.filter(({ material }) => !this.#left.includes(material));
  }

  /** A day of the calendar has three times the minutes of a working day: nights and weekends take their part. */
  #delay(): number {
    return Math.ceil(this.#daysBetween * workdayMinutes * (0.2 + 1.6 * this.#random.next()) * 3) * minuteMs;
  }

  /** Lets time do its work, each instrument addressed and numbered as it opens. */
  #pass(until: Instant): void {
    for (;;) {
      const due = this.one.state && nextTick(this.one.state, this.one.environment)?.at;
      if (due === undefined || due > until) break;
      this.one.until(due);
      this.#address();
    }
    this.one.until(until);
  }

  #address(): void {
    for (const { instrument, level, from, unit, openedAt, posts } of unaddressed(this.one.state!)) {
      const [year, placeholder] = [yearOf(openedAt), firstPlaceholder + this.numbers.length];
      this.numbers.push({ instrument, authority: from, level, year, placeholder });
      this.one.act(
        engine,
        {
          type: 'addressInstrument',
          instrument,
          number: { authority: from, level, year, number: placeholder },
          addressees: posts.map(post => this.#stage.office.addressee(unit, post, openedAt)),
          resolvedAt: openedAt,
        },
        `engine:addressInstrument:${instrument}`,
      );
    }
  }

  #act(): void {
    const view = this.one.view;
    for (const [actor, command] of this.#choices(view)) if (actor && this.#try(actor, command)) return;
  }

  /** What somebody might do now, what is likeliest first. */
  *#choices(view: CaseView): Iterable<Choice> {
    const random = this.#random;
    const { office } = this.#stage;
    if (random.chance(0.01)) yield [this.#applicant, { type: 'withdraw' }];
    for (const { unit } of view.status === 'received' ? (view.checks ?? []) : [])
      yield [office.officer(unit), { type: 'checkCompleteness', defects: [] }];
    if (view.status === 'received') yield* this.#intake(office.clerk(view.window));
    if (view.missing.length > 0 && random.chance(0.3)) yield [this.#applicant, this.#cure(view)];
    if (random.chance(0.01))
      yield [office.head(view.lead), { type: 'terminate', reasons: [{ text: '申请人提供虚假材料' }] }];
    if (view.status === 'correction') yield [this.#applicant, this.#supply(view)];
    for (const { instrument, state, unit } of view.instruments)
      if (state === 'served' && random.chance(0.3))
        yield [office.head(unit), { type: 'replyToInstrument', instrument, reply: '正在办理，三日内办结。' }];
    if (random.chance(0.02)) yield* this.#supervision(view);
    for (const step of view.steps) if (step.endedAt === undefined) yield* this.#work(step);
    const publish: Choice = [office.officer(view.lead), { type: 'publish', where: '信用网站' }];
    const deliver: Choice = [
      office.clerk(view.window),
      { type: 'deliver', how: 'window', receipt: reference('回证-1') },
    ];
    yield* random.chance(0.5) ? [publish, deliver] : [deliver, publish];
  }

  *#intake(clerk: Actor | undefined): Iterable<Choice> {
    const item = Object.keys(this.#procedure.materials)[0];
    if (item !== undefined && this.#random.chance(0.15))
      yield [clerk, { type: 'giveNotice', defects: [{ item, defect: '缺少签章' }] }];
    if (this.#random.chance(0.02)) yield [clerk, { type: 'notRequired', reason: { text: '依法不需要取得许可' } }];
    if (this.#random.chance(0.02))
      yield [
        clerk,
        { type: 'refuseAcceptance', reason: { text: '不属于本机关职权范围' }, rightOrgan: '市市场监督管理局' },
      ];
    yield [clerk, { type: 'accept' }];
    yield [clerk, { type: 'acceptTolerantly', missing: this.#left, promise: reference('容缺承诺书-1') }];
  }

  #cure({ missing }: CaseView): Command {
    return { type: 'cure', papers: missing.map(material => paper(material)) };
  }

  #special(step: string, special: string): Command {
    const notice = reference('特殊程序告知书-1');
    return { type: 'startSpecial', step, special, takes: { unit: 'WD', n: this.#random.between(1, 5) }, notice };
  }

  #supply(view: CaseView): Command {
    return { type: 'supply', papers: view.defects.map(({ item }) => paper(item)) };
  }

  *#supervision({ clocks }: CaseView): Iterable<Choice> {
    const running = clocks.find(({ kind, state }) => kind === 'promise' && state === 'running');
    if (running)
      yield [
        this.#stage.office.supervisor(),
        { type: 'startInstrument', level: 'L1', clock: running.clock, reason: { text: '督查' } },
      ];
  }

  *#work({ step, kind, unit, post, state, proposal }: StepView): Iterable<Choice> {
    const [asked, party] = step.split(':') as [string, string?];
    const definition = this.#procedure.steps[asked.split(/[@#]/u)[0]!]!;
    const { office } = this.#stage;
    const at = unit ?? this.one.view.lead;
    const actor = kind === 'applicant' ? this.#applicant : post === 'principal' ? office.head(at) : office.officer(at);
    if (state === 'ready' && kind !== 'applicant' && this.#random.chance(0.5)) yield [actor, { type: 'claim', step }];
    const [special] = definition.mayPauseFor;
    if (state === 'paused' && special !== undefined && this.#random.chance(0.3))
      yield [actor, { type: 'endSpecial', step, result: '合格' }];
    if (special !== undefined && this.#random.chance(0.15)) yield [actor, this.#special(step, special)];
    if (kind === 'conference' && party === undefined) yield* this.#invitations(actor, step);
    const answers = samplesOf(party === undefined ? definition.outcome : definition.partAnswer!);
    const answer = (this.#random.chance(0.9) ? answers[0] : this.#random.pick(answers)) as Json;
    yield [actor, { type: 'answer', step, answer }];
    if (proposal) yield [office.secondOfficer(at), { type: 'confirm', step, proposal: proposal.seq }];
  }

  /** The first morning that leaves the parties their notice, within two weeks. */
  *#invitations(chair: Actor | undefined, step: string): Iterable<Choice> {
    const { now } = this.one;
    for (let days = 1; days <= 14; days += 1) {
      const meets = now - (now % millisecondsPerDay) + days * millisecondsPerDay + 2 * 60 * minuteMs;
      yield [chair, { type: 'convene', step, meets, place: '现场' }];
    }
  }

  #try(actor: Actor, command: Command): boolean {
    const before = this.one.events.length;
    try {
      this.one.act(actor, command, `${actor.person}:${placeholders.id}-${this.acts.length}`);
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
    const { events, now } = this.one;
    this.acts.push({
      key: events[before]!.key!,
      actor,
      command,
      asked: now,
      seq: before + 1,
      revision: events.length,
    });
    this.#address();
    return true;
  }
}
