import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin } from '../../commands/receive-application.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { readCase } from '../../db/cases/cases.ts';
import { readPersonal } from '../../db/commands/personal.ts';
import { applicant, clerk, officer } from '../../domain/testing.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { startRecovery } from '../../operations/recovery/recover.ts';
import { bundle, either, part } from '../case/bundle.ts';
import { accept, accepted, act, application } from '../support/acts.ts';
import { bundleBeside } from '../support/bundle-beside.ts';
import { startShell, type TestShell } from '../support/worker.ts';

let shell: TestShell;
let recovery: ReturnType<typeof startRecovery>;
beforeAll(async () => {
  shell = await startShell({
    beside: [bundle, either, part],
    bundle: () =>
      bundleBeside('test/case/bundle.ts', { 'bundle.v1': 'bundle', 'either.v1': 'either', 'part.v1': 'part' }),
  });
  recovery = startRecovery(shell.context);
}, 120_000);
afterAll(async () => {
  await recovery.stop();
  await shell.stop();
});

const read = async (id: string): Promise<CaseView> => (await readCase(shell.context.db, id))!.view;
const agree = { type: 'answer', step: 'review', answer: { answer: 'agree' } } as const;

/** A bundle that was accepted, with the ids of the cases that it opened, once all of them run. */
async function opened(parts: number): Promise<{ readonly id: string; readonly children: readonly string[] }> {
  const { view } = accepted(
    await begin(shell.context, {
      actor: applicant,
      commandId: randomUUID(),
      application: { ...application, procedure: bundle.id, form: { parts }, papers: [] },
      personal: { owner: '沈雨晴' },
    }),
  );
  await ensureRunning(shell.context, view.case);
  accepted(await accept(shell.context, view.case));
  const childrenOf = () =>
    shell.context.db.selectFrom('case').select('id').where('parent', '=', view.case).orderBy('received_at').execute();
  await expect.poll(async () => (await childrenOf()).length, { timeout: 20_000 }).toBe(parts);
  return { id: view.case, children: (await childrenOf()).map(({ id }) => id) };
}

test(
  'a child begins, is handed its personal fields unread, and gives its ending back',
  { timeout: 60_000 },
  async () => {
    const { id, children } = await opened(2);
    const parent = await read(id);
    const views = await Promise.all(children.map(read));
    expect(views.map(({ parent: link }) => link)).toEqual(
      expect.arrayContaining([1, 2].map(nth => ({ case: id, step: `part@${nth}`, procedure: 'bundle.v1' }))),
    );
    for (const view of views) {
      expect(view).toMatchObject({
        applicant: applicant.person,
        status: 'received',
        form: { nth: expect.any(Number) },
      });
      expect(view.personal).toEqual({ ...parent.personal, fields: { holder: 'owner' } });
    }
    const [kept] = await readPersonal(shell.context.db, [parent.personal!.reference]);
    expect(kept!.fields).toMatchObject({ owner: '沈雨晴' });
    for (const child of children) {
      accepted(await accept(shell.context, child));
      accepted(await act(shell.context, child, officer('housing'), agree));
    }
    await expect.poll(async () => (await read(id)).status, { timeout: 20_000 }).toBe('granted');
    const ended = await shell.context.db
      .selectFrom('event')
      .select(['cause', 'command_key'])
      .where('case_id', '=', id)
      .where('type', '=', 'childEnded')
      .execute();
    expect(ended.map(({ cause }) => cause)).toEqual(ended.map(({ command_key: key }) => key));
    expect(new Set(ended.map(({ cause }) => cause!.split('/')[0]))).toEqual(new Set(children));
  },
);

test('withdrawal of a parent reaches its children; what was granted stays', { timeout: 60_000 }, async () => {
  const { id, children } = await opened(2);
  const [first, second] = children as [string, string];
  accepted(await accept(shell.context, first));
  accepted(await act(shell.context, first, officer('housing'), agree));
  await expect.poll(async () => (await read(id)).children).toEqual({ of: 2, opened: 2, ended: 1 });
  accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
  await expect.poll(async () => (await read(second)).status, { timeout: 20_000 }).toBe('withdrawn');
  expect((await read(first)).status).toBe('granted');
  await expect.poll(async () => (await read(id)).closed, { timeout: 20_000 }).toBe(true);
});

test('a letter that its receiver is past is noted, and no dead letter', { timeout: 60_000 }, async () => {
  const { id, children } = await opened(1);
  await recovery.stop();
  try {
    accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
    accepted(await act(shell.context, children[0]!, clerk, { type: 'notRequired', reason: { text: '无需许可' } }));
  } finally {
    recovery = startRecovery(shell.context);
  }
  const letters = () =>
    shell.context.db
      .selectFrom('command')
      .select(['answer', 'dead_at'])
      .where('sender_seq', '>', 0)
      .where('case_id', 'in', [id, children[0]!])
      .where('begins', '=', false)
      .execute();
  await expect
    .poll(async () => (await letters()).map(({ answer }) => answer), { timeout: 20_000 })
    .toEqual([
      { accepted: false, refused: expect.objectContaining({ code: 'case.ended' }) },
      { accepted: false, refused: expect.objectContaining({ code: 'case.ended' }) },
    ]);
});
