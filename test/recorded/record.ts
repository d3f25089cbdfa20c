/**
 * Writes the recorded database of this version, `test/recorded/<version>.json.gz`: cases of every shipped procedure
 * with every kind of event, played at random by a fixed seed, all persons and papers made up. A release keeps it for
 * good.
 *
 *   node test/recorded/record.ts
 */
import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { caseEvent } from '../../domain/case/event.ts';
import type { VirtualCase } from '../../domain/testing.ts';
import { course, live } from '../case/random/life.ts';
import { shippedProcedures } from '../support/shipped.ts';
import { playChosen } from './chosen.ts';
import { digestsOfMigrations } from './recorded-case.ts';
import { Recorder } from './recorder.ts';

const seed = 2;
const coursesOfEach = 40;

const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};
const procedures = [...(await shippedProcedures()).values()];
const recorder = new Recorder();
playChosen(recorder);
const nothing = (_one: VirtualCase): void => {};
for (const procedure of procedures) {
  for (const wanted of fc.sample(course, { seed, numRuns: coursesOfEach })) {
    const { form: _, place: _place, ...rest } = wanted;
    const city = live(procedure, { ...rest, place: undefined }, nothing, {
      others: procedures,
      onAsked: recorder.onAsked,
    });
    if (city) recorder.keep(city);
    recorder.forget();
  }
}
const kinds = caseEvent.options.map(({ shape }) => shape.type.value);
const missing = [
  ...kinds.filter(kind => !recorder.kinds.has(kind)),
  ...procedures.map(({ id }) => id).filter(id => !recorder.procedures.has(id)),
];
const text = JSON.stringify({ version, migrations: await digestsOfMigrations(), cases: recorder.cases });
const packed = gzipSync(text, { level: 9 });
await writeFile(new URL(`${version}.json.gz`, import.meta.url), packed);
console.log(`${recorder.cases.length} cases, ${Math.round(packed.length / 1_000)} kB.`);
if (missing.length > 0) throw new Error(`No case has ${missing.join(', ')}.`);
