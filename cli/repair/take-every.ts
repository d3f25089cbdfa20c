import type { CommandContext } from '../../commands/context.ts';
import type { Repairer } from '../../db/operations/repairs.ts';
import { takeAll } from '../../operations/repair/after-restore.ts';
import type { Outcome } from '../exit-codes.ts';
import { progressOf } from '../output.ts';

/** Takes every case that can be taken from Temporal's histories, a line each; says which are left, and why. */
export async function takeEvery(context: CommandContext, repairer: Repairer): Promise<[string, Outcome]> {
  let taken = 0;
  let left = 0;
  const progress = progressOf();
  await progress.stage('take', detail =>
    takeAll(context, repairer, {
      onTaken({ caseId, missing, lost }) {
        taken += 1;
        const code = lost.queryCode ? ', with a new query code' : '';
        const forms = lost.personal.length > 0 ? `, without the personal fields of ${lost.personal.length} forms` : '';
        progress.say(`${caseId}  written ${missing.length} events${code}${forms}`);
        detail(`${taken} taken, ${left} left`);
      },
      onLeft({ caseId }, why) {
        left += 1;
        progress.say(`${caseId}  left: ${why.message}`);
        detail(`${taken} taken, ${left} left`);
      },
    }),
  );
  return [`Taken: ${taken} cases; left: ${left}.`, left > 0 ? 'found' : 'done'];
}
