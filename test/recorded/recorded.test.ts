import { readdir, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { shippedEnvironment } from '../../bin/compose/shipped-environment.ts';
import { auditCase } from '../../domain/audit/audit.ts';
import { fold, viewOf } from '../../domain/case/case.ts';
import { readEvent } from '../../domain/case/event.ts';
import { shippedProcedures } from '../support/shipped.ts';
import { everything } from './everything.ts';
import { digestsOfMigrations, storedOf, type RecordedDatabase } from './recorded-case.ts';

const procedures = new Map([...(await shippedProcedures()), [everything.id, everything]]);
const folder = new URL('./', import.meta.url);
const files = (await readdir(folder)).filter(name => name.endsWith('.json.gz'));
const databases = await Promise.all(
  files.map(async file => JSON.parse(gunzipSync(await readFile(new URL(file, folder))).toString()) as RecordedDatabase),
);

describe.each(databases)('the recorded database of $version', ({ migrations, cases }) => {
  test('was made by migrations that nobody has edited since', async () => {
    expect(await digestsOfMigrations()).toMatchObject(migrations);
  });

  test('has a case of each procedure that it knew, and every kind of event of its time', () => {
    const events = cases.flatMap(({ texts }) => texts.map(text => readEvent(text)));
    expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThan(60);
    expect(new Set(cases.map(({ view }) => view.procedure)).size).toBeGreaterThan(30);
  });

  test.each(cases)('of the case $id is read, lifted and folded to the view that was kept', ({ texts, view }) => {
    const environment = shippedEnvironment(procedures.get(view.procedure)!);
    const folded = viewOf(
      fold(
        texts.map(text => readEvent(text)),
        environment,
      ),
      environment,
    );
    // What the read model has gained since does not count.
    expect(JSON.parse(JSON.stringify(folded))).toMatchObject(view);
  });

  test.each(cases)('of the case $id is audited without a finding', recorded => {
    const environment = shippedEnvironment(procedures.get(recorded.view.procedure)!);
    expect(auditCase(storedOf(recorded), 60_000, environment).findings).toEqual([]);
  });
});
