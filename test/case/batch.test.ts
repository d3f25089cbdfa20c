import { expect, test } from 'vitest';
import { acknowledge, trimTail } from '../../domain/host/snapshot.ts';
import { agree, cityOf } from '../../domain/testing.ts';
import { bundle, part } from './bundle.ts';
import { long } from '../support/tags.ts';

test(
  'A batch of 2,000 is opened, answered and counted, and its case stays small',
  { ...long, timeout: 120_000 },
  () => {
    const all = cityOf([bundle, part]);
    const parent = all.receive(bundle, { form: { parts: 2_000 }, at: '2027-03-24 10:00' }).accept();
    all.until('2027-03-24 10:00');
    expect(parent.view.children).toMatchObject({ of: 2_000, opened: 20 });
    all.until('2027-03-24 10:02');
    expect(parent.view.children).toEqual({ of: 2_000, opened: 2_000, ended: 0, drafts: 0 });
    // Most of the tail are the letters by which the parts began.
    const opened = trimTail(acknowledge(parent.snapshot, parent.snapshot.revision));
    expect(JSON.stringify(opened.tail).length).toBeLessThan(300_000);
    const parts = Array.from({ length: 2_000 }, (_, index) => all.childOf(parent, `part@${index + 1}`, part));
    for (const each of parts) each.accept();
    for (const each of parts.slice(0, 1_999)) each.answer('review', agree);
    expect(parent.view.children).toEqual({ of: 2_000, opened: 2_000, ended: 1_999, drafts: 0 });
    parts.at(-1)!.answer('review', agree);
    expect(parent.status).toBe('granted');
    expect(all.refusedLetters).toEqual([]);
    // A run takes its state and at most 256 kB of its last events with it; a payload of Temporal holds 2 MB.
    expect(JSON.stringify(parent.state).length).toBeLessThan(700_000);
    // A page of twenty, or the ending of one child, is all that one event says.
    expect(Math.max(...parent.entries.map(({ text }) => text.length))).toBeLessThan(3_000);
  },
);
