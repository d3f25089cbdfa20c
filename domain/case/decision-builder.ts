import { defined } from '../defined.ts';
import type { Entry } from '../log/chain.ts';
import type { ActContext } from './act-context.ts';
import { nextPage } from './capabilities/children/pages.ts';
import { conditionsIn } from './capabilities/decision/conditions.ts';
import { hasEarlyToDo } from './capabilities/early-grants/early.ts';
import { sendUp } from './capabilities/forwarding/decide.ts';
import { isFromBelow } from './capabilities/forwarding/links.ts';
import { openFollowUp } from './capabilities/follow-ups/decide.ts';
import { endsWithCase } from './capabilities/instruments/escalation.ts';
import { answeredInTime } from './capabilities/instruments/evolve.ts';
import { basisFor } from './basis.ts';
import { isRunning, isBreachDisproved } from './clocks.ts';
import { engineRules } from './engine-rules.ts';
import type { Environment } from './environment.ts';
import type { CaseEvent, EventOf } from './event.ts';
import { isFollowedBySilence, runFlow } from './open-steps.ts';
import { beforeReceipt, recordEvent, type CaseEnd, type Decision } from './record.ts';
import { clockOf, ended, inReview, suspensionOf, type CaseState, type InstrumentState } from './state.ts';
import type { ConclusionCode } from './vocabulary.ts';
import { basisOf, type Basis, type BasisCode } from '../law.ts';
import { letterKey } from '../log/letter.ts';
import type { AnyProcedure } from '../procedure/procedure.ts';
import type { Ending } from '../procedure/language/flow.ts';
import { engine, type Actor, type Reason } from '../values.ts';

type Data<T extends CaseEvent['type']> = EventOf<T>['data'];

/** What follows a denial, or what was forwarded up: nothing that the flow has to say. */
const nothingAfter: Pick<ReturnType<typeof runFlow>, 'closing' | 'revoked'> = { closing: { closing: 'closed' } };

/**
 * A decision in the making: each event is checked, hashed and folded once, as soon as it is recorded, so that what
 * follows from it is decided on the state that it left. Its entries are the end of the log that comes of it.
 */
export class DecisionBuilder {
  readonly environment: Environment;
  readonly asked: ActContext;
  readonly #events: CaseEvent[] = [];
  readonly #entries: Entry[] = [];
  #end: CaseEnd;

  constructor(before: CaseEnd, asked: ActContext, environment: Environment) {
    this.#end = before;
    this.asked = asked;
    this.environment = environment;
  }

  get state(): CaseState {
    if (!this.#end.state) throw new Error('nothing was received yet');
    return this.#end.state;
  }

  /** The place in the log of the event that is recorded next. */
  get nextSeq(): number {
    return this.#end.revision + 1;
  }

  /** Another case, which the next event of this one begins: what is refused there is refused here. */
  trial(caseId: string, procedure: AnyProcedure): DecisionBuilder {
    const { at } = this.asked;
    const cause = letterKey(this.state.case, this.nextSeq, 0);
    const asked = { actor: engine, cause, at, askedAt: at };
    return new DecisionBuilder(beforeReceipt(caseId), asked, { ...this.environment, procedure });
  }

  /** What was recorded so far. */
  get decision(): Decision {
    return { events: this.#events, entries: this.#entries, state: this.state };
  }

  /**
   * Records what somebody (or time) did, and withdraws the breaches that an act asked in time shows never to have been.
   */
  record<T extends CaseEvent['type']>(
    type: T,
    data: Data<T>,
    context: { readonly basis?: BasisCode | Basis; readonly actor?: Actor; readonly rules?: number } = {},
  ): void {
    const { at, askedAt, on, noticedAt, key, digest, request, cause, actor } = this.asked;
    const before = this.#end.state;
    const unchecked = {
      type,
      at,
      ...defined({ on }),
      ...(askedAt !== at && { askedAt }),
      ...defined({ noticedAt }),
      actor: context.actor ?? actor,
      ...(this.#events.length === 0 && { key, digest, request, cause }),
      ...defined({ rules: type === 'received' ? (this.asked.rules ?? engineRules) : context.rules }),
      basis: basisFor(context.basis && basisOf(context.basis), before, data, this.environment),
      data,
    };
    const { event, entry, end } = recordEvent(this.#end, unchecked, this.environment);
    this.#end = end;
    this.#events.push(event);
    this.#entries.push(entry);
    if (!before || (actor.role === 'engine' && cause === undefined)) return;
    // The act itself is a command's first event; what follows from it answers nothing.
    if (this.#events.length === 1) this.#withdrawSilences(before, event);
    this.#withdrawBreaches(before, notDueBasis(event));
  }

  /**
   * A breach that the act, or an amended calendar, shows never to have been one is withdrawn, and what the ladder
   * opened for it closed, the talk included.
   */
  #withdrawBreaches(before: CaseState, basis: BasisCode): void {
    for (const { clock } of before.clocks.filter(each => isRunning(each) && each.breachedAt !== undefined)) {
      const now = clockOf(this.state, clock);
      if (now === undefined || !isBreachDisproved(this.environment, now)) continue;
      this.record('breachWithdrawn', { clock }, { basis, actor: engine });
      this.#closeWithdrawn(each => each.clock === clock, 'breachWithdrawn');
    }
  }

  /** An act asked before an instrument ran out answers it: what the ladder opened because of the silence is closed. */
  #withdrawSilences(before: CaseState, event: CaseEvent): void {
    for (const { instrument } of answeredInTime(before, event)) {
      this.record('silenceWithdrawn', { instrument }, { basis: 'rule.askedInTime', actor: engine });
      this.#closeWithdrawn(() => true, 'silenceWithdrawn');
    }
  }

  #closeWithdrawn(which: (instrument: InstrumentState) => boolean, code: ConclusionCode): void {
    const open = this.state.instruments.filter(each => which(each) && each.withdrawn && each.closedAt === undefined);
    for (const { instrument } of open)
      this.record('instrumentClosed', { instrument, conclusion: { code } }, { actor: engine });
  }

  /**
   * What follows by itself: the flow's decision once nothing holds it back, the closing, and the end of the lower
   * instruments.
   */
  concludeIfReady(): void {
    this.#grantEarly();
    this.#decideWhatFlows();
    this.#grantBySilence();
    this.#close();
    this.#linkChildren();
    if (!ended(this.state)) return;
    for (const instrument of this.state.instruments.filter(endsWithCase))
      this.record(
        'instrumentClosed',
        { instrument: instrument.instrument, conclusion: { code: 'caseEnded' } },
        { actor: engine },
      );
  }

  /** The next page of children is opened, and the next one of those that nobody waits for any longer is told so. */
  #linkChildren(): void {
    const { opens, stops } = nextPage(this.state, this.environment, this.asked);
    if (opens.length > 0) this.record('childrenOpened', { children: [...opens] }, { actor: engine });
    if (stops.length > 0) this.record('childrenStopped', { children: [...stops] }, { actor: engine });
  }

  /** 先行准予: what the flow grants before it ends, once; it waits for the cure of what was tolerated, as every grant. */
  #grantEarly(): void {
    if (!inReview(this.state) || suspensionOf(this.state) || !this.mayGrant) return;
    const { early, ending } = runFlow(this.state, this.environment);
    const granted = ending?.end === 'granted' ? ending.permits : [];
    const known = new Set([...granted, ...this.state.permits.map(({ permit }) => permit)]);
    const fresh = early.filter(({ permit }) => !known.has(permit));
    if (fresh.length === 0) return;
    const conditions = fresh.flatMap(each => (each.conditions ? [[each.permit, each.conditions] as const] : []));
    this.record(
      'grantedEarly',
      {
        permits: fresh.map(({ permit }) => permit),
        ...(conditions.length > 0 && { conditions: reasonsOf(Object.fromEntries(conditions)) }),
      },
      { basis: 'licensing-law.38', actor: this.#lastActor },
    );
  }

  /** A grant waits for the cure of what was tolerated, unless the procedure lets it come after (容缺后补). */
  get mayGrant(): boolean {
    return this.state.missing.length === 0 || this.environment.procedure.modes.deferredSupplement !== undefined;
  }

  /** 即来即办: nobody is asked, and whoever receives decides in the visit. */
  get #lastActor(): Actor {
    const last = this.state.log.at(-1);
    const nobody = this.state.modes.includes('onTheSpot') ? this.asked.actor : engine;
    return this.state.steps.find(step => step.id === last?.id)?.answeredAs ?? nobody;
  }

  /** The decision belongs to whoever gave the last answer; a grant waits for the cure of what was tolerated. */
  #decideWhatFlows(): void {
    if (!inReview(this.state) || suspensionOf(this.state)) return;
    const { ending } = runFlow(this.state, this.environment);
    if (!ending) return;
    const actor = this.#lastActor;
    switch (ending.end) {
      case 'granted':
        if (!this.mayGrant) return;
        this.record(
          'granted',
          {
            permits: [...ending.permits],
            refused: reasonsOf(ending.refusedPermits),
            ...defined({ conditions: conditionsOf(this.state, ending) }),
            automatic: false,
          },
          { basis: 'licensing-law.38', actor },
        );
        return;
      case 'denied':
        this.record(
          'denied',
          { reasons: ending.reasons.map(each => ({ ...each })), remedies: 'reviewOrSuit' },
          { basis: 'licensing-law.38', actor },
        );
        return;
      case 'forwardedUp':
        if (!this.mayGrant) return;
        if (ending.to === undefined) sendUp(this, actor);
        else this.record('forwardedUp', { to: ending.to }, { basis: 'licensing-law.35', actor });
        return;
      case 'settled':
        this.record(
          'settled',
          { result: ending.result, reasons: (ending.reasons ?? []).map(each => ({ ...each })) },
          { actor },
        );
    }
  }

  /**
   * 超时默许: silence grants when the limit that the procedure names is over, or, as every grant, once what was tolerated
   * is cured. A flow of which nothing could follow waits for people.
   */
  #grantBySilence(): void {
    const { tacitApproval } = this.environment.procedure.policies;
    if (!tacitApproval || !inReview(this.state) || suspensionOf(this.state) || !this.mayGrant) return;
    const clock = clockOf(this.state, tacitApproval.at === 'promised' ? 'promise' : 'statutory');
    const permits = tacitApproval.grants;
    if (clock?.breachedAt === undefined || !isFollowedBySilence(this.state, permits, this.environment)) return;
    this.grantByTime(permits, { text: tacitApproval.basis });
  }

  /** What agreed under conditions before silence granted keeps them. */
  grantByTime(permits: readonly string[], basis: Basis | BasisCode): void {
    const conditions = conditionsOf(this.state, { end: 'granted', permits });
    this.record(
      'granted',
      { permits: [...permits], refused: {}, ...defined({ conditions }), automatic: true },
      { basis },
    );
  }

  /**
   * After the decision: what the procedure's own aftermath says, and the close once everything is handed over and
   * published.
   */
  #close(): void {
    const { status, published } = this.state;
    if (this.state.decidedAt === undefined || ended(this.state)) return;
    const denied = this.state.remedies !== undefined;
    const isPrivate = this.environment.procedure.policies.publicity === undefined;
    const isAsked = !denied && this.state.sentUp === undefined && status !== 'forwardedUp';
    const { closing, revoked } = isAsked ? runFlow(this.state, this.environment) : nothingAfter;
    if (revoked && this.state.permits.some(each => revoked.permits.includes(each.permit) && each.state === 'granted')) {
      this.record(
        'revoked',
        { permits: [...revoked.permits], reasons: revoked.reasons.map(each => ({ ...each })) },
        { basis: 'licensing-law.69' },
      );
      if (ended(this.state)) return;
    }
    // What is settled is no permit: it is handed over to who applied, and published nowhere.
    const isSettled = this.state.permits.length === 0 && !denied;
    const isApplication = this.environment.procedure.intake.by === 'application';
    const isToPublish = this.state.clocks.some(clock => clock.kind === 'publicity' && isRunning(clock));
    const isHandedOver = status === 'delivered' || isFromBelow(this.state);
    const done = isHandedOver
      ? published || denied || isPrivate || isSettled || !isToPublish
      : (status === 'settled' || status === 'forwardedUp') && !isApplication;
    // What may still be supplied in time keeps the case; what has lapsed stays on record and no longer does.
    const awaited = this.state.clocks.some(
      clock => clock.kind === 'tolerance' && isRunning(clock) && clock.breachedAt === undefined,
    );
    if (!done || !closing || awaited || hasEarlyToDo(this.state)) return;
    if (closing.closing === 'reopened') openFollowUp(this, 'reopened');
    this.record('closed', {}, { actor: engine, basis: 'rule.closing' });
  }
}

/** Why a breach on record never was one, by the event that shows it. */
function notDueBasis(event: CaseEvent): BasisCode {
  if (event.type !== 'recomputed') return 'rule.askedInTime';
  return event.data.reason === 'RULES' ? 'rule.engineRules.notDue' : 'rule.calendar.notDue';
}

/** The conditions of each permit: of its own answer where each has one, else those of every answer. */
function conditionsOf(
  { log }: CaseState,
  { permits, conditions }: Extract<Ending, { readonly end: 'granted' }>,
): Readonly<Record<string, Reason[]>> | undefined {
  if (conditions) return reasonsOf(conditions);
  const all = log.flatMap(({ value }) => conditionsIn(value)).map(each => ({ ...each }));
  return all.length === 0 ? undefined : Object.fromEntries(permits.map(permit => [permit, all]));
}

const reasonsOf = (refused: Readonly<Record<string, readonly Reason[] | undefined>> | undefined) =>
  Object.fromEntries(
    Object.entries(refused ?? {}).map(([permit, reasons]) => [permit, (reasons ?? []).map(each => ({ ...each }))]),
  );
