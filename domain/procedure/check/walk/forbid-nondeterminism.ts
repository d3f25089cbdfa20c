/* oxlint-disable no-restricted-properties -- chance is taken away, not used */

/**
 * While a flow is walked, the clock and chance throw: a flow that reads them is found, whatever it does with them. The
 * one place in the domain that touches the global object, to prove that nobody else does.
 */
export function poisoned<T>(work: () => T): T {
  // oxlint-disable-next-line no-restricted-globals -- see above
  const world = globalThis as unknown as { Date: unknown };
  const chance = Math.random;
  const clock = world.Date;
  const refuse = (what: string) => (): never => {
    throw new Error(`the flow read ${what}: the same log has to give the same state`);
  };
  world.Date = Object.assign(refuse('the clock (Date)'), {
    now: refuse('the clock (Date.now)'),
    UTC: refuse('Date.UTC'),
    parse: refuse('Date.parse'),
  });
  Math.random = refuse('chance (Math.random)');
  try {
    return work();
  } finally {
    world.Date = clock;
    Math.random = chance;
  }
}
