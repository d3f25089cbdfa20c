/** Opens in order, closes in the opposite order. */
export class Closing {
  readonly #closers: (() => Promise<void>)[] = [];

  add(close: () => Promise<void>): void {
    this.#closers.push(close);
  }

  /** Closes all, also what comes after one that fails. @throws the first fault */
  async close(): Promise<void> {
    const faults: unknown[] = [];
    for (let close = this.#closers.pop(); close; close = this.#closers.pop())
      await close().catch((error: unknown) => faults.push(error));
    if (faults.length > 0) throw faults[0];
  }
}
