/**
 * Hands out turns: one caller goes on in each round of the event loop. Requests that cost time together (large bodies,
 * documents
 * never seen) would else be read one after another in a single round, and everybody waits for their sum.
 */
export function turns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(
      () =>
        new Promise<void>(resolve => {
          setImmediate(resolve);
        }),
    );
    return last;
  };
}
