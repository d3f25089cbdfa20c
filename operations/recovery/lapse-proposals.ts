import { doubtfulProposals, whyGone } from '../../db/directory/presence.ts';
import { actOfEngine } from '../../commands/act-of-engine.ts';
import type { CommandContext } from '../../commands/context.ts';

/** Proposals that are ended in one round, at most. */
const most = 100;

/**
 * Ends the proposals of people who are away, or no longer of the unit: the step is open to the others again. Only the
 * directory knows it, which a case does not have; so it is an act of the engine, recorded in the case. Returns how
 * many.
 */
export async function lapseProposals(context: CommandContext): Promise<number> {
  let ended = 0;
  for (const { caseId, step, unit, seq, people } of await doubtfulProposals(context.db, most)) {
    const why = await whyGone(context.db, unit, people);
    if (why === undefined) continue;
    const key = `engine:lapseProposal:${caseId}:${seq}`;
    await actOfEngine(context, caseId, key, { type: 'lapseProposal', step, proposal: seq, why });
    ended += 1;
  }
  return ended;
}
