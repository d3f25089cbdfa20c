import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

const progressEvery = 15_000;
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** A check's verdict beside its program's exit code: what is wrong although the program was content, or undefined. */
type Verdict = () => Promise<string | undefined>;

/**
 * Runs one check as a child process and prints one line for it; its output only when it failed. While it takes long, a
 * line every 15 s tells the last thing that it said. When interrupted, it waits for the child to clean up and ends the
 * process.
 */
export async function runStage(
  name: string,
  folder: string,
  program: string,
  args: readonly string[],
  verdict: Verdict = async () => undefined,
): Promise<{ readonly ok: boolean }> {
  const started = performance.now();
  const output: string[] = [];
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));

  const lastSaid = (): string =>
    stripVTControlCharacters(output.slice(-5).join('')).trim().split('\n').at(-1)?.trim() ?? '';
  const progress = setInterval(
    () => console.log(`… ${name}, ${seconds(started)} so far: ${lastSaid()}`),
    progressEvery,
  );
  let interrupted = false;
  const interrupt = (signal: NodeJS.Signals): void => {
    interrupted = true;
    // A Ctrl-C reaches the child by itself, and a second one would keep the tests from stopping what they started.
    if (signal !== 'SIGINT') child.kill(signal);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);

  const end = await new Promise<string>(resolve => {
    child.once('error', error =>
      resolve(`${program} could not be started: ${error.message}. Run this through npm: npm test`),
    );
    child.once('close', (code, signal) =>
      resolve(code === 0 ? '' : `${program} ended with ${signal ?? `exit code ${code}`}`),
    );
  });
  clearInterval(progress);
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  if (interrupted) process.exit(130);

  const reason = [end, await verdict()].filter(Boolean).join('; ');
  if (reason !== '') console.log(`${output.join('').trimEnd()}\n`);
  console.log(reason === '' ? `✓ ${name}, ${seconds(started)}` : `✗ ${name}, ${seconds(started)}: ${reason}`);
  return { ok: reason === '' };
}
