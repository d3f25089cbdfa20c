import { expect, test } from 'vitest';
import { documents, textOf } from './blocks.ts';

const records = documents.filter(document => /^docs\/adr\/\d{4}-[\w-]+\.md$/.test(document));

test.each(records)('%s states context, decision, consequences and alternatives', async record => {
  const headings = [...(await textOf(record)).matchAll(/^## (.+)$/gm)].map(match => match[1]);
  expect(headings).toEqual(['Context', 'Decision', 'Consequences', 'Alternatives']);
});

test('the index of decisions names every record by its number and its title', async () => {
  const rows = [...(await textOf('docs/adr/README.md')).matchAll(/^\| \[(\d+)\]\(([\w-]+\.md)\) \| (.+) \|$/gm)];
  const titles = await Promise.all(
    records.map(async record => {
      const [, number, title] = /^# (\d+)\. (.+)$/m.exec(await textOf(record))!;
      return [number, record.slice('docs/adr/'.length), title];
    }),
  );
  expect(titles.length).toBeGreaterThan(10);
  expect(rows.map(row => row.slice(1))).toEqual(titles);
});
