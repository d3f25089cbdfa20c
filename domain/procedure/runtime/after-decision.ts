import { reasonsAgainst, type Deciding, type Reasons } from '../language/answers.ts';
import type { Closing, Ending, Flow, Granted, Want } from '../language/flow.ts';
import type { Commitment } from '../language/mode.ts';
import { afterContextOf, closed, revoke } from './context.ts';
import type { Run } from './run.ts';

export interface Revoked {
  readonly permits: readonly string[];
  readonly reasons: Reasons;
}

/**
 * What runs after a decision, side by side: the procedure's own `afterwards`, verification of a commitment, deferred
 * materials.
 */
export function afterwardsOf(run: Run, ending: Ending): readonly Flow<Closing>[] {
  const { procedure, facts } = run;
  if (ending.end !== 'granted' && ending.end !== 'settled') return [];
  const own = procedure.afterwards ? [procedure.afterwards(afterContextOf(run, ending))] : [];
  if (ending.end === 'settled') return own;
  const { commitment } = procedure.modes;
  const events = new Set(
    facts.deferred.map(material => procedure.materials[material]?.before).filter(event => event !== undefined),
  );
  return [
    ...own,
    ...(commitment && run.committed ? [verification(run, commitment, ending)] : []),
    ...Array.from(events, event => supply(run, event)),
  ];
}

/** Verify → fix → verify again → revoke (行政许可法 69): the same for every commitment. */
function* verification(run: Run, { verify, fix, revokes }: Commitment, ending: Granted): Generator<Want, Closing> {
  const against = reasonsAgainst((yield* run.wait(verify, {})) as Deciding);
  if (!against) return closed();
  const fixed = (yield* run.wait(fix, { about: against })) as { readonly lapsed: boolean };
  const still = fixed.lapsed ? against : reasonsAgainst((yield* run.wait(verify, { about: against })) as Deciding);
  const permits = revokes.filter(permit => ending.permits.includes(permit));
  return still && permits.length > 0 ? revoke(permits, still) : closed();
}

/** The event before which deferred materials have to be there; whether they are is the engine's to see. */
function* supply(run: Run, event: string): Generator<Want, Closing> {
  yield* run.wait(event, {});
  return closed();
}

/** All that was revoked, with all reasons. */
export function revokedBy(closings: readonly Closing[]): Revoked | undefined {
  const revoked = closings.filter(each => each.closing === 'revoked');
  const [first, ...rest] = revoked.flatMap(each => each.reasons);
  return first && { permits: [...new Set(revoked.flatMap(each => each.permits))], reasons: [first, ...rest] };
}

/** Revoked beats reopened beats closed. */
export function combined(closings: readonly Closing[]): Closing {
  const revoked = revokedBy(closings);
  if (revoked) return { closing: 'revoked', ...revoked };
  return closings.find(each => each.closing === 'reopened') ?? closed();
}
