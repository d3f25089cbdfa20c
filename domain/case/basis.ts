import type { Basis, BasisCode } from '../law.ts';
import type { AnyProcedure } from '../procedure/procedure.ts';
import { Refused } from '../refusal.ts';
import { ladder } from './capabilities/instruments/ladder.ts';
import type { Environment } from './environment.ts';
import { clockOf, stepOf, type CaseState } from './state.ts';
import type { ClockKind } from './vocabulary.ts';

/** What the law says of a clock; the others rest on the procedure that sets them. */
const clocks: Readonly<Partial<Record<ClockKind, BasisCode>>> = {
  acceptance: 'licensing-law.32',
  promise: 'business-environment.36',
  statutory: 'licensing-law.42',
  special: 'licensing-law.45',
  delivery: 'licensing-law.44',
  publicity: 'rule.publicity.within',
  renewal: 'licensing-law.50',
};

/**
 * The basis of a transition that cites no article of its own: of an instrument that of its instrument, of a clock what
 * the law says of it, else the clause of the procedure: its version and the step or clock.
 */
function standingBasis(state: CaseState | undefined, data: object, { procedure }: Environment): Basis {
  const about = data as About;
  const instrument = state?.instruments.find(each => each.instrument === about.instrument);
  if (instrument) return { code: ladder[instrument.level].basis };
  const clock = state && about.clock !== undefined ? clockOf(state, about.clock) : undefined;
  const law = clock && clocks[clock.kind];
  if (law !== undefined) return { code: law };
  return clauseOf(state, about, procedure);
}

interface About {
  readonly instrument?: string;
  readonly clock?: string;
  readonly step?: string;
}

/** The clause of the procedure: its version and the step or clock. */
function clauseOf(state: CaseState | undefined, about: About, procedure: AnyProcedure): Basis {
  const clock = state && about.clock !== undefined ? clockOf(state, about.clock) : undefined;
  const step = state && stepOf(state, about.step ?? clock?.step ?? '');
  const clause = step ? procedure.steps[step.step]?.title : about.clock;
  return { text: `${procedure.id}${clause === undefined ? '' : `：${clause}`}`.slice(0, 200) };
}

/**
 * What a transition rests on. The licensing law (行政许可法) is of licences alone: what else it is cited for rests on the
 * procedure's own clause, and on what the procedure cites.
 */
export function basisFor(
  cited: Basis | undefined,
  state: CaseState | undefined,
  data: object,
  environment: Environment,
): Basis {
  const basis = cited ?? standingBasis(state, data, environment);
  if (!isOfLicences(basis) || environment.procedure.kind === 'licence') return basis;
  return basis.text === undefined ? clauseOf(state, data, environment.procedure) : { text: basis.text };
}

const isOfLicences = ({ code }: Basis): boolean => code?.startsWith('licensing-law.') === true;

/** A refusal of an item that is no licence cites no article of the licensing law. */
export function refusalFor({ kind }: Pick<AnyProcedure, 'kind'>, refused: Refused): Refused {
  const { code, params, basis } = refused.refusal;
  if (kind === 'licence' || basis === undefined || !isOfLicences(basis)) return refused;
  return Refused.from({ code, params, ...(basis.text !== undefined && { basis: { text: basis.text } }) });
}
