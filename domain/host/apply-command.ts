import { decide } from '../case/case.ts';
import { contextOf } from '../case/act-context.ts';
import type { Command } from '../case/command.ts';
import type { Environment } from '../case/environment.ts';
import { namedDigestOf } from '../log/chain.ts';
import { type Refusal, Refused } from '../refusal.ts';
import { acknowledge, appendEvents, disagreementOf, hasHandled, isFull } from './snapshot.ts';
import type { ActRequest, CaseSnapshot, Rejection } from './protocol.ts';
import { applyDueTicks, TickBlocked, type Horizon } from './ticks.ts';

/** Why a command is not carried out; `Refused` alone is final. */
export class Rejected extends Error {
  readonly type: Rejection;
  readonly refusal?: Refusal;

  constructor(type: Rejection, message: string, refusal?: Refusal) {
    super(message);
    this.type = type;
    if (refusal) this.refusal = refusal;
  }
}

/**
 * Carries out a command: first what time did before it was asked, then the act itself. (P10) A command whose event is
 * in the tail is only acknowledged. (P9) Pure: the validator runs it on the side, the handler for real.
 */
export function applyCommand(
  kept: CaseSnapshot,
  asking: ActRequest,
  time: Omit<Horizon, 'until'>,
  environment: Environment,
): CaseSnapshot {
  requireWhole(asking);
  const wrong = disagreementOf(kept, asking);
  if (wrong)
    throw new Rejected(
      wrong,
      `The database stands at ${asking.since} (${asking.head}), the run at ${kept.revision} (${kept.head}).`,
    );
  const known = acknowledge(kept, asking.since);
  if (hasHandled(known, asking.key)) return known;
  if (isFull(known)) throw new Rejected('AskAgain', 'Too much is not yet written down: ask again with the same id.');
  const asked = Math.min(asking.asked, time.now);
  try {
    const before = applyDueTicks(known, { ...time, until: asked }, environment);
    const command = JSON.parse(asking.payload) as Command;
    const source = { ...asking, digest: namedDigestOf(asking.payload) };
    const decision = decide(before, command, contextOf(source, asked, before.state), environment);
    if (decision.events[0]?.key !== asking.key)
      throw new Error(`The command ${command.type} was accepted without an event that carries its key.`);
    return appendEvents(before, decision);
  } catch (error) {
    if (error instanceof Refused) throw new Rejected('Refused', error.message, error.refusal);
    if (error instanceof TickBlocked) throw new Rejected('AskAgain', `${error.message} Ask again with the same id.`);
    throw error;
  }
}

/**
 * Whoever reaches Temporal's port may ask for anything: what has no key is held against no row when it is written, and
 * a letter's key says which event wrote it.
 */
function requireWhole({ key, payload, actor, cause }: ActRequest): void {
  const isWhole = typeof key === 'string' && key !== '' && typeof payload === 'string' && typeof actor === 'object';
  if (!isWhole || (cause !== undefined && cause !== key))
    throw new Rejected('Fault', 'An act has a key, a payload and an actor, and the cause of a letter is its key.');
}
