/** How a program of this house ends: one table for all of them. The numbers are read by scripts and do not change. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  found: 3,
  refused: 4,
  interrupted: 130,
} as const;

export type Outcome = keyof typeof exitCodes;

export const exitMeanings: Readonly<Record<Outcome, string>> = {
  done: 'done; nothing needs attention',
  failed: 'failed: a server is away, or something is broken',
  usage: 'the request is not as --help says: an argument, an option, a setting, a file',
  found: 'done; something needs attention: a finding, an incident, a difference, what was left over',
  refused: 'a rule refused, and its code is printed; nothing was changed',
  interrupted: 'stopped by Ctrl-C or SIGTERM; what was done before stays',
};

export const exitCodesHelp = `Exit codes:\n${(Object.keys(exitCodes) as Outcome[])
  .map(outcome => `  ${String(exitCodes[outcome]).padEnd(4)} ${exitMeanings[outcome]}`)
  .join('\n')}`;
