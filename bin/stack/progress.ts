import type { WriteStream } from 'node:tty';

/** Tells a person what is being done and how long it takes: one line for each stage. */
export interface Progress {
  /**
   * Runs `work` as the stage `name` and prints `✓ name detail 1.2 s` when it is done, `✗ …` when it throws (the error
   * is passed on).
   * `work` may change the detail while it runs. After 2 s a terminal shows a running line; elsewhere a line comes every
   * 15 s.
   */
  stage<T>(name: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T>;
  /** Prints a line of its own, for what a stage finds out on its way. */
  say(line: string): void;
}

/** Says nothing: for tests. */
export const silent: Progress = { stage: (_name, work) => work(() => {}), say: () => {} };

/** @param output where the lines go, standard output if not given. */
export function createProgress(output: Pick<WriteStream, 'write' | 'isTTY' | 'columns'> = process.stdout): Progress {
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
      const timer = setInterval(running, output.isTTY ? 250 : 15_000);
      let sign = '✗';
      try {
        const result = await work(text => {
          detail = text;
        });
        sign = '✓';
        return result;
      } finally {
        clearInterval(timer);
        say(line(sign));
      }
    },
  };
}
