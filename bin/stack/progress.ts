import type { WriteStream } from 'node:tty';

/** Tells a person what is being done and how long it takes: one line for each stage. */
export interface Progress {
  /**
   * Runs `work` as the stage `name` and prints `✓ name detail 1.2 s` when it is done, `✗ …` when it throws (the error
   * is passed on). `work` may change the detail while it runs. After 2 s a terminal shows a running line; elsewhere a
   * line comes every 15 s.
   */
  stage<T>(name: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T>;
  /** Prints a line of its own, for what a stage finds out on its way. */
  say(line: string): void;
}

/** Says nothing: for tests. */
export const silent: Progress = { stage: (_name, work) => work(() => {}), say: () => {} };

/**
 * @param output where the lines go, standard output if not given
 * @param everyMs between two running lines where `output` is no terminal
 * @param brief where `output` is no terminal a stage has lines only if it runs longer than that
 */
export function createProgress(
  output: Pick<WriteStream, 'write' | 'isTTY' | 'columns'> = process.stdout,
  { everyMs = 15_000, brief = false }: { readonly everyMs?: number; readonly brief?: boolean } = {},
): Progress {
  const clear = output.isTTY ? '\r\u001B[2K' : '';
  const say = (line: string): void => {
    output.write(`${clear}${line}\n`);
  };
  return {
    say,
    async stage(name, work) {
      const started = performance.now();
      let detail = '';
      const line = (sign: string): string =>
        `${sign} ${name}${detail === '' ? '' : ` ${detail}`} ${((performance.now() - started) / 1000).toFixed(1)} s`;
      const running = (): void => {
        if (!output.isTTY) say(line('…'));
        else if (performance.now() - started > 2000)
          output.write(clear + line('…').slice(0, (output.columns || 80) - 1));
      };
      const timer = setInterval(running, output.isTTY ? 250 : everyMs);
      let sign = '✗';
      try {
        const result = await work(text => {
          detail = text;
        });
        sign = '✓';
        return result;
      } finally {
        clearInterval(timer);
        if (output.isTTY || !brief || performance.now() - started > everyMs) say(line(sign));
      }
    },
  };
}
