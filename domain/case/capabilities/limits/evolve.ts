import { breach, changeClocks, isNamed, rederiveWarnings } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';
import { withdrawInstruments } from '../instruments/evolve.ts';
import { reopenCorrection } from '../correction/evolve.ts';
import { adoptRules, recomputeClocks } from './recompute.ts';

export const extend = (state: CaseState, event: EventOf<'extended'>, environment: Environment): CaseState =>
  changeClocks(state, isNamed(event.data.clock), clock => {
    const longer = { ...clock, extensions: [...clock.extensions, event.data.by] };
    return { ...longer, fired: rederiveWarnings(environment, longer, when(event)) };
  });

export const passThreshold = (state: CaseState, { data }: EventOf<'thresholdPassed'>): CaseState =>
  changeClocks(state, isNamed(data.clock), clock => ({ ...clock, fired: [...clock.fired, data.threshold] }));

export const withdrawBreach = (state: CaseState, { data }: EventOf<'breachWithdrawn'>): CaseState =>
  changeClocks(
    reopenCorrection(withdrawInstruments(state, data.clock), data.clock),
    isNamed(data.clock),
    ({ breachedAt: _breach, noticedAt: _notice, ...clock }) => clock,
  );

export const recompute = (state: CaseState, event: EventOf<'recomputed'>, environment: Environment): CaseState =>
  event.data.reason === 'RULES'
    ? adoptRules(state, event.rules ?? state.rules, when(event), environment)
    : recomputeClocks(state, event.data, when(event), environment);

export const breachClock = (state: CaseState, event: EventOf<'breached'>, environment: Environment): CaseState =>
  breach(state, event.data.clock, event.at, environment);
