import { afterAll, expect, test, vi } from 'vitest';

/**
 * Registers the proofs of the calculator under another time zone of the process; `offset` is that zone's in the summer of
 * 2026. All modules are evaluated anew there, because what one of them computed in another zone would prove nothing.
 */
export async function underZone(zone: string, offset: number): Promise<void> {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  vi.resetModules();
  afterAll(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
    vi.resetModules();
  });
  test(`this process lives in ${zone}`, () => expect(new Date(1_782_000_000_000).getTimezoneOffset()).toBe(offset));
  await import('../vectors.suite.ts');
  await import('../properties.suite.ts');
  await import('../oracle.suite.ts');
}
