import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { begin } from '../../commands/receive-application.ts';
import { yearOf } from '../../domain/calendar/day.ts';
import { startMissing } from '../../operations/recovery/start-missing.ts';
import { accept, accepted, application } from '../support/acts.ts';
import { historyOf, textOf } from '../support/history.ts';
import { applicant, officer } from '../../domain/testing.ts';
import { startShell, type TestShell } from '../support/worker.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

const personal = { contact: '沈雨晴 13800000000' };
const given = (commandId: string = randomUUID()) => ({ actor: applicant, commandId, application, personal });

describe('an application', () => {
  test('asked twice is one case with one number', async () => {
    const commandId = randomUUID();
    const results = [await begin(shell.context, given(commandId)), await begin(shell.context, given(commandId))];
    expect(results[1]).toEqual(results[0]);
    expect(accepted(results[0]!).view.number).toMatch(/^SX\d{4}-\d{6}$/);
  });

  test('has an id that begins with the year of receipt, and keeps it when it is asked again a year later', async () => {
    const commandId = randomUUID();
    const first = accepted(await begin(shell.context, given(commandId)));
    expect(first.view.case).toMatch(/^\d{4}-[0-9a-f]{24}$/);
    expect(Number(first.view.case.slice(0, 4))).toBe(yearOf(first.view.receivedAt));
    const later = { ...given(commandId), timeOffset: 366 * 86_400_000 };
    expect(accepted(await begin(shell.context, later)).view.case).toBe(first.view.case);
  });

  test('asked five times at once is one case', async () => {
    const commandId = randomUUID();
    const views = (await Promise.all(Array.from({ length: 5 }, () => begin(shell.context, given(commandId))))).map(
      result => accepted(result).view,
    );
    expect(new Set(views.map(view => view.number)).size).toBe(1);
  });

  test('with an id that was used for another form, or for other personal fields, is refused', async () => {
    const commandId = randomUUID();
    accepted(await begin(shell.context, given(commandId)));
    const differs = { accepted: false, refused: { code: 'command.differs' } };
    expect(
      await begin(shell.context, {
        ...given(commandId),
        application: { ...application, form: { ...application.form, seats: 41 } },
      }),
    ).toMatchObject(differs);
    expect(await begin(shell.context, { ...given(commandId), personal: { contact: '别人' } })).toMatchObject(differs);
  });

  test('keeps its personal fields out of log, command and history; a repeat brings none back', async () => {
    const commandId = randomUUID();
    const {
      view: { case: id },
    } = accepted(await begin(shell.context, given(commandId)));
    accepted(await accept(shell.context, id));
    const { db, owner } = shell.database;
    const kept = await db.selectFrom('personal').selectAll().where('case_id', '=', id).executeTakeFirstOrThrow();
    expect(kept.fields).toMatchObject(personal);
    const history = textOf(await historyOf(shell.context, id));
    expect(history).toContain('老街面馆');
    const rows = JSON.stringify([
      await db.selectFrom('event').selectAll().where('case_id', '=', id).execute(),
      await db.selectFrom('command').selectAll().where('case_id', '=', id).execute(),
    ]);
    for (const text of [history, rows]) expect(text).not.toContain('13800000000');
    await owner.deleteFrom('personal').where('case_id', '=', id).execute();
    accepted(await begin(shell.context, given(commandId)));
    expect(await db.selectFrom('personal').selectAll().where('case_id', '=', id).execute()).toEqual([]);
  });

  test('that a rule forbids is refused and makes no case', async () => {
    const unknown = { ...application, modes: ['overnight'] };
    expect(await begin(shell.context, { ...given(), application: unknown })).toMatchObject({
      accepted: false,
      refused: { code: 'mode.notOffered' },
    });
    expect(await begin(shell.context, { ...given(), actor: officer('tobacco') })).toMatchObject({
      accepted: false,
      refused: { code: 'actor.wrongRole' },
    });
  });

  // (P26)
  test('is received while Temporal is away, and runs once it is there again', async () => {
    const away = {
      ...shell.context,
      client: new Client({
        connection: Connection.lazy({ address: '127.0.0.1:1' }),
        namespace: shell.context.client.options.namespace,
      }),
    };
    const { view } = accepted(await begin(away, given()));
    expect(view.status).toBe('received');
    expect(await startMissing(shell.context)).toBeGreaterThan(0);
    expect((await shell.context.client.workflow.getHandle(view.case).describe()).status.name).toBe('RUNNING');
  });
});
