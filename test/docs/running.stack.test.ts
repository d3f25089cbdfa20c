import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicant, goodWay, government, nobodyActs, supervisor } from '../../cli/demo/stories.ts';
import { startProduct, type TestProduct } from '../support/product.ts';
import { blocksOf } from './blocks.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(async () => {
  await product.stop();
});

interface Happened {
  readonly at: string;
  readonly type: string;
  readonly clock: string | null;
  readonly step: string | null;
  readonly instrument: string | null;
}

/** A case's events as the demo prints them: time, type, and what it was about. */
async function timeline(id: string): Promise<readonly string[]> {
  const { case: found } = await product.api.ask<{ case: { timeline: { edges: { node: Happened }[] } } }>(
    supervisor(government),
    `query Timeline($id: ID!) {
      case(id: $id) { timeline(first: 100) { edges { node { at type clock step instrument } } } }
    }`,
    { id },
  );
  return found.timeline.edges.map(({ node: { at, type, instrument, clock, step } }) =>
    [at.slice(0, 16).replace('T', ' '), type, instrument ?? clock ?? step ?? ''].join(' ').trim(),
  );
}

/** The same of a line in the README: its first three columns; the fourth says it in words. */
const told = (line: string): string =>
  [line.slice(0, 16), line.slice(18, 38).trim(), line.slice(39, 55).trim()].join(' ').trim();

let stories: readonly { readonly id: string }[] = [];
const played = async (): Promise<readonly { readonly id: string }[]> => {
  if (stories.length === 0) stories = [await goodWay(product.api, () => {}), await nobodyActs(product.api, () => {})];
  return stories;
};

test.each(['README.md', 'README.zh-CN.md'])('the timelines of %s are those of a real run of the demo', async readme => {
  const blocks = (await blocksOf(readme)).filter(({ info }) => info === 'text timeline');
  const cases = await played();
  expect(blocks).toHaveLength(cases.length);
  for (const [index, { text }] of blocks.entries()) {
    const happened = await timeline(cases[index]!.id);
    const lines = text.trimEnd().split('\n').map(told);
    expect(lines.length).toBeGreaterThan(10);
    expect(happened.filter(line => lines.includes(line))).toEqual(lines);
  }
});

/** All that the applicant is told in a case, each with its day, without the number. */
async function toldTo(id: string): Promise<readonly string[]> {
  const { case: found } = await product.api.ask<{
    case: {
      number: string;
      messages: { seq: number; text: string }[];
      timeline: { edges: { node: { seq: number; on: string } }[] };
    };
  }>(
    applicant,
    `query Told($id: ID!) {
      case(id: $id) { number messages { seq text } timeline(first: 100) { edges { node { seq on } } } }
    }`,
    { id },
  );
  const days = new Map(found.timeline.edges.map(({ node: { seq, on } }) => [seq, on]));
  return found.messages.map(({ seq, text }) => `${days.get(seq)}  ${text.replace(`办件${found.number}：`, '')}`);
}

test.each(['README.md', 'README.zh-CN.md'])('the texts of %s are all that the applicant was told', async readme => {
  const blocks = (await blocksOf(readme)).filter(({ info }) => info === 'text told');
  const cases = await played();
  expect(blocks).toHaveLength(cases.length);
  for (const [index, { text }] of blocks.entries())
    expect(text.trimEnd().split('\n')).toEqual(await toldTo(cases[index]!.id));
});

const aprilDay = /April (\d+)(?: to (\d+))?|4月(\d+)日(?:至(\d+)日)?/g;

test.each(['README.md', 'README.zh-CN.md'])('the days in the words of %s are those of the run', async readme => {
  const [, left] = await played();
  const { case: found, calendars } = await product.api.ask<{
    case: { instruments: { instrument: string; talkAt: string | null }[] };
    calendars: { days: { date: string; name: string }[] };
  }>(
    supervisor(government),
    `query Days($id: ID!) {
      case(id: $id) { instruments { instrument talkAt } }
      calendars: calendarVersion(version: "demonstration-2032") { days(year: 2027) { date name } }
    }`,
    { id: left!.id },
  );
  const talk = found.instruments.find(({ instrument }) => instrument === 'L4:statutory')!.talkAt!.slice(0, 10);
  const holiday = calendars.days.filter(({ name }) => name === '清明节').map(({ date }) => date);
  const words = (await blocksOf(readme)).filter(({ info }) => info === 'text timeline').map(({ text }) => text);
  const named = [...words.join('').matchAll(aprilDay)].flatMap(([, ...days]) =>
    days.flatMap(day => (day === undefined ? [] : [`2027-04-${day.padStart(2, '0')}`])),
  );
  expect(named).toEqual([holiday[0], holiday.at(-1), talk]);
});

test('a healthy stack answers what the operating document shows', async () => {
  const [shown] = (await blocksOf('docs/operating.md')).filter(({ info }) => info === 'json ready');
  const response = await fetch(`${product.url}/health/ready`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(JSON.parse(shown!.text));
});
