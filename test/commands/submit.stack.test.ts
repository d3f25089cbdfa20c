import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCase } from '../../db/cases/cases.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { submit, type Submission } from '../../commands/submit.ts';
import type { Actor } from '../../domain/values.ts';
import { accept, accepted, act, receive } from '../support/acts.ts';
import { costOf } from '../support/history.ts';
import { applicant, clerk, officer } from '../../domain/testing.ts';
import { startShell, type TestShell } from '../support/worker.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

const logOf = (caseId: string) =>
  shell.database.db
    .selectFrom('event')
    .select(['seq', 'type', 'command_key'])
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();

describe('an act', () => {
  test('is decided, written down and answered from what was written', async () => {
    const { case: id } = await receive(shell.context);
    const { events, view } = accepted(await accept(shell.context, id));
    expect(events[0]).toMatchObject({ type: 'accepted' });
    expect(view.status).toBe('inReview');
    const row = await shell.database.db.selectFrom('case').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ status: 'inReview', revision: 1 + events.length });
  });

  test('is answered with the case as it is written, made of the case that the caller saw', async () => {
    const { case: id } = await receive(shell.context);
    const read = async () => (await readCase(shell.database.db, id))!;
    const received = await read();
    const acts: [Actor, Submission['command']][] = [
      [clerk, { type: 'accept' }],
      [officer('market-regulation'), { type: 'claim', step: 'licence' }],
      [officer('market-regulation'), { type: 'answer', step: 'licence', answer: { answer: 'agree' } }],
    ];
    for (const [actor, command] of acts) {
      const act = { actor, command, caseId: id, commandId: randomUUID(), seen: await read() };
      expect(accepted(await submit(shell.context, act)).view).toEqual((await read()).view);
    }
    const late = { actor: applicant, command: { type: 'withdraw' }, caseId: id, commandId: randomUUID() } as const;
    expect(accepted(await submit(shell.context, { ...late, seen: received })).view).toEqual((await read()).view);
  });

  test('is answered from what the caller saw, without another look, where nobody else wrote meanwhile', async () => {
    const { case: id } = await receive(shell.context);
    accepted(await accept(shell.context, id));
    const { revision, view } = (await readCase(shell.database.db, id))!;
    const seen = { revision, view: { ...view, documents: [{ ...view.documents[0]!, document: 'marked' }] } };
    const claim = { type: 'claim', step: 'licence' } as const;
    const act = { actor: officer('market-regulation'), command: claim, caseId: id, commandId: randomUUID() };
    const after = accepted(await submit(shell.context, { ...act, seen })).view;
    expect(after.documents).toMatchObject([{ document: 'marked' }]);
  });

  // (P1)
  test('asked twice by the same id has one effect and the same answer', async () => {
    const { case: id } = await receive(shell.context);
    const commandId = randomUUID();
    const first = await accept(shell.context, id, commandId);
    expect(await accept(shell.context, id, commandId)).toEqual(first);
    expect((await logOf(id)).filter(event => event.type === 'accepted')).toHaveLength(1);
  });

  test('asked by the same id ten times at once has one effect, and nobody hears anything else', async () => {
    const { case: id } = await receive(shell.context);
    const commandId = randomUUID();
    const results = await Promise.all(Array.from({ length: 10 }, () => accept(shell.context, id, commandId)));
    for (const result of results) expect(accepted(result).events[0]).toMatchObject({ type: 'accepted' });
    expect((await logOf(id)).filter(event => event.type === 'accepted')).toHaveLength(1);
  });

  test('with an id that was used for other content, or for another case, is refused', async () => {
    const [one, other] = await Promise.all([receive(shell.context), receive(shell.context)]);
    const commandId = randomUUID();
    accepted(await accept(shell.context, one.case, commandId));
    const differs = { accepted: false, refused: { code: 'command.differs' } };
    expect(await act(shell.context, one.case, clerk, { type: 'publish', where: '公示栏' }, commandId)).toMatchObject(
      differs,
    );
    expect(await accept(shell.context, other.case, commandId)).toMatchObject(differs);
  });

  test('on a case that nobody knows is refused', async () => {
    expect(await accept(shell.context, 'case-unknown')).toMatchObject({
      accepted: false,
      refused: { code: 'case.unknown' },
    });
  });

  // (P8)
  test('of the wrong person is refused, leaves nothing in the history, and stays refused by its id', async () => {
    const { case: id } = await receive(shell.context);
    accepted(await accept(shell.context, id));
    const commandId = randomUUID();
    const answer = () => act(shell.context, id, officer('tobacco'), { type: 'claim', step: 'licence' }, commandId);
    const refused = {
      accepted: false,
      refused: { code: 'actor.wrongUnit', params: { found: 'tobacco', expected: 'market-regulation' } },
    };
    expect(
      await costOf(shell.context, id, async () => {
        expect(await answer()).toMatchObject(refused);
      }),
    ).toBe(0);
    expect(await answer()).toMatchObject(refused);
  });

  test('of a person costs at most seven events of history', async () => {
    const { case: id } = await receive(shell.context);
    await ensureRunning(shell.context, id);
    const costs = [
      await costOf(shell.context, id, () => accept(shell.context, id)),
      await costOf(shell.context, id, () =>
        act(shell.context, id, officer('market-regulation'), { type: 'claim', step: 'licence' }),
      ),
      await costOf(shell.context, id, () =>
        act(shell.context, id, officer('market-regulation'), {
          type: 'answer',
          step: 'licence',
          answer: { answer: 'agree' },
        }),
      ),
    ];
    console.info(`history events: accept ${costs[0]}, claim ${costs[1]}, answer ${costs[2]}`);
    for (const cost of costs) expect(cost).toBeLessThanOrEqual(7);
    expect(costs[1]).toBe(5);
  });

  test('of twenty people at once is decided for each, one after the other', async () => {
    const { case: id } = await receive(shell.context);
    accepted(await accept(shell.context, id));
    const results = await Promise.all(
      Array.from({ length: 20 }, () =>
        act(shell.context, id, officer('market-regulation'), { type: 'claim', step: 'licence' }),
      ),
    );
    const won = results.filter(result => 'accepted' in result && result.accepted);
    const known = results.filter(result => 'accepted' in result);
    expect(known).toHaveLength(20);
    expect(won.length).toBeGreaterThan(0);
    expect((await logOf(id)).filter(event => event.type === 'claimed')).toHaveLength(won.length);
  });

  // (P25)
  test('on a closed case is decided from its log', async () => {
    const { case: id } = await receive(shell.context);
    const ended = accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
    expect(ended.view).toMatchObject({ status: 'withdrawn', closed: true });
    await shell.context.client.workflow.getHandle(id).result();
    expect(await accept(shell.context, id)).toMatchObject({ accepted: false, refused: { code: 'case.ended' } });
  });
});
