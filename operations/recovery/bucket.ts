/** How many cases may begin now: so many a second, and no more than those of one second at once. */
export class Bucket {
  readonly #rate: number;
  readonly #now: () => number;
  #left: number;
  #filledAt: number;

  /**
   * @param rate cases a second
   * @param now milliseconds of a clock
   */
  constructor(rate: number, now: () => number = Date.now) {
    this.#rate = rate;
    this.#now = now;
    this.#left = rate;
    this.#filledAt = now();
  }

  get left(): number {
    const now = this.#now();
    this.#left = Math.min(this.#rate, this.#left + ((now - this.#filledAt) * this.#rate) / 1_000);
    this.#filledAt = now;
    return Math.floor(this.#left);
  }

  take(cases: number): void {
    this.#left -= cases;
  }
}
