import { createInterface } from 'node:readline/promises';
import { UsageError } from './run.ts';

/** Asks whoever sits at the terminal; where nobody does, `--yes` has to say it. */
export async function isAgreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new UsageError(`${question} Nobody can be asked here: add --yes, or --dry-run to look only.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
