import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('dues.ts', import.meta.url));
const under = (zone: string): { readonly offset: number; readonly answers: unknown } =>
  JSON.parse(
    execFileSync(process.execPath, [script], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );

// (T1)
test("nothing depends on the process's time zone", () => {
  const [utc, shanghai, newYork] = ['UTC', 'Asia/Shanghai', 'America/New_York'].map(under);
  expect([utc?.offset, shanghai?.offset, newYork?.offset]).toEqual([0, -480, 240]);
  expect(shanghai?.answers).toEqual(utc?.answers);
  expect(newYork?.answers).toEqual(utc?.answers);
});
