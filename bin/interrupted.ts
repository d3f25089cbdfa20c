/** Resolves at Ctrl-C or SIGTERM; a second one ends at once. */
export function interrupted(): Promise<void> {
  return new Promise(done => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.once(name, () => {
        done();
        process.once(name, () => process.exit(130));
      });
    }
  });
}
