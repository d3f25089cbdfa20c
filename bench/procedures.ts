/**
 * What procedures cost: the shipped ones (loading, schema, bundle), many beside one at the start of a process (loading
 * with and without a release, the schema), and a start mutation over an API that has many. Asserts nothing.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { printed } from '../api/schema/print.ts';
import { buildSchema } from '../api/schema/schema.ts';
import { bundleWorkflows } from '../bin/compose/bundle.ts';
import { loadProcedures } from '../bin/compose/procedures.ts';
import { sums } from '../bin/compose/released.ts';
import type { AnyProcedure } from '../domain/procedure/procedure.ts';
import { measureStarts } from './procedures/starts.ts';

const help = `Measures the start with many procedures, each a copy of restaurant-opening.v1, beside the start with one.

  node bench/procedures.ts [--counts 1,27,300] [--rounds 20] [--each 20]

  --counts    how many procedures; the first is the anchor of the ratios
  --rounds    rounds of start mutations, in turn over an API with the shipped procedures and over one that has as many
              more as the last count says; 0 leaves them and the stack out
  --each      start mutations of a round
`;
const source = new URL('../workflows/procedures/restaurant-opening.v1.ts', import.meta.url);

/** A folder of so many procedures of their own names, each released as it is where `released` says so. */
async function folderOf(count: number, released: boolean): Promise<URL> {
  const folder = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'shixian-bench-'))}/`);
  const rooms = new URL('../', import.meta.url).href;
  const text = (await readFile(source, 'utf8'))
    .replaceAll(`'../../`, `'${rooms}`)
    .replace(`'zod'`, `'${new URL('../node_modules/zod/index.js', import.meta.url).href}'`);
  for (let index = 0; index < count; index += 1) {
    const name = `copy-${index}`;
    const own = text.replace(`name: 'restaurant-opening'`, `name: '${name}'`);
    await writeFile(new URL(`${name}.v1.ts`, folder), own);
    if (!released) continue;
    const folderOfRelease = new URL(`released/${name}.v1/`, folder);
    await mkdir(folderOfRelease, { recursive: true });
    await writeFile(
      new URL(sums, folderOfRelease),
      `${createHash('sha256').update(own).digest('hex')}  ../../${name}.v1.ts\n`,
    );
  }
  return folder;
}

/** Milliseconds of a thing done once, and what came of it. */
async function time<T>(run: () => T | Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  const began = performance.now();
  const result = await run();
  return { ms: performance.now() - began, result };
}

async function load(count: number, released: boolean) {
  const folder = await folderOf(count, released);
  try {
    return await time<ReadonlyMap<string, AnyProcedure>>(() => loadProcedures(undefined, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Figures {
  readonly loadUnreleased: number;
  readonly loadReleased: number;
  readonly schema: number;
  readonly bytes: number;
  readonly lines: number;
}
async function measure(count: number): Promise<Figures> {
  const unreleased = await load(count, false);
  const released = await load(count, true);
  const schema = await time(() => buildSchema(released.result));
  const text = printed(released.result);
  return {
    loadUnreleased: unreleased.ms,
    loadReleased: released.ms,
    schema: schema.ms,
    bytes: Buffer.byteLength(text),
    lines: text.split('\n').length,
  };
}

/** The procedures of this build: how long they take to load and to become a schema, how large schema and bundle are. */
async function tellShipped(): Promise<void> {
  const loaded = await time(() => loadProcedures());
  const schema = await time(() => buildSchema(loaded.result));
  const bundle = await time(() => bundleWorkflows());
  const text = printed(loaded.result);
  const code = 'code' in bundle.result ? bundle.result.code : '';
  console.log(`${loaded.result.size} shipped procedures`);
  console.log(`  loaded in ${loaded.ms.toFixed(0)} ms, schema built in ${schema.ms.toFixed(0)} ms`);
  console.log(`  schema ${Buffer.byteLength(text)} bytes, ${text.split('\n').length} lines`);
  console.log(`  bundle ${Buffer.byteLength(code)} bytes, made in ${bundle.ms.toFixed(0)} ms`);
}

/** Start mutations over an API with the shipped procedures, and over one with so many more. */
async function tellStarts(count: number, rounds: number, each: number): Promise<void> {
  const { result: more } = await load(count, true);
  const [few, many] = await measureStarts(more, { rounds, each });
  for (const { procedures, apiMs, p50Ms } of [few, many])
    console.log(
      `an API with ${procedures} procedures: up in ${apiMs.toFixed(0)} ms, ` +
        `a start mutation ${p50Ms.toFixed(2)} ms (p50)`,
    );
  console.log(`  start mutation, many against few  ${(many.p50Ms / few.p50Ms).toFixed(2)}`);
}

const { values } = parseArgs({
  options: {
    counts: { type: 'string', default: '1,27,300' },
    rounds: { type: 'string', default: '20' },
    each: { type: 'string', default: '20' },
    help: { type: 'boolean' },
  },
});
if (values.help) process.stdout.write(help);
else {
  const counts = values.counts.split(',').map(Number);
  await tellShipped();
  // Once for warmth: modules, the compiler, the calendar.
  await measure(1);
  let anchor: Figures | undefined;
  for (const count of counts) {
    const figures = await measure(count);
    anchor ??= figures;
    console.log(`${count} procedure${count === 1 ? '' : 's'}`);
    for (const [name, value] of Object.entries(figures)) {
      const ratio = value / anchor[name as keyof Figures];
      console.log(
        `  ${name.padEnd(16)} ${value.toFixed(name === 'bytes' || name === 'lines' ? 0 : 1).padStart(9)}  ` +
          `${ratio.toFixed(2)}`,
      );
    }
  }
  if (Number(values.rounds) > 0) await tellStarts(counts.at(-1)!, Number(values.rounds), Number(values.each));
  process.exit(0);
}
