import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCase } from '../../db/cases/cases.ts';
import { ask } from '../../db/commands/ask.ts';
import { readCommand, refuse } from '../../db/commands/commands.ts';
import { readLog } from '../../db/log/read.ts';
import { answerFromLog, refuseUnlessLogged } from '../../db/log/answers.ts';
import { project } from '../../db/log/append.ts';
import { Forged } from '../../db/log/fork.ts';
import { notedIncidents } from '../../db/operations/incidents.ts';
import { noteNotWritten } from '../../db/operations/note-incident.ts';
import { dropAsked } from '../support/asked-rows.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { acceptPayload, accepted, begin, chain, logged, officer, start, view, asking } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

test('a refusal that came too late does not undo the answer', async () => {
  const { db } = database;
  const { entries } = await begin(db, 'refused');
  await ask(db, asking('refused', 'p-officer:r'));
  await project(db, 'refused', {
    entries: chain('refused', [accepted(start, 'p-officer:r')], entries),
    view: view('refused'),
  });
  expect(await refuse(db, 'p-officer:r', 1, { accepted: false, refused: { code: 'x', params: {} } })).toBe(false);
  expect((await readCommand(db, 'p-officer:r'))?.command.answer).toMatchObject({ accepted: true });
});

// (P22)
test('an event whose command was refused is a Fork: whoever was told no was told the truth', async () => {
  const { db } = database;
  const { entries } = await begin(db, 'told no');
  await ask(db, asking('told no', 'p-officer:other'));
  await ask(db, asking('told no', 'p-officer:no'));
  await refuse(db, 'p-officer:no', 1, { accepted: false, refused: { code: 'x', params: {} } });
  const late = {
    entries: chain('told no', [accepted(start, 'p-officer:other'), accepted(start, 'p-officer:no')], entries),
    view: view('told no', { status: 'closed' }),
  };
  await expect(project(db, 'told no', late)).rejects.toThrow(/command was refused/);
  expect(await readLog(db, 'told no')).toEqual(logged(entries));
  expect((await readCase(db, 'told no'))?.view.status).toBe('received');
});

// (P22)
test.for([
  ['another person', { ...officer, person: 'p-other' }, acceptPayload],
  ['another role', { ...officer, role: 'supervisor' }, acceptPayload],
  ['other content', officer, '{"type":"withdraw"}'],
] as const)('an event with the key of a command of %s is not written', async ([name, actor, payload]) => {
  const { db } = database;
  const [id, key] = [`forged by ${name}`, `p-officer:${name}`];
  const { entries } = await begin(db, id);
  await ask(db, { key, actor, payload, caseId: id });
  const next = chain(id, [accepted(start), accepted(start + 1, key)], entries);
  const writing = project(db, id, { entries: next, view: view(id, { status: 'closed' }) });
  await expect(writing).rejects.toThrow(new Forged(id, 3));
  await noteNotWritten(db, id, await writing.catch((error: unknown) => error));
  expect(await notedIncidents(db, id)).toMatchObject([
    { kind: 'forged', detail: expect.stringContaining('event 3') as string },
  ]);
  expect(await readLog(db, id)).toEqual(logged(entries));
  expect((await readCase(db, id))?.view.status).toBe('received');
  expect((await readCommand(db, key))?.command.answer).toBeUndefined();
});

// (P22, P23)
test('an event in the log answers no command of another person that was asked anew with its key', async () => {
  const { db } = database;
  const [id, key] = ['asked anew by another', 'p-officer:anew by another'];
  const { entries } = await begin(db, id);
  const projection = { entries: chain(id, [accepted(start, key)], entries), view: view(id) };
  await ask(db, asking(id, key));
  await project(db, id, projection);
  await dropAsked(database.owner, id);
  await ask(db, { key, actor: { ...officer, unit: 'tobacco' }, payload: acceptPayload, caseId: id });
  await expect(answerFromLog(db, id, key)).rejects.toThrow(Forged);
  expect(await project(db, id, projection)).toMatchObject({ written: 0 });
  const late = refuseUnlessLogged(db, { caseId: id, key, attempt: 1 }, { code: 'x', params: {} });
  await expect(late).rejects.toThrow(Forged);
  expect((await readCommand(db, key))?.command.answer).toBeUndefined();
});

// (P5)
test('a refusal and an acceptance of the same command that race: one of them holds, never both', async () => {
  const { db } = database;
  for (let round = 0; round < 30; round += 1) {
    const [id, key] = [`both-${round}`, `p-officer:both-${round}`];
    const { entries } = await begin(db, id);
    await ask(db, asking(id, key));
    const [written, refused] = await Promise.all([
      project(db, id, { entries: chain(id, [accepted(start, key)], entries), view: view(id) }).then(
        () => true,
        () => false,
      ),
      refuse(db, key, 1, { accepted: false, refused: { code: 'x', params: {} } }),
    ]);
    expect(written).toBe(!refused);
    expect((await readCommand(db, key))?.command.answer).toMatchObject({ accepted: written });
  }
});

// (P23)
test('an act whose row was lost and asked anew after its event was written is answered from the log', async () => {
  const { db } = database;
  const [id, key] = ['lost row', 'p-officer:lost row'];
  const { entries } = await begin(db, id);
  await ask(db, asking(id, key));
  await project(db, id, { entries: chain(id, [accepted(start, key)], entries), view: view(id) });
  await dropAsked(database.owner, id);
  await ask(db, asking(id, key));
  expect(await refuseUnlessLogged(db, { caseId: id, key, attempt: 1 }, { code: 'x', params: {} })).toBe('logged');
  expect((await readCommand(db, key))?.command.answer).toMatchObject({ accepted: true });
});

// (P5, P22)
test('an act that is recorded and refused while its event is written is refused or written, never both', async () => {
  const { db } = database;
  for (let round = 0; round < 60; round += 1) {
    const [id, key] = [`anew-${round}`, `p-officer:anew-${round}`];
    const { entries } = await begin(db, id);
    const writing = project(db, id, { entries: chain(id, [accepted(start, key)], entries), view: view(id) }).then(
      () => true,
      () => false,
    );
    await ask(db, asking(id, key));
    const outcome = await refuseUnlessLogged(db, { caseId: id, key, attempt: 1 }, { code: 'x', params: {} });
    const written = await writing;
    expect(written).toBe(outcome !== 'refused');
    expect((await readCommand(db, key))?.command.answer).toMatchObject({ accepted: written });
  }
});

// (P22)
test('an event with a key that no command of the case has is not written, nor is any beside it', async () => {
  const { db } = database;
  const { entries } = await begin(db, 'unasked');
  await ask(db, asking('unasked', 'p-officer:asked'));
  const next = chain('unasked', [accepted(start, 'p-officer:asked'), accepted(start, 'p-officer:unasked')], entries);
  await expect(project(db, 'unasked', { entries: next, view: view('unasked') })).rejects.toThrow(
    new Forged('unasked', 3),
  );
  expect(await readLog(db, 'unasked')).toEqual(logged(entries));
  expect((await readCommand(db, 'p-officer:asked'))?.command.answer).toBeUndefined();
});
