import { isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acted } from './acted.ts';
import { callers } from './callers.ts';
import { Marks } from './marks.ts';
import { personas } from './personas.ts';
import { openStory, type Story } from './story.ts';
import { table } from './table.ts';

let story: Story;
let marks: Marks;
beforeAll(async () => {
  story = await openStory();
  marks = new Marks(story);
});
afterAll(async () => {
  await story.office.product.stop();
});

describe('every coordinate of the schema', () => {
  test('is listed, and nothing else', () => {
    const coordinates = Object.values(story.schema.getTypeMap())
      .filter(type => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
      .flatMap(type =>
        isObjectType(type) || isInterfaceType(type)
          ? Object.keys(type.getFields()).map(field => `${type.name}.${field}`)
          : [],
      );
    expect([...table.keys()].toSorted()).toEqual(coordinates.toSorted());
  });

  test('is told to somebody: none is listed that no case and no procedure reaches', () => {
    expect(
      [...table]
        .filter(([, marks]) => !Object.values(marks).some(mark => ['+', 'm'].includes(mark)))
        .map(([coordinate]) => coordinate),
    ).toEqual([]);
  });

  const types = [...new Set([...table.keys()].map(each => each.split('.')[0]!))].filter(type => type !== 'AskAgain');

  test.each(
    Object.entries(callers).map(([caller, who]) => [
      who ? `${who.as} ${who.unit ?? who.person ?? ''}`.trim() : 'nobody',
      caller,
    ]),
  )('is told to %s as it is listed', async (_who, caller) => {
    expect(await marks.wrong([caller], types)).toEqual([]);
  });

  /** What a persona is told of themselves is theirs alone, and of acts that a caller of the table did. */
  const shared = types.filter(type => !['Viewer', 'Absence', 'Relation', 'Delegation'].includes(type) && !acted[type]);
  const welcome = Object.entries(personas).filter(([, { like }]) => like !== undefined);
  test.each(welcome.map(([name, { like }]) => [name, like!]))('is told to %s as to %s', async name => {
    expect(await marks.wrong([name], personas[name]!.only ?? shared)).toEqual([]);
  });

  const refused = Object.entries(personas).flatMap(([name, { refused: code }]) =>
    code ? [[name, code] as const] : [],
  );
  test.each(refused)('is refused at the door to %s, with %s', async (name, code) => {
    expect(await marks.refusals(name)).toEqual([code]);
  });

  test('is told as it is listed also while nobody knows what became of an act', async () => {
    await story.office.product.shell.stopWorker();
    expect(await marks.wrong(Object.keys(callers), ['AskAgain'])).toEqual([]);
  });
});
