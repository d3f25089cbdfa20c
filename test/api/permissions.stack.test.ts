import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissionsFor } from '../../api/schema/permissions.ts';
import type { Rule } from '../../api/schema/rule.ts';
import { buildSchema } from '../../api/schema/schema.ts';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import {
  administrator,
  agent,
  applicant,
  clerk,
  fire,
  lead,
  observer,
  Office,
  supervisor,
  tobacco,
  type Said,
} from './office.ts';
import { sample } from './sample.ts';

let office: Office;
let seen: NonNullable<Said['case']>;
beforeAll(async () => {
  office = await Office.open({ production: true });
  seen = await office.receiveInParallel();
});
afterAll(async () => {
  await office.product.stop();
});

const roles: Record<string, Wanted | undefined> = {
  nobody: undefined,
  applicant,
  agent,
  'window-clerk': clerk,
  officer: lead,
  'unit-head': { as: 'unit-head' },
  supervisor,
  administrator,
  observer,
};
const allowed = (rule: Rule, role: string): boolean =>
  rule.who === 'everyone' ||
  (role !== 'nobody' && (rule.who === 'signedIn' || (rule.who as readonly string[]).includes(role)));
const codeOf = (ask: Promise<unknown>): Promise<string> =>
  ask.then(
    () => 'answered',
    (error: { code: string }) => error.code,
  );

describe.each(Object.keys(roles))('in the role %s', role => {
  test('exactly the mutations of the table are more than refused', async () => {
    const { procedures } = office.product.shell.context;
    const rules = permissionsFor(procedures)['Mutation']!;
    for (const { name, args } of Object.values(buildSchema(procedures).getMutationType()!.getFields())) {
      const input = sample(args[0]!.type) as object;
      const { __typename } = await office.say(
        roles[role],
        name,
        { ...input, ...('caseId' in input && { caseId: 'none' }) },
        '__typename',
        String(args[0]!.type),
      );
      const refused = role === 'nobody' ? 'Unauthenticated' : 'NotPermitted';
      expect([name, __typename === refused]).toEqual([name, !allowed(rules[name]!, role)]);
    }
  });

  test('exactly the lists of the table are answered', async () => {
    const rules = permissionsFor(office.product.shell.context.procedures)['Query']!;
    const unit = ['supervisor', 'administrator', 'observer'].includes(role) ? '(unit: "tobacco")' : '';
    const asked: Record<string, string> = {
      procedures: 'procedures { name }',
      previewProcedure: 'previewProcedure(name: "restaurant-opening") { receivedAt }',
      previewDeadline: 'previewDeadline(limit: { unit: WD, n: 1 }) { due }',
      me: 'me { role }',
      inbox: `inbox${unit} { edges { cursor } }`,
      unitTasks: `unitTasks${unit} { edges { cursor } }`,
      unitCases: 'unitCases { edges { cursor } }',
      dueSoon: 'dueSoon { edges { cursor } }',
      red: 'red { edges { cursor } }',
      undated: 'undated { edges { cursor } }',
      myCases: 'myCases { edges { cursor } }',
      windowCases: 'windowCases { edges { cursor } }',
      supervision: 'supervision { redCases { edges { cursor } } }',
      deadLetters: 'deadLetters { key }',
      incidents: 'incidents { edges { cursor } }',
      repairs: 'repairs { at }',
      calendars: 'calendars { calendar }',
      calendarVersion: 'calendarVersion(version: "cn-2026") { version }',
      publications: 'publications { version }',
      publication: 'publication(version: "none") { version }',
      publicationPreview:
        'publicationPreview(file: { calendar: "new", version: "new-1", title: "t", years: [{ year: 2027, notices: ' +
        '["n"], off: [{ name: "d", dates: ["2027-06-15"] }], work: [] }] }) { cases }',
    };
    for (const [name, query] of Object.entries(asked)) {
      const expected = allowed(rules[name]!, role)
        ? 'answered'
        : role === 'nobody'
          ? 'UNAUTHENTICATED'
          : 'NOT_PERMITTED';
      expect([name, await codeOf(office.ask(roles[role], `{ ${query} }`))]).toEqual([name, expected]);
    }
  });
});

describe('a list of a unit', () => {
  test('is not given to an officer of another unit, whose role alone would do', async () => {
    for (const list of ['inbox', 'unitTasks', 'unitCases', 'dueSoon', 'red', 'undated']) {
      const ask = (who: Wanted) => codeOf(office.ask(who, `{ ${list}(unit: "fire-rescue") { edges { cursor } } }`));
      expect([list, await ask(tobacco), await ask(fire)]).toEqual([list, 'NOT_PERMITTED', 'answered']);
    }
    await expect(office.ask(tobacco, '{ inbox(unit: "fire-rescue") { edges { cursor } } }')).rejects.toThrow(
      '“Query.inbox”对经办只限本单位，即“tobacco”',
    );
    await expect(office.ask(tobacco, '{ windowCases { edges { cursor } } }')).rejects.toThrow(
      '无权使用“Query.windowCases”',
    );
  });
});

test('an act without a token or in another role is refused as data', async () => {
  expect(await office.say(undefined, 'acceptCase', { caseId: seen.id })).toMatchObject({
    __typename: 'Unauthenticated',
  });
  expect(await office.say(applicant, 'acceptCase', { caseId: seen.id })).toMatchObject({ __typename: 'NotPermitted' });
  expect(
    await office.say(supervisor, 'answerApproval', { caseId: seen.id, step: 'licence', answer: 'AGREE' }),
  ).toMatchObject({
    __typename: 'NotPermitted',
  });
});

test('time is moved on a development stack only', async () => {
  expect(await office.say(applicant, 'advanceTime', { caseId: seen.id, workingDays: 1 })).toMatchObject({
    __typename: 'DevelopmentOnly',
  });
  expect(
    await office.say(applicant, 'startRestaurantOpeningV1', {
      channel: 'ONLINE',
      form: { name: '店', seats: 1, hasSignboard: false, sellsTobacco: false, contact: '某' },
      papers: [],
      developmentTime: '2028-03-01T09:00:00+08:00',
    }),
  ).toMatchObject({ __typename: 'DevelopmentOnly' });
});
