/** Milliseconds within which two signals are one: the terminal sends Ctrl-C to all of its processes, and npm passes on its own to its script. */
const asOne = 100;

/** Resolves at Ctrl-C or SIGTERM; a second one ends at once. */
export function interrupted(): Promise<void> {
  return new Promise(done => {
    let first: number | undefined;
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        first ??= performance.now();
        if (performance.now() - first > asOne) process.exit(130);
        done();
      });
    }
  });
}
