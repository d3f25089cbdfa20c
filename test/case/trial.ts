import { z } from 'zod';
import { approval, personal, workingDays } from '../../domain/procedure.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { caseOf, type VirtualCase } from '../../domain/testing.ts';

/** What a procedure on trial has, beside its name, its steps and its flow. */
export const base = {
  version: 1,
  title: '试验',
  lead: 'market-regulation',
  form: z.object({ contact: personal(z.string()), note: z.string().optional() }),
  example: { contact: '甲' },
} as const;

export const step = () => approval('审查', { by: 'market-regulation', within: workingDays(2) });

export const received = (definition: AnyProcedure, papers: readonly string[] = []): VirtualCase =>
  caseOf(definition).receive({ at: '2027-03-24T10:00', papers });
