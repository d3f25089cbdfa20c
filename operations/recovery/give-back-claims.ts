import { submit } from '../../commands/submit.ts';
import type { CommandContext } from '../../commands/context.ts';
import { readCase } from '../../db/cases/cases.ts';
import { readPersonNow } from '../../db/directory/posts.ts';
import { claimsWithoutPost } from '../../db/directory/repins.ts';
import { canActFor } from '../../domain/directory/posts.ts';
import { digestOf } from '../../domain/log/chain.ts';
import { engine } from '../../domain/values.ts';

/**
 * Gives claimed steps back to their units where whoever claimed them may not act for the unit any more: their post
 * ended, they left or were transferred. No step is in the hands of somebody who cannot act on it. Returns how many.
 */
export async function giveBackClaims(context: CommandContext): Promise<number> {
  let given = 0;
  for (const { caseId, step, unit, person } of await claimsWithoutPost(context.db)) {
    // Who stands in for somebody there holds the claim while they do.
    const now = await readPersonNow(context.db, person);
    if (now && canActFor(now.held, unit)) continue;
    const kept = await readCase(context.db, caseId);
    if (!kept) continue;
    // The same claim is given back once; a later one by the same person is another.
    const commandId = digestOf(`release ${caseId} ${step} ${person} ${kept.revision}`).slice(0, 32);
    await submit(context, { actor: engine, commandId, caseId, command: { type: 'release', step, person } });
    given += 1;
  }
  return given;
}
