import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';

/** A process of the product in a run: it comes back by itself, as under any supervisor. */
export class Supervised {
  readonly name: string;
  readonly #program: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #log: string;
  /** Of each that died by its own hand, where. */
  readonly deaths: string[] = [];
  #child: ChildProcess | undefined;
  #wanted = true;
  #ready: Promise<void> = Promise.resolve();
  #over: Promise<void> = Promise.resolve();

  constructor(name: string, program: 'api' | 'worker', environment: Readonly<Record<string, string>>, log: string) {
    this.name = name;
    this.#program = fileURLToPath(new URL(`./${program}.ts`, import.meta.url));
    this.#environment = environment;
    this.#log = log;
    // It has a process group of its own, so that Ctrl-C does not reach it, and may stand still just then.
    process.once('exit', () => this.#child?.kill('SIGKILL'));
  }

  start(): Promise<void> {
    this.#wanted = true;
    this.#over = this.#keep();
    return this.#ready;
  }

  async #keep(): Promise<void> {
    while (this.#wanted) {
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', this.#program], {
        env: { ...process.env, NODE_OPTIONS: '', ...this.#environment },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        detached: true,
      });
      this.#child = child;
      const readiness = Promise.withResolvers<void>();
      this.#ready = readiness.promise;
      child.once('message', () => readiness.resolve());
      child.stdout!.setEncoding('utf8').on('data', (text: string) => {
        this.deaths.push(...[...text.matchAll(/^died (.*)$/gm)].map(each => each[1]!));
      });
      child.stderr!.on('data', (text: Buffer) => {
        void appendFile(this.#log, text).catch(() => {});
      });
      child.on('error', () => {});
      await once(child, 'close').catch(() => {});
      readiness.resolve();
      if (this.#wanted) await pause(300);
    }
  }

  ready(): Promise<void> {
    return this.#ready;
  }

  /** What it holds in memory, by itself; nothing while it is gone or says nothing. */
  async memory(patience: number): Promise<NodeJS.MemoryUsage | undefined> {
    const child = this.#child;
    if (!child?.connected) return undefined;
    const answer = once(child, 'message').then(([said]) => said as NodeJS.MemoryUsage);
    child.send({ tell: 'memory' }, () => {});
    return Promise.race([answer, pause(patience).then(() => undefined)]);
  }

  /** Kills it. True: it died of that. */
  async kill(): Promise<boolean> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return false;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
    return child.signalCode === 'SIGKILL';
  }

  /**
   * Halts it, as a machine that swaps or a hypervisor that sleeps, and lets it go on. True: it stood still, and lives.
   */
  async halt(milliseconds: number): Promise<boolean> {
    const child = this.#child;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return false;
    child.kill('SIGSTOP');
    await pause(milliseconds);
    const stood = stateOf(child.pid) === 'T';
    child.kill('SIGCONT');
    return stood;
  }

  /** It dies of itself after so many points of a command's way. True: it did, before the patience was over. */
  async dieAfter(points: number, patience: number): Promise<boolean> {
    const child = this.#child;
    const before = this.deaths.length;
    if (!child?.connected) return false;
    child.send({ dieAfter: points }, () => {});
    await Promise.race([once(child, 'close'), pause(patience)]);
    if (child.signalCode === null && child.connected) child.send({ dieAfter: Number.MAX_SAFE_INTEGER }, () => {});
    return this.deaths.length > before && child.signalCode === 'SIGKILL';
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    this.#child?.kill('SIGCONT');
    await this.kill();
    await this.#over;
  }
}

const stateOf = (pid: number): string | undefined =>
  spawnSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()[0];
