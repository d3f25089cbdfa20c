import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCase } from '../../db/cases/cases.ts';
import { readWholeDirectory } from '../../db/directory/directory.ts';
import { writeDirectory } from '../../db/directory/write.ts';
import { dayOf } from '../../domain/calendar/day.ts';
import * as acts from '../../domain/directory/acts.ts';
import { posts } from '../../domain/directory/posts.ts';
import { Refused } from '../../domain/refusal.ts';
import type { SignInRole } from '../../api/http/viewer.ts';
import { changeAndRepin } from '../../operations/directory/change.ts';
import { mayHandle, mayReassign, Office as Rules } from '../directory/may-act.ts';
import { people, small, units } from '../directory/small-office.ts';
import { Office } from './office.ts';
import { defined } from '../../domain/defined.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office.product.stop();
});

const hourMs = 3_600_000;
interface Attempt {
  readonly person: string;
  readonly role: SignInRole;
  readonly unit: string;
  readonly act: 'claimStep' | 'reassignStep';
}
type Move = { readonly change: acts.DirectoryActing } | { readonly attempt: Attempt };

const anyPerson = fc.constantFrom(...people);
const anyUnit = fc.constantFrom(...units);
const byOffice = { person: 'p-administrator', role: 'administrator' };
const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.tuple(anyPerson, fc.option(anyPerson, { nil: undefined })).map(([person, deputy]): Move => ({
    change: (directory, now) =>
      acts.enterAbsence({ person, from: now - 1, to: now + hourMs, ...defined({ deputy }) }, byOffice)(directory, now),
  })),
  fc.tuple(anyPerson, anyUnit, fc.constantFrom(...posts)).map(([person, unit, post]): Move => ({
    change: (directory, now) => acts.givePost({ person, unit, post, from: dayOf(now) })(directory, now),
  })),
  anyPerson.map((person): Move => ({
    change: (directory, now) =>
      directory.holdings
        .filter(each => each.person === person)
        .slice(0, 1)
        .flatMap(each => acts.endPost({ ...each, to: dayOf(now) - 1 })(directory, now)),
  })),
  anyPerson.map((person): Move => ({
    change: (directory, now) =>
      acts.declareRelation({ person, subject: 'p-applicant', kind: 'kin', from: dayOf(now) })(directory, now),
  })),
  ...[1, 2, 3].map(() =>
    fc
      .record({
        person: fc.oneof(anyPerson, fc.constantFrom('p-market-regulation-1', 'p-market-regulation-2')),
        role: fc.constantFrom<SignInRole>('officer', 'unit-head'),
        unit: fc.constantFrom('market-regulation', 'market-regulation', 'tobacco'),
        act: fc.constantFrom('claimStep' as const, 'claimStep' as const, 'reassignStep' as const),
      })
      .map(attempt => ({ attempt })),
  ),
);

async function change(change: acts.DirectoryActing): Promise<void> {
  try {
    await changeAndRepin(office.product.shell.context, { by: 'p-administrator', reason: '机构改革' }, change);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

/** Asks with a token of that person, role and unit; true where it was done. */
async function ask({ person, role, unit }: Omit<Attempt, 'act'>, mutation: string, input: object): Promise<boolean> {
  const response = await fetch(`${office.product.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await office.product.issuer.sign({ person, role, unit }, 1)}`,
    },
    body: JSON.stringify({
      query: `mutation M($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) {
        result: ${mutation}(input: $input) { __typename }
      }`,
      variables: { input: { commandId: randomUUID(), ...input } },
    }),
  });
  const { data } = (await response.json()) as { data?: { result: { __typename: string } } };
  return data?.result.__typename === 'Accepted';
}

test('on the real stack too nobody acts who may not, in any course of changes and acts', async () => {
  const { db, owner } = office.product.shell.database;
  const counts = { asked: 0, done: 0 };
  const courses = fc.sample(fc.array(moves, { minLength: 10, maxLength: 14 }), 12);
  for (const course of courses) {
    await writeDirectory(owner, small);
    const { id: caseId } = await office.receive();
    const clerk = { person: 'p-service-window-1', role: 'window-clerk', unit: 'service-window' } as const;
    expect(await ask(clerk, 'acceptCase', { caseId })).toBe(true);
    const own = Buffer.from(caseId, 'base64').toString().replace('Case:', '');
    for (const move of course) {
      if ('change' in move) {
        await change(move.change);
        continue;
      }
      const { view } = (await readCase(db, own))!;
      const step = view.steps.find(each => each.step === 'licence')!;
      const rules = new Rules(await readWholeDirectory(db), Date.now());
      const { person, role, unit, act } = move.attempt;
      const asked = { applicant: view.applicant, lead: view.lead, receivers: [clerk.person] };
      const isTheirs = rules.has(person, role, unit);
      const may =
        act === 'claimStep'
          ? isTheirs && unit === step.unit && mayHandle(rules, person, unit, asked)
          : isTheirs &&
            role === 'unit-head' &&
            mayReassign(rules, person, step.unit!, asked) &&
            (unit === step.unit || unit === view.lead);
      const to = step.unit === 'urban-management' ? 'fire-rescue' : 'urban-management';
      const input = { caseId, step: 'licence', ...(act === 'reassignStep' && { to, reason: { text: '改派' } }) };
      const done = await ask(move.attempt, act, input);
      counts.asked += 1;
      counts.done += Number(done);
      expect(done && !may, `${JSON.stringify(move.attempt)} with ${step.unit} was let through`).toBe(false);
      const isOfState = act === 'reassignStep' || step.claimedBy === person;
      expect(may && !done && !isOfState, `${JSON.stringify(move.attempt)} with ${step.unit} was kept out`).toBe(false);
    }
  }
  console.info(`${courses.length} courses: ${counts.asked} acts asked, ${counts.done} done`);
  expect(counts.done).toBeGreaterThan(3);
}, 240_000);
