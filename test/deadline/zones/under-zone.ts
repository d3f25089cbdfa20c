import { expect, test } from 'vitest';

/**
 * Registers the proofs of the calculator in a process that lives in another zone; `offset` is that zone's in the summer
 * of 2026.
 */
export async function underZone(zone: string, offset: number): Promise<void> {
  process.env['TZ'] = zone;
  test(`this process lives in ${zone}`, () => expect(new Date(1_782_000_000_000).getTimezoneOffset()).toBe(offset));
  await import('../vectors.suite.ts');
  await import('../calendar-vectors.suite.ts');
  await import('../properties.suite.ts');
  await import('../oracle.suite.ts');
  await import('../earlier-of.suite.ts');
}
