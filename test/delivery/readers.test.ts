import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mark, type Reader, Readers, TooFarBehind } from '../../delivery/live/readers.ts';
import { RecentChanges } from '../../delivery/live/recent-changes.ts';
import { type Change, changeOf, concerns, deskTopic, partyTopic, caseTopic } from '../../delivery/live/topics.ts';

const change = (position: number, caseId: string, now: string[] = [], before: string[] = now): Change =>
  changeOf({ position, caseId, applicant: `party-${caseId}`, before, now });

const settled = () => new Promise<void>(resolve => setImmediate(() => resolve()));

/** All that a reader is told from now on. */
function read(reader: Reader): readonly (Change | Mark)[] {
  const told: (Change | Mark)[] = [];
  void (async () => {
    for (let next = await reader.next(); next; next = await reader.next()) told.push(next);
  })();
  return told;
}
const toldNow = async (reader: Reader): Promise<readonly (Change | Mark)[]> => {
  const told = read(reader);
  await settled();
  return told;
};
const positions = async (reader: Reader) => (await toldNow(reader)).map(({ position }) => position);

describe('a reader', () => {
  const open = (most = 100) => {
    const changes = new RecentChanges(0, most);
    const readers = new Readers();
    const add = (...more: Change[]): void => {
      changes.append(more);
      readers.wake(more);
    };
    return { changes, readers, add };
  };

  it('is told what concerns its topics, in order, and nothing else', async () => {
    const { changes, readers, add } = open();
    const fire = readers.open(changes, 0, new Set([deskTopic('fire')]));
    const party = readers.open(changes, 0, new Set([partyTopic('party-b')]));
    add(change(1, 'a', ['fire']), change(2, 'b', ['tax']), change(3, 'c', ['fire', 'tax']));
    expect(await positions(fire)).toEqual([1, 3]);
    expect(await positions(party)).toEqual([2]);
  });

  it('that waits is woken by the first change that concerns it, and told of it alone', async () => {
    const { changes, readers, add } = open();
    const reader = readers.open(changes, 0, new Set([caseTopic('b')]));
    const waiting = reader.next();
    add(change(1, 'a'), change(2, 'b'), change(3, 'a'));
    expect(await waiting).toMatchObject({ position: 2 });
  });

  it('is told of several changes of a case as one, at the place of the last', async () => {
    const { changes, readers, add } = open();
    const reader = readers.open(changes, 0, new Set([deskTopic('fire')]));
    add(change(1, 'a', ['fire']), change(2, 'b', ['fire']), change(3, 'a', ['fire']));
    expect(await positions(reader)).toEqual([2, 3]);
  });

  it('hears of a case that leaves its desk, though the case goes on elsewhere', async () => {
    const { changes, readers, add } = open();
    const reader = readers.open(changes, 0, new Set([deskTopic('window')]));
    add(change(1, 'a', ['fire'], ['window']), change(2, 'a', ['fire']));
    const told = (await toldNow(reader)) as readonly Change[];
    expect(told.map(({ position, left }) => [position, [...left]])).toEqual([[1, ['desk/window']]]);
  });

  it('of changes that were dropped is told that it is too far behind, and not silently less', async () => {
    const { changes, readers, add } = open(10);
    const reader = readers.open(changes, 0, new Set([deskTopic('fire')]));
    for (let position = 1; position <= 1_100; position += 1) add(change(position, `c-${position}`, ['fire']));
    await expect(reader.next()).rejects.toThrow(TooFarBehind);
  });

  it('whom nothing concerned is told how far it is, and is not too far behind', async () => {
    const { changes, readers, add } = open(10);
    const reader = readers.open(changes, 0, new Set([deskTopic('fire')]));
    const waiting = reader.next();
    for (let position = 1; position <= 2_000; position += 1) add(change(position, 'a', ['tax']));
    readers.mark();
    expect(await waiting).toEqual({ position: 2_000 });
    add(change(2_001, 'b', ['fire']));
    expect(await positions(reader)).toEqual([2_001]);
  });

  it('that is closed ends, also while it waits, and is kept no longer', async () => {
    const { changes, readers } = open();
    const reader = readers.open(changes, 0, new Set([deskTopic('fire')]));
    const waiting = reader.next();
    reader.close();
    expect([await waiting, readers.size]).toEqual([undefined, 0]);
  });

  it('is told what older changes it missed, once they are kept again', async () => {
    const changes = new RecentChanges(5, 100);
    const readers = new Readers();
    changes.append([change(6, 'a', ['fire'])]);
    changes.prepend([change(4, 'a', ['fire']), change(5, 'b', ['fire'])]);
    const reader = readers.open(changes, 3, new Set([deskTopic('fire')]));
    expect([changes.from, await positions(reader)]).toEqual([3, [5, 6]]);
  });
});

it('a gap in the feed is not passed over', () => {
  expect(() => new RecentChanges(5, 10).append([change(7, 'a')])).toThrow('expected 6');
});

describe('whatever happens in whatever order', () => {
  const desk = fc.constantFrom('fire', 'tax', 'window');
  const happening = fc.record({
    caseId: fc.constantFrom('a', 'b', 'c'),
    now: fc.uniqueArray(desk),
    before: fc.uniqueArray(desk),
    reads: fc.nat(3),
  });

  it('a reader is told of each case after the last change of it that concerns them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 40 }), desk, async (happened, followed) => {
        const changes = new RecentChanges(0, 100);
        const readers = new Readers();
        const topics = new Set([deskTopic(followed)]);
        const reader = readers.open(changes, 0, topics);
        const told = read(reader) as readonly Change[];
        for (const [index, { caseId, now, before, reads }] of happened.entries()) {
          const one = change(index + 1, caseId, now, before);
          changes.append([one]);
          readers.wake([one]);
          if (reads === 0) await settled();
        }
        await settled();
        const all = happened.map(({ caseId, now, before }, index) => change(index + 1, caseId, now, before));
        const concerning = all.filter(each => concerns(each, topics));
        for (const caseId of ['a', 'b', 'c'])
          expect(told.findLast(each => each.caseId === caseId)?.position).toBe(
            concerning.findLast(each => each.caseId === caseId)?.position,
          );
        expect(told.map(({ position }) => position)).toEqual(
          [...new Set(told.map(({ position }) => position))].toSorted((one, other) => one - other),
        );
        expect(told.every(each => concerns(each, topics))).toBe(true);
      }),
    );
  });
});
