import { readFile } from 'node:fs/promises';

/** The last lines of a server's log, for an error that a person reads. */
export async function tailLog(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-6);
  return lines.map(line => `  ${line.slice(0, 300)}`).join('\n');
}
