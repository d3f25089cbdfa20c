import { breach, startClock, stopClocks } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { withPapers, type CaseState } from '../../state.ts';
import { accept } from '../intake/evolve.ts';

export function acceptTolerantly(
  state: CaseState,
  event: EventOf<'tolerantlyAccepted'>,
  environment: Environment,
): CaseState {
  const anchor = when(event);
  let next = accept({ ...state, missing: event.data.missing }, event, 'tolerant', anchor, environment);
  for (const material of event.data.missing) {
    const definition = environment.procedure.materials[material];
    if (definition?.within)
      next = startClock(
        next,
        { clock: `tolerance:${material}`, kind: 'tolerance', anchor, limit: definition.within, party: 'applicant' },
        environment,
      );
  }
  return next;
}

export function cure(state: CaseState, event: EventOf<'cured'>): CaseState {
  const cured = new Set(event.data.papers.map(paper => `tolerance:${paper.material}`));
  const next = stopClocks(withPapers(state, event.data.papers), clock => cured.has(clock.clock), when(event));
  const missing = state.missing.filter(material => !cured.has(`tolerance:${material}`));
  const isWhole = missing.length === 0 && state.status === 'grantedTolerant';
  return { ...next, missing, ...(isWhole && { status: 'granted' as const }) };
}

export const lapse = (state: CaseState, event: EventOf<'toleranceLapsed'>, environment: Environment): CaseState =>
  breach(
    { ...state, materialsLapsed: [...(state.materialsLapsed ?? []), event.data.material] },
    `tolerance:${event.data.material}`,
    event.at,
    environment,
  );
