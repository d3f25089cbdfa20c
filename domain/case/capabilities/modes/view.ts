import { isKeyProject } from '../../../procedure/language/key-project.ts';
import type { AnyProcedure, Mode } from '../../../procedure/procedure.ts';
import type { Json } from '../../../values.ts';
import type { CaseState } from '../../state.ts';
import type { ModeStanding } from '../../vocabulary.ts';

/** How far a case has come with a mode that its procedure offers. */
export interface ModeUse {
  readonly mode: Mode;
  readonly standing: ModeStanding;
}

/** 绿色通道: the steps of the case come first, for credit grade A or where the paper of a key project is there. */
export const isAhead = ({ modes, creditGrade, form, papers }: CaseState, procedure: AnyProcedure): boolean =>
  modes.includes('fastLane') && (creditGrade === 'A' || isKeyProject(procedure, form, papers));

/** Each mode that the procedure offers: whether the case uses it, and what became of it. */
export const modeUseOf = (state: CaseState, procedure: AnyProcedure): readonly ModeUse[] =>
  (Object.keys(procedure.modes) as Mode[]).map(mode => ({ mode, standing: standingOf(mode, state, procedure) }));

function standingOf(mode: Mode, state: CaseState, procedure: AnyProcedure): ModeStanding {
  if (state.modesLapsed?.includes(mode)) return 'lapsed';
  const isChosen = state.modes.includes(mode);
  switch (mode) {
    case 'tolerant':
      return state.acceptance === 'tolerant' ? afterPapers(state, tolerated(state)) : 'offered';
    case 'deferredSupplement': {
      const materials = putOff(state);
      return materials.length > 0 ? afterPapers(state, materials) : 'offered';
    }
    case 'commitment':
      if (isChosen) return afterVerification(state, procedure);
      return isTakenBack(state) ? 'withdrawn' : 'offered';
    case 'noApplication':
      return isChosen ? afterConsent(state, procedure.modes.noApplication?.consent) : 'offered';
    default:
      return isChosen ? 'used' : 'offered';
  }
}

/** What a tolerant acceptance left open: each has a clock of its own. */
const tolerated = ({ clocks }: CaseState, since = -Infinity): readonly string[] =>
  clocks
    .filter(({ kind, isAnnulled, stoppedAt }) => kind === 'tolerance' && !isAnnulled && (stoppedAt ?? Infinity) > since)
    .map(({ clock }) => clock.slice('tolerance:'.length));

/** What was not there when it was granted. Of a case that is decided above what is put off is put off there. */
function putOff(state: CaseState): readonly string[] {
  const { decidedAt, permits, sentUp, deferred = [] } = state;
  const isGranted = permits.some(permit => permit.state !== 'refused');
  return decidedAt === undefined || !isGranted || sentUp ? [] : [...deferred, ...tolerated(state, decidedAt)];
}

/** Cured once every such paper is there; lapsed once time has run out for one that is not. */
function afterPapers({ papers, materialsLapsed = [] }: CaseState, materials: readonly string[]): ModeStanding {
  const open = materials.filter(name => !papers.some(({ material }) => material === name));
  if (open.some(name => materialsLapsed.includes(name))) return 'lapsed';
  return open.length === 0 ? 'cured' : 'used';
}

/**
 * Cured once the check found the promise kept; lapsed once it was found broken, and was not put right in time or the
 * check after that found it so too. What is revoked for anything else breaks no promise.
 */
function afterVerification({ log }: CaseState, { modes: { commitment } }: AnyProcedure): ModeStanding {
  if (!commitment) return 'used';
  const said = (step: string): readonly Json[] =>
    log.filter(({ id }) => id.split('#', 1)[0] === step).map(({ value }) => value);
  const checks = said(commitment.verify).map(value => isOf(value, 'answer', 'disagree'));
  if (checks.length === 0) return 'used';
  if (!checks.at(-1)) return 'cured';
  return checks.length > 1 || said(commitment.fix).some(value => isOf(value, 'lapsed', true)) ? 'lapsed' : 'used';
}

/** 撤回承诺: the letter is void. */
const isTakenBack = ({ documents }: CaseState): boolean =>
  documents.some(({ kind, voidedAt }) => kind === 'commitmentLetter' && voidedAt !== undefined);

const afterConsent = ({ steps }: CaseState, consent: string | undefined): ModeStanding =>
  steps.some(({ step, end }) => step === consent && end === 'lapsed') ? 'lapsed' : 'used';

const isOf = (value: Json, name: string, expected: Json): boolean =>
  typeof value === 'object' && value !== null && (value as Readonly<Record<string, Json>>)[name] === expected;
