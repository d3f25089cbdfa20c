import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advance } from '../../operations/development/advance-time.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { startFromLog, takeFromHistory } from '../../operations/repair/repair.ts';
import { keepNumbersGiven, takeAll } from '../../operations/repair/after-restore.ts';
import { readCase } from '../../db/cases/cases.ts';
import { readRepairs } from '../../db/operations/repairs.ts';
import { accept, accepted, act, receive } from '../support/acts.ts';
import { officer } from '../../domain/testing.ts';
import { startShell, type TestShell } from '../support/worker.ts';
import { typesOf, copyAll, compared, findings, numbered, repairer, serialOf } from './copies.ts';
import { inReview } from './runs.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

describe('an older database', () => {
  test('what it lacks is named event by event and taken from Temporal, and the audit is clean', async () => {
    const [claimed, untouched, started] = [
      await inReview(shell),
      await inReview(shell),
      (await receive(shell.context)).case,
    ];
    await ensureRunning(shell.context, started);
    const numberBefore = await numbered(shell, untouched);
    const restore = await copyAll(shell);
    accepted(
      await act(
        shell.context,
        claimed,
        officer('market-regulation'),
        { type: 'claim', step: 'licence' },
        'told-before',
      ),
    );
    accepted(
      await act(shell.context, claimed, officer('market-regulation'), {
        type: 'answer',
        step: 'licence',
        answer: { answer: 'agree' },
      }),
    );
    accepted(await accept(shell.context, started));
    const numberOfClaimed = await numbered(shell, claimed);
    const { case: after, number } = await receive(shell.context, { commandId: 'received-after' });
    await ensureRunning(shell.context, after);
    accepted(await accept(shell.context, after));
    const numberOfAfter = await numbered(shell, after);
    const logOf = (id: string) =>
      shell.database.db
        .selectFrom('event')
        .select(['seq', 'hash', 'data'])
        .where('case_id', '=', id)
        .orderBy('seq')
        .execute();
    const [before, logs] = [await typesOf(shell, claimed), await Promise.all([claimed, started, after].map(logOf))];
    await restore();
    expect(await typesOf(shell, claimed), 'the older database lacks them').toEqual(before.slice(0, 2));
    await expect
      .poll(async () => (await compared(shell)).map(each => each.caseId).toSorted())
      .toEqual([claimed, started, after].toSorted());
    const named = new Map((await compared(shell)).map(each => [each.caseId, each]));
    expect(named.get(claimed)).toMatchObject({
      revision: 2,
      follows: true,
      instruments: [numberOfClaimed],
      lost: { queryCode: false, personal: [] },
    });
    expect(named.get(claimed)?.missing.map(each => each.type)).toEqual(before.slice(2));
    expect(named.get(claimed)?.missing[0]).toMatchObject({
      seq: 3,
      key: expect.stringContaining('told-before') as string,
    });
    expect(
      named.get(after),
      'received after the copy: named with its number, and with what Temporal never had',
    ).toMatchObject({
      number,
      revision: 0,
      follows: true,
      instruments: [numberOfAfter],
      lost: { queryCode: true, personal: [expect.stringMatching(/^personal:/)] },
    });

    expect((await takeFromHistory(shell.context, claimed, repairer)).found).toBe(
      `the log ended at event 2; ${before.length - 2} events were taken, up to ${before.length}`,
    );
    await takeFromHistory(shell.context, started, repairer);
    await takeFromHistory(shell.context, after, repairer);
    const now = await Promise.all([claimed, started, after].map(logOf));
    expect(
      now.map(each => each.slice(0, -1)),
      'to the byte',
    ).toEqual(logs);
    for (const log of now)
      expect(JSON.parse(log.at(-1)!.data), 'and the note of it behind').toMatchObject({
        type: 'repaired',
        actor: { person: 'p-administrator', role: 'administrator' },
        data: { how: 'takeFromHistory', reason: repairer.reason },
      });
    expect((await readCase(shell.database.db, after))?.view).toMatchObject({ number, status: 'inReview' });
    for (const id of [claimed, untouched, after])
      await expect(takeFromHistory(shell.context, id, repairer)).rejects.toMatchObject({
        code: 'repair.nothingMissing',
      });
    await expect(takeFromHistory(shell.context, 'case-none', repairer)).rejects.toMatchObject({ code: 'case.unknown' });
    expect((await readRepairs(shell.database.db)).map(each => [each.what, each.caseId, each.by])).toEqual(
      [after, started, claimed].map(id => ['takeFromHistory', id, 'p-administrator']),
    );
    expect(await findings(shell)).toEqual([]);
    // No number is given twice. Whoever was told before is told the same again, and the cases go on.
    const next = [(await receive(shell.context)).number, await numbered(shell, started)] as const;
    expect(serialOf(next[0])).toBeGreaterThan(serialOf(number));
    expect([numberOfClaimed, numberOfAfter, next[1]].map(serialOf)).toEqual(
      [1, 2, 3].map(more => serialOf(numberBefore) + more),
    );
    accepted(
      await act(
        shell.context,
        claimed,
        officer('market-regulation'),
        { type: 'claim', step: 'licence' },
        'told-before',
      ),
    );
    expect(await typesOf(shell, claimed)).toEqual([...before, 'repaired']);
    expect((await receive(shell.context, { commandId: 'received-after' })).number).toBe(number);
    accepted(await act(shell.context, after, officer('market-regulation'), { type: 'claim', step: 'licence' }));
    expect(await findings(shell)).toEqual([]);
  });

  test('a case whose time was moved keeps it, and nothing in its log is ahead of its clock', async () => {
    const { case: known } = await receive(shell.context, { time: '2027-03-25T10:00' });
    accepted(await accept(shell.context, known));
    const restore = await copyAll(shell);
    const { case: after } = await receive(shell.context, { time: '2027-03-25T10:00' });
    const offsetOf = async (id: string): Promise<number> => (await readCase(shell.database.db, id))!.timeOffset;
    const moved = [known, after];
    for (const id of moved) await advance(shell.context, { key: `moved:${id}`, caseId: id, workingDays: 3 });
    const before = await Promise.all(moved.map(offsetOf));
    await restore();
    expect((await offsetOf(known)) < before[0]!, 'the copy has the former time').toBe(true);
    for (const id of moved) await takeFromHistory(shell.context, id, repairer);
    for (const [index, id] of moved.entries())
      expect(Math.abs((await offsetOf(id)) - before[index]!), id).toBeLessThan(60_000);
    expect(await findings(shell)).toEqual([]);
    // The check sees what it is made for.
    await shell.database.owner.updateTable('case').set({ time_offset_ms: 0 }).where('id', '=', after).execute();
    expect(new Set((await findings(shell)).map(({ check }) => check))).toContain('early');
    await shell.database.owner
      .updateTable('case')
      .set({ time_offset_ms: before[1]! })
      .where('id', '=', after)
      .execute();
  });

  test('numbers that it does not know are not given again, though no event and no case is taken', async () => {
    const one = await inReview(shell);
    const restore = await copyAll(shell);
    const given = await numbered(shell, one);
    const { case: after, number } = await receive(shell.context);
    await ensureRunning(shell.context, after);
    await restore();
    await expect
      .poll(async () => (await compared(shell)).map(each => each.caseId).toSorted())
      .toEqual([one, after].toSorted());
    expect(await keepNumbersGiven(shell.context, repairer)).toBe(2);
    expect(await keepNumbersGiven(shell.context, repairer), 'said again, it finds nothing').toBe(0);
    expect(new Map((await readRepairs(shell.database.db)).slice(0, 2).map(each => [each.caseId, each.found]))).toEqual(
      new Map([
        [one, `${given} of supervision-office`],
        [after, `case numbers up to ${number}`],
      ]),
    );
    await startFromLog(shell.context, one, repairer);
    expect(serialOf((await receive(shell.context)).number)).toBeGreaterThan(serialOf(number));
    expect(serialOf(await numbered(shell, await inReview(shell)))).toBe(serialOf(given) + 1);
    expect(await findings(shell), 'a record that was given up, and no other finding').toMatchObject([
      {
        check: 'number',
        case: one,
        found: expect.stringMatching(new RegExp(`^supervision-office L2 \\d{4} ${serialOf(given)}$`)) as string,
      },
    ]);
    expect(await numbered(shell, one), 'opened again it has its number').toBe(given);
    expect(await findings(shell)).toEqual([]);
  });

  test('a case that was applied for again stays when others are taken, and its run is replaced', async () => {
    const { case: other } = await receive(shell.context);
    const restore = await copyAll(shell);
    const { case: id, number } = await receive(shell.context, { commandId: 'asked-again' });
    await ensureRunning(shell.context, id);
    accepted(await accept(shell.context, id));
    accepted(await accept(shell.context, other));
    await restore();
    await keepNumbersGiven(shell.context, repairer);
    const again = await receive(shell.context, { commandId: 'asked-again' });
    expect([again.case, again.status]).toEqual([id, 'received']);
    expect(serialOf(again.number)).toBeGreaterThan(serialOf(number));
    await expect(takeFromHistory(shell.context, id, repairer)).rejects.toMatchObject({ code: 'repair.doesNotFollow' });
    const [taken, left]: [string[], string[]] = [[], []];
    await takeAll(shell.context, repairer, {
      onTaken: ({ caseId }) => {
        taken.push(caseId);
      },
      onLeft: ({ caseId }, { code }) => {
        left.push(`${caseId} ${code}`);
      },
    });
    expect(taken).toContain(other);
    expect(left).toEqual([`${id} repair.doesNotFollow`]);
    accepted(await accept(shell.context, id));
    expect(await typesOf(shell, id)).toEqual(['received', 'accepted']);
    expect(await findings(shell)).toEqual([]);
  });

  test('an act that was refused after the copy is decided anew when it is asked again, and is never both', async () => {
    const id = await inReview(shell);
    const licence = officer('market-regulation');
    const restore = await copyAll(shell);
    accepted(await act(shell.context, id, licence, { type: 'claim', step: 'licence' }));
    const acceptAgain = () => accept(shell.context, id, 'refused-after');
    const refused = await acceptAgain();
    expect(refused).toMatchObject({ accepted: false });
    await restore();
    await takeFromHistory(shell.context, id, repairer);
    expect(await acceptAgain(), 'decided on the same case, it comes to the same').toEqual(refused);
    expect(await findings(shell)).toEqual([]);

    // The same on a case whose later events are given up: there it is accepted, once.
    const restoreAgain = await copyAll(shell);
    accepted(await act(shell.context, id, licence, { type: 'answer', step: 'licence', answer: { answer: 'agree' } }));
    const late = () =>
      act(shell.context, id, licence, { type: 'answer', step: 'licence', answer: { answer: 'agree' } }, 'refused-late');
    expect(await late()).toMatchObject({ accepted: false });
    await restoreAgain();
    await startFromLog(shell.context, id, repairer);
    accepted(await late());
    accepted(await late());
    expect(
      await shell.database.db
        .selectFrom('event')
        .select('seq')
        .where('case_id', '=', id)
        .where('command_key', 'like', '%:refused-late')
        .execute(),
    ).toHaveLength(1);
    expect(await findings(shell)).toEqual([]);
  });
});
