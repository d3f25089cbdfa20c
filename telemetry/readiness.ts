/** A look at something that requests depend on. */
export interface Check {
  /** Returns nothing if all is well, and else the reason, in words that anybody may read. */
  readonly look: () => Promise<string | undefined>;
  /**
   * Whether nothing can be served without it, so that requests must go elsewhere. Else the service is only degraded.
   */
  readonly needed: boolean;
}
export type Checks = Readonly<Record<string, Check>>;

export interface Readiness {
  readonly status: 'ready' | 'degraded' | 'not ready';
  /** `ok`, or the reason. */
  readonly checks: Readonly<Record<string, string>>;
}

const checkTimeoutMs = 2_000;
const cacheMs = 1_000;

/**
 * Runs the checks at most once a second, however many ask: a probe must not become a load. A check that throws or takes
 * longer than two seconds has failed.
 */
export function createReadiness(checks: Checks): () => Promise<Readiness> {
  let last: { readonly at: number; readonly found: Promise<Readiness> } | undefined;
  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at > cacheMs) last = { at: now, found: lookAt(checks) };
    return last.found;
  };
}

/** Whether a load balancer should send requests here. */
export const canServe = ({ status }: Readiness): boolean => status !== 'not ready';

async function lookAt(checks: Checks): Promise<Readiness> {
  const found = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => ({
      name,
      needed: check.needed,
      reason: await reasonOf(check),
    })),
  );
  const wrong = found.filter(({ reason }) => reason !== undefined);
  return {
    status: wrong.some(({ needed }) => needed) ? 'not ready' : wrong.length > 0 ? 'degraded' : 'ready',
    checks: Object.fromEntries(found.map(({ name, reason }) => [name, reason ?? 'ok'])),
  };
}

async function reasonOf({ look }: Check): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>(resolve => {
    timer = setTimeout(resolve, checkTimeoutMs, 'no answer within 2 seconds');
  });
  try {
    return await Promise.race([look(), late]);
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}
