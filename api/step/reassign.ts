import { readDirectory } from '../../db/directory/directory.ts';
import { isStaffedAt } from '../../domain/directory/acting.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { act } from '../act/act.ts';
import { RefusedByCase } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import { defined } from '../../domain/defined.ts';

/** 改派: to whom a step may go only the directory knows, so it is asked here, before the case. */
export function addReassignStep({ builder, shared, result }: Kit): void {
  const input = shared.actInput('ReassignStepInput', t => ({
    step: t.id({ required: true }),
    to: t.id({ required: true, description: 'A department in which somebody is there.' }),
    reason: t.field({ type: shared.reason, required: true }),
  }));
  builder.mutationField('reassignStep', t =>
    t.field({
      type: result,
      description:
        '改派: a step goes to another department; by the head of the unit that has it, of the lead, or an administrator.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) => {
        const { step, to, reason } = given;
        const command = {
          type: 'reassign' as const,
          step,
          to,
          reason: { text: reason.text, ...defined({ basis: reason.basis }) },
        };
        return act(context, given, command, { before: () => requireStaffed(context, to) });
      },
    }),
  );
}

async function requireStaffed({ db }: Context, unit: string): Promise<void> {
  const directory = await readDirectory(db);
  const isDepartment = directory.units.some(each => each.id === unit && each.kind === 'department');
  if (isDepartment && isStaffedAt(directory, unit, Date.now())) return;
  throw new RefusedByCase(refusalOf('directory.nobodyThere', { found: unit }));
}
