/** Asks a health address once: what a container's health check runs, and an operator by hand. */
import { parseArgs } from 'node:util';

const help = `Asks a health address and prints what it answers. Ends with 0 when it is well (also when degraded), else
with 1.

  node bin/health.ts [address]      http://127.0.0.1:4000/health/ready if not given
`;

const {
  values,
  positionals: [address = 'http://127.0.0.1:4000/health/ready'],
} = parseArgs({ options: { help: { type: 'boolean' } }, allowPositionals: true });
if (values.help) process.stdout.write(help);
else {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(4_000) });
    console.log(await response.text());
    process.exitCode = response.ok ? 0 : 1;
  } catch (error) {
    console.error(
      `Nothing answers at ${address}: ` +
        `${error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)}`,
    );
    process.exitCode = 1;
  }
}
