import { setTimeout as pause } from 'node:timers/promises';
import type { CommandContext } from '../../commands/context.ts';
import { settle } from '../../commands/settle.ts';
import { casesBefore } from '../../db/cases/rules.ts';
import { ask } from '../../db/commands/ask.ts';
import { engineRules } from '../../domain/case/engine-rules.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import type { Actor } from '../../domain/values.ts';

/** What became of a case: it counts by the current rules, it refused, or its answer is still to come. */
export type Adopted = 'recomputed' | 'refused' | 'open';

export interface Adopting {
  /** The administrator who brings the cases to the current rules. */
  readonly person: string;
  /** Cases a second at most. */
  readonly rate?: number;
  /** Cases in all at most. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  /** Told after each case. */
  readonly onDone?: (caseId: string, what: Adopted) => void;
}

/** In flight at most: each waits for its run. */
const together = 20;

/**
 * Brings the open cases of earlier rules to the current ones, at a bounded rate, each by a command of its own. What is
 * left after a limit, an abort or a kill is found again by the next call, and the recovery loop carries out what was
 * recorded: a case counts anew once. (C19)
 */
export async function adoptRules(
  context: CommandContext,
  { person, rate = 20, limit = Infinity, signal, onDone = () => {} }: Adopting,
): Promise<Readonly<Record<Adopted, number>>> {
  const actor: Actor = { person, role: 'administrator' };
  const count = { recomputed: 0, refused: 0, open: 0 };
  const flight = new Set<Promise<void>>();
  let begun = 0;
  const isDone = (): boolean => begun >= limit || signal?.aborted === true;
  for (let after = ''; !isDone();) {
    const page = await casesBefore(context.db, engineRules, { after });
    if (page.length === 0) break;
    for (const caseId of page) {
      if (isDone()) break;
      begun += 1;
      after = caseId;
      const one = adoptIn(context, caseId, actor).then(what => {
        count[what] += 1;
        flight.delete(one);
        onDone(caseId, what);
      });
      flight.add(one);
      if (flight.size >= together) await Promise.race(flight);
      await pause(1_000 / rate, undefined, signal && { signal }).catch(() => {});
    }
  }
  await Promise.all(flight);
  return count;
}

async function adoptIn(context: CommandContext, caseId: string, actor: Actor): Promise<Adopted> {
  const payload = canonicalJson({ type: 'adoptRules', rules: engineRules });
  const key = `${actor.person}:rules-${engineRules}:${caseId}`;
  const asked = await ask(context.db, { key, actor, caseId, payload });
  if (asked.kind !== 'asked') return 'refused';
  const result = await settle(context, asked.command, asked.known);
  if (!('accepted' in result)) return 'open';
  return result.accepted ? 'recomputed' : 'refused';
}
