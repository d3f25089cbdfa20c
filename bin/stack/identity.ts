import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that cannot be mistaken for a later one with the same number. */
export interface Identity {
  readonly pid: number;
  readonly started: string;
}

/** When the process started, in the system's own words; undefined when no such process runs (a zombie does not run). */
function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') {
    try {
      return (
        execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
          encoding: 'utf8',
          env: { ...process.env, LC_ALL: 'C' },
        }).trim() || undefined
      );
    } catch {
      return undefined;
    }
  }
  try {
    // The name in parentheses may itself hold spaces and parentheses, so count from behind it: state, …, start time is
    // the 20th.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** The identity of a running process, or undefined. */
export function identify(pid: number): Identity | undefined {
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether exactly this process still runs. */
export const runs = ({ pid, started }: Identity): boolean => startOf(pid) === started;

/** Sends a signal to exactly this process; a stranger with its number is left alone. */
export function signal(process_: Identity, name: NodeJS.Signals): void {
  if (!runs(process_)) return;
  try {
    process.kill(process_.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits until the process is gone. False: it still runs after `milliseconds`. */
export async function gone(process_: Identity, milliseconds: number): Promise<boolean> {
  for (const end = performance.now() + milliseconds; runs(process_);) {
    if (performance.now() > end) return false;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return true;
}
