import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin } from '../../commands/receive-application.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { readCase } from '../../db/cases/cases.ts';
import { z } from 'zod';
import { readPersonal } from '../../db/commands/personal.ts';
import { callAgain, claimCalls, statusOfCall } from '../../db/effects/calls.ts';
import { listIncidents } from '../../db/operations/incidents.ts';
import { applicant, clerk, officer, paper } from '../../domain/testing.ts';
import type { Json } from '../../domain/values.ts';
import { implement, type Implementations, type SourceImplementation } from '../../effects/implementation.ts';
import { bring } from '../../operations/effects/bring.ts';
import { startEffects } from '../../operations/effects/effects.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { startRecovery } from '../../operations/recovery/recover.ts';
import { bundle, either, part, paying } from '../case/bundle.ts';
import { accept, accepted, act, application } from '../support/acts.ts';
import { bundleBeside } from '../support/bundle-beside.ts';
import { startShell, type TestShell } from '../support/worker.ts';

let shell: TestShell;
let recovery: ReturnType<typeof startRecovery>;
beforeAll(async () => {
  shell = await startShell({
    beside: [bundle, either, part, paying],
    bundle: () =>
      bundleBeside('test/case/bundle.ts', {
        'bundle.v1': 'bundle',
        'either.v1': 'either',
        'part.v1': 'part',
        'paying.v1': 'paying',
      }),
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
  await expect.poll(async () => (await read(id)).children).toEqual({ of: 2, opened: 2, ended: 1, drafts: 0 });
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

/** An implementation that answers as it is told to, one answer after the other, and keeps the last. */
class Register {
  readonly asked: { readonly key: string; readonly input: object }[] = [];
  readonly #answers: (() => Promise<Json>)[];
  readonly sources: Record<string, SourceImplementation> = {
    'shared-catalogue': { find: () => Promise.resolve({ digest: 'b'.repeat(64), kind: 'eLicence' }) },
  };

  constructor(...answers: readonly (() => Promise<Json>)[]) {
    this.#answers = [...answers];
  }

  get implementations(): Implementations {
    const payment = implement({
      takes: z.object({ fen: z.int(), payee: z.string() }),
      result: z.object({ number: z.string() }),
      call: (input, { key }) => {
        this.asked.push({ key, input });
        return (this.#answers.length > 1 ? this.#answers.shift()! : this.#answers[0]!)();
      },
    });
    return { effects: { payment }, sources: this.sources };
  }
}

/** Calls that fail are made again at once. */
const quick = { lookMs: 50, patienceMs: 300, firstPauseMs: 10, longestPauseMs: 50 };

/** A case whose payment is asked for. */
async function toPay(): Promise<string> {
  const { view } = accepted(
    await begin(shell.context, {
      actor: applicant,
      commandId: randomUUID(),
      application: { ...application, procedure: paying.id, form: { fen: 100 }, papers: [paper('plan')] },
      personal: { payee: '6222000000000001' },
    }),
  );
  await ensureRunning(shell.context, view.case);
  accepted(await accept(shell.context, view.case));
  accepted(await act(shell.context, view.case, officer('market-regulation'), agree));
  return view.case;
}

const keyOfCall = (id: string): string => `effect:${id}:pay`;
const callsOf = (id: string) =>
  shell.context.db
    .selectFrom('effect_call')
    .select(['subject', 'attempt', 'done_at', 'dead_at', 'failure'])
    .where('case_id', '=', id)
    .orderBy('subject')
    .execute();

test('an effect that fails, lies and is slow is called until it answers, always by the same key', async () => {
  const id = await toPay();
  const register = new Register(
    () => Promise.reject(new Error('the register of 沈雨晴 is away')),
    () => Promise.resolve({ receipt: 7 }),
    () => new Promise<never>(() => {}),
    () => Promise.resolve({ number: 'ZF-1' }),
  );
  const effects = startEffects(shell.context, register.implementations, quick);
  try {
    await expect.poll(async () => (await read(id)).status, { timeout: 20_000 }).toBe('settled');
  } finally {
    await effects.stop();
  }
  expect(await read(id)).toMatchObject({
    reasons: [{ text: 'ZF-1' }],
    papers: expect.arrayContaining([expect.objectContaining({ material: 'licence', suppliedBy: 'sharedData' })]),
  });
  const called = { key: keyOfCall(id), input: { fen: 100, payee: '6222000000000001' } };
  expect(register.asked).toEqual([called, called, called, called]);
  expect(shell.logged.filter(({ level }) => level === 'warn').map(each => JSON.stringify(each))).not.toContainEqual(
    expect.stringContaining('沈雨晴'),
  );
  const log = await shell.context.db.selectFrom('event').select('data').where('case_id', '=', id).execute();
  expect(log.map(({ data }) => data).join('')).not.toContain('6222000000000001');
});

/** Calls what cases ask for until no call of the case is left. */
async function makeAllCalls(register: Register, id: string): Promise<void> {
  const effects = startEffects(shell.context, register.implementations, quick);
  try {
    await expect
      .poll(async () => (await callsOf(id)).every(call => call.done_at !== null), { timeout: 20_000 })
      .toBe(true);
  } finally {
    await effects.stop();
  }
}

test('a call that its caller left is made by the next one; of two answers the case takes the first', async () => {
  const id = await toPay();
  // Two callers took it and died: the one before it did anything, the other after its answer was recorded.
  const mine = async () => {
    for (;;) {
      const found = (await claimCalls(shell.context.db, 20, 100)).find(
        ({ caseId, kind }) => caseId === id && kind === 'effect',
      );
      if (found) return found;
      await setTimeout(20);
    }
  };
  await mine();
  const second = await mine();
  await bring(shell.context, second, { type: 'completeEffect', step: 'pay', result: { number: 'ZF-first' } });
  const register = new Register(() => Promise.resolve({ number: 'ZF-second' }));
  await makeAllCalls(register, id);
  expect(await read(id)).toMatchObject({ status: 'settled', reasons: [{ text: 'ZF-first' }] });
  const answers = await shell.context.db
    .selectFrom('event')
    .select('command_key')
    .where('case_id', '=', id)
    .where('type', '=', 'effectCompleted')
    .execute();
  expect(answers).toEqual([{ command_key: `${keyOfCall(id)}:0` }]);
});

test('a call that is given up waits for an administrator, who has it made again', async () => {
  const id = await toPay();
  const register = new Register(
    () => Promise.reject(new Error('away')),
    () => Promise.reject(new Error('away')),
    () => Promise.resolve({ number: 'ZF-late' }),
  );
  const effects = startEffects(shell.context, register.implementations, { ...quick, attempts: 2 });
  const { db } = shell.context;
  const given = async () =>
    (await listIncidents(db, { kind: 'callGivenUp', caseId: id }, {})).items.map(({ item }) => item);
  try {
    await expect.poll(given, { timeout: 20_000 }).toMatchObject([{ key: keyOfCall(id), detail: 'payment: Error' }]);
    expect(await statusOfCall(db, id, 'pay')).toMatchObject({ attempts: 2, failure: 'Error', nextAt: null });
    const repairer = { by: 'p-administrator', reason: '支付系统恢复', key: randomUUID() };
    await expect(callAgain(db, `effect:${id}:review`, { ...repairer, key: randomUUID() })).rejects.toMatchObject({
      code: 'repair.notADeadLetter',
    });
    expect(await callAgain(db, keyOfCall(id), repairer)).toMatchObject({ what: 'callAgain', found: 'Error' });
    expect(await callAgain(db, keyOfCall(id), repairer)).toMatchObject({ what: 'callAgain', found: 'Error' });
    await expect.poll(async () => (await read(id)).reasons, { timeout: 20_000 }).toEqual([{ text: 'ZF-late' }]);
  } finally {
    await effects.stop();
  }
  expect(await given()).toEqual([]);
});

test('what nobody waits for any longer is not called', async () => {
  const id = await toPay();
  accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
  const register = new Register(() => Promise.resolve({ number: 'ZF-1' }));
  await makeAllCalls(register, id);
  expect(register.asked.filter(({ key }) => key === keyOfCall(id))).toEqual([]);
});
