import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { begin } from '../../commands/receive-application.ts';
import type { CommandContext } from '../../commands/context.ts';
import type { Result } from '../../commands/result.ts';
import { submit, type Submission } from '../../commands/submit.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import type { Actor } from '../../domain/values.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { applicant, clerk, paper } from '../../domain/testing.ts';
import { testCalendar } from './worker.ts';

/** The case that an accepted act left; fails the test for any other answer. */
export function accepted(result: Result): Extract<Result, { accepted: true }> {
  expect(result).toMatchObject({ accepted: true });
  return result as Extract<Result, { accepted: true }>;
}

export const application = {
  procedure: 'restaurant-opening.v1',
  calendar: testCalendar,
  applicant: applicant.person,
  channel: 'online' as const,
  form: { name: '老街面馆', seats: 40, hasSignboard: true, sellsTobacco: false },
  papers: [paper('layoutPlan'), paper('safetyRules'), paper('signboardSketch')],
  modes: [],
};

/** Receives an application for a restaurant with all its papers; with `time`, in the case's own time. */
export async function receive(
  context: CommandContext,
  { time, commandId = randomUUID() }: { readonly time?: string; readonly commandId?: string } = {},
): Promise<CaseView> {
  const timeOffset = time === undefined ? 0 : parseInstant(time) - Date.now();
  return accepted(
    await begin(context, { actor: applicant, commandId, application, personal: { contact: '沈雨晴' }, timeOffset }),
  ).view;
}

export const act = (
  context: CommandContext,
  caseId: string,
  actor: Actor,
  command: Submission['command'],
  commandId: string = randomUUID(),
): Promise<Result> => submit(context, { actor, commandId, caseId, command });

export const accept = (context: CommandContext, caseId: string, commandId?: string): Promise<Result> =>
  act(context, caseId, clerk, { type: 'accept' }, commandId);
