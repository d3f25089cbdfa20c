/** What must be reachable before requests are sent here; a check that throws or takes longer than two seconds has failed. */
export type Checks = Readonly<Record<string, () => Promise<unknown>>>;

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
}

const checkWithin = 2_000;
const keptFor = 1_000;

/** Runs the checks at most once a second, however many ask: a probe must not become a load. */
export function readiness(checks: Checks): () => Promise<Readiness> {
  let last: { readonly at: number; readonly found: Promise<Readiness> } | undefined;
  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at > keptFor) last = { at: now, found: runAll(checks) };
    return last.found;
  };
}

async function runAll(checks: Checks): Promise<Readiness> {
  const found = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await passes(check) ? 'ok' : 'failed'] as const));
  return { ready: found.every(([, state]) => state === 'ok'), checks: Object.fromEntries(found) };
}

async function passes(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>(resolve => { timer = setTimeout(resolve, checkWithin, false); });
  try {
    return await Promise.race([check().then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
