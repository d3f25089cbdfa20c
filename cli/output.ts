import { defined } from '../domain/defined.ts';
import { createProgress, type Progress } from '../bin/stack/progress.ts';

/**
 * Progress of long commands, on the error output so that the answer stays alone on the other. Outside a terminal a line
 * comes only where something takes long.
 * @param everyMs between two lines outside a terminal
 */
export const progressOf = (everyMs?: number): Progress =>
  createProgress(process.stderr, { brief: true, ...defined({ everyMs }) });

/** Prints a line of the answer while progress may stand on the terminal's last line. */
export function printLine(text: string): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[2K');
  console.log(text);
}

/** Prints an answer: as JSON, or line by line for a person. */
export function printAnswer(json: boolean | undefined, answer: unknown, lines: readonly string[]): void {
  console.log(json ? JSON.stringify(answer, undefined, 2) : lines.join('\n'));
}
