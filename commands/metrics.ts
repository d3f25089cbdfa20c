import { Counter, Gauge, Registry } from 'prom-client';
import type { Command } from '../domain/case/command.ts';
import type { Result } from './result.ts';

/** What is measured of commands, in a process that submits them: the API, and the recovery loop of a worker. */
export const commandMetrics = new Registry();
/** What only the recovery loop knows. */
export const recoveryMetrics = new Registry();

type Outcome = 'accepted' | 'refused' | 'askAgain';
const outcomeOf = (result: Result): Outcome =>
  'unknown' in result ? 'askAgain' : result.accepted ? 'accepted' : 'refused';

const commands = new Counter({
  name: 'shixian_commands_total',
  registers: [commandMetrics],
  labelNames: ['kind', 'outcome'],
  help:
    "Answers given to those who asked, by the command's type and what it came to; a command asked again " +
    'counts again',
});
const recoveries = new Counter({
  name: 'shixian_recoveries_total',
  registers: [recoveryMetrics],
  labelNames: ['outcome'],
  help: 'Commands that their caller left unanswered and the recovery loop took, by what it came to',
});
const withoutRun = new Gauge({
  name: 'shixian_open_cases_without_run',
  registers: [recoveryMetrics],
  help: 'Open cases that Temporal did not list as running when the last sweep looked; the sweep starts them',
});

/** Counts an answer and hands it on. */
export function countCommand(kind: Command['type'], result: Result): Result {
  commands.inc({ kind, outcome: outcomeOf(result) });
  return result;
}

export const countRecovery = (result: Result): void => {
  recoveries.inc({ outcome: outcomeOf(result) });
};
export const setWithoutRun = (cases: number): void => {
  withoutRun.set(cases);
};
