import { z } from 'zod';
import type { Limit } from '../../domain/clock/limit.ts';
import { applicantWait, approval, procedure, required, special, workingDays } from '../../domain/procedure.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { clerk, caseOf, type VirtualCase } from '../../domain/testing.ts';

/** What these procedures have in common: none says anything of what the law leaves open. */
export const base = {
  version: 1,
  title: '试验',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  permits: { licence: '许可证' },
} as const;

export const look = (within: Limit = workingDays(1)) => approval('审查', { by: 'market-regulation', within });

export type Policies = NonNullable<Parameters<typeof procedure>[0]['policies']>;

/** A procedure of one step that has chosen these policies. */
export const chosen = (policies: Policies, within?: Limit) =>
  procedure({
    ...base,
    name: 'chosen',
    limits: { promised: workingDays(3) },
    policies: policies as {},
    materials: { plan: required('平面图') },
    steps: { look: look(within) },
    *run({ steps, grant }) {
      yield* steps.look();
      return grant('licence');
    },
  });

export const received = (definition: AnyProcedure, time = '2027-03-24T10:00', papers = ['plan']): VirtualCase => {
  return caseOf(definition).receive({ at: time, papers });
};

/** Received on Wednesday 24 March 2027 at 10:00 and accepted at 11:00. */
export const accepted = (definition: AnyProcedure, papers?: string[]): VirtualCase => {
  const one = received(definition, '2027-03-24T10:00', papers);
  one.at('2027-03-24T11:00').act(clerk, { type: 'accept' });
  return one;
};

/** A procedure that may wait for the applicant and for a test. */
export const waiting = procedure({
  ...base,
  name: 'waiting',
  limits: { promised: workingDays(5) },
  special: {
    siteReady: applicantWait('等待申请人备妥现场', { atMost: workingDays(10), basis: '办事指南' }),
    test: special('检测', { atMost: workingDays(10), basis: '清单' }),
  },
  steps: {
    look: approval('现场核查', { by: 'market-regulation', within: workingDays(3), mayPauseFor: ['siteReady', 'test'] }),
  },
  *run({ steps, grant }) {
    yield* steps.look();
    return grant('licence');
  },
});
