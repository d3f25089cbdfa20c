import type { Call } from '../../../log/call.ts';
import { creditRegister, type CreditEvent } from '../../../procedure/language/credit.ts';
import type { Environment } from '../../environment.ts';
import type { CaseState } from '../../state.ts';
import { modeUseOf } from './view.ts';

/** Modes that rest on a promise of the applicant: 容缺承诺书, 告知承诺书. */
const onPromise: ReadonlySet<string> = new Set<CreditEvent['mode']>(['tolerant', 'commitment']);

/** What goes to the register of credit because of an event: a promise was kept, or broken. */
export function creditAsked(
  before: CaseState | undefined,
  after: CaseState,
  { procedure }: Environment,
): readonly Call[] {
  if (!before || !Object.keys(procedure.modes).some(mode => onPromise.has(mode))) return [];
  const used = new Set(
    modeUseOf(before, procedure)
      .filter(({ standing }) => standing === 'used')
      .map(({ mode }) => mode),
  );
  return modeUseOf(after, procedure)
    .filter(
      ({ mode, standing }) => onPromise.has(mode) && used.has(mode) && (standing === 'cured' || standing === 'lapsed'),
    )
    .map(({ mode, standing }) => ({
      kind: 'credit',
      calls: creditRegister,
      of: mode,
      input: {
        party: after.applicant,
        case: after.case,
        number: after.number,
        procedure: after.procedure,
        mode,
        event: standing === 'cured' ? 'kept' : 'broken',
      },
    }));
}
