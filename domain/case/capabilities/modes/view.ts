import type { AnyProcedure, Mode } from '../../../procedure/procedure.ts';
import type { Json } from '../../../values.ts';
import type { CaseState } from '../../state.ts';
import type { ModeStanding } from '../../vocabulary.ts';

/** How far a case has come with a mode that its procedure offers. */
export interface ModeUse {
  readonly mode: Mode;
  readonly standing: ModeStanding;
}

/** Each mode that the procedure offers: whether the case uses it, and what became of it. */
export const modeUseOf = (state: CaseState, procedure: AnyProcedure): readonly ModeUse[] =>
  (Object.keys(procedure.modes) as Mode[]).map(mode => ({ mode, standing: standingOf(mode, state, procedure) }));

function standingOf(mode: Mode, state: CaseState, procedure: AnyProcedure): ModeStanding {
  if (state.modesLapsed?.includes(mode)) return 'lapsed';
  switch (mode) {
    case 'tolerant':
      return state.acceptance === 'tolerant' ? afterPapers(state, procedure, 'tolerable') : 'offered';
    case 'deferredSupplement':
      return state.decidedAt !== undefined && (state.deferred?.length ?? 0) > 0
        ? afterPapers(state, procedure, 'deferred')
        : 'offered';
    case 'commitment':
      return state.modes.includes(mode) ? afterVerification(state, procedure) : 'offered';
    case 'noApplication':
      return state.modes.includes(mode) ? afterConsent(state, procedure.modes.noApplication?.consent) : 'offered';
    default:
      return state.modes.includes(mode) ? 'used' : 'offered';
  }
}

/** Cured once every such paper is there; lapsed once time has run out for one that is not. */
function afterPapers(
  { missing, materialsLapsed = [] }: CaseState,
  procedure: AnyProcedure,
  kind: string,
): ModeStanding {
  const open = missing.filter(name => procedure.materials[name]?.kind === kind);
  if (open.some(name => materialsLapsed.includes(name))) return 'lapsed';
  return open.length === 0 ? 'cured' : 'used';
}

/** Cured once the check found the promise kept, lapsed once something was revoked for it. */
function afterVerification({ log, permits }: CaseState, { modes: { commitment } }: AnyProcedure): ModeStanding {
  if (!commitment) return 'used';
  const isRevoked = permits.some(
    ({ permit, state }) => state === 'revoked' && (commitment.revokes as readonly string[]).includes(permit),
  );
  if (isRevoked) return 'lapsed';
  const checks = log.filter(({ id }) => id.split('#', 1)[0] === commitment.verify);
  return answerOf(checks.at(-1)?.value) === 'agree' ? 'cured' : 'used';
}

const afterConsent = ({ steps }: CaseState, consent: string | undefined): ModeStanding =>
  steps.some(({ step, end }) => step === consent && end === 'lapsed') ? 'lapsed' : 'used';

const answerOf = (value: Json | undefined): Json | undefined =>
  typeof value === 'object' && value !== null && 'answer' in value ? value.answer : undefined;
