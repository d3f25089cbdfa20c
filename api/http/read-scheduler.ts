/** Milliseconds of one round of the event loop for what connections send, however many they are. */
const share = 10;

/** What is read in portions. */
interface Reading {
  /** Reads the next portion. True: another one is wanted, and there. */
  readPortion(): boolean;
}

/**
 * Gives each connection its turn. Node reads up to 64 kB of every connection that has sent something within one round
 * of the loop; in
 * pieces of one byte, or as requests of no content, each costs 20 ms, and all connections of one round add up. Here the
 * round has a
 * length, and what does not fit waits for the next one, a portion of each connection after the other.
 */
export class Rounds {
  readonly #waiting = new Set<Reading>();
  #used = 0;
  #isAhead = false;

  enter(connection: Reading): void {
    this.#prepare();
    if (this.#waiting.size === 0 && this.#used < share) this.#read(connection);
    else this.#waiting.add(connection);
  }

  leave(connection: Reading): void {
    this.#waiting.delete(connection);
  }

  readonly #round = (): void => {
    this.#used = 0;
    this.#isAhead = false;
    for (const connection of this.#waiting) {
      if (this.#used >= share) break;
      this.#waiting.delete(connection);
      this.#read(connection);
    }
    if (this.#waiting.size > 0) this.#prepare();
  };

  #prepare(): void {
    if (!this.#isAhead) setImmediate(this.#round);
    this.#isAhead = true;
  }

  #read(connection: Reading): void {
    const began = performance.now();
    if (connection.readPortion()) this.#waiting.add(connection);
    this.#used += performance.now() - began;
  }
}
