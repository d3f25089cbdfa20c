import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iso } from '../../db/values.ts';
import { countedCases, countedFigures } from '../case/mode-cases.ts';
import { shop } from '../case/shop.ts';
import { homeless } from './listed-procedure.ts';
import { applicant, clerk, fire, form, lead, observer, Office, paper, papers } from './office.ts';

/** The way for front ends that render any procedure: the same schemas and the same issues as the typed way. */
let office: Office;
beforeAll(async () => {
  office = await Office.open({ beside: [homeless, shop] });
});
afterAll(async () => {
  await office.product.stop();
});

const told =
  '{ __typename ... on Error { code message } ... on InvalidInput { issues { path code details { name values } } } ' +
  '... on Refused { reason found accepted } ... on Accepted { case { id status title } } }';
const say = (who: typeof applicant, mutation: string, input: object) =>
  office.say(who, mutation, input, told.slice(1, -1));
const anyStart = (input: object = {}) =>
  say(applicant, 'startCase', { procedure: 'restaurant-opening', channel: 'ONLINE', form, papers, ...input });
const typedStart = (input: object = {}) =>
  say(applicant, 'startRestaurantOpeningV1', { channel: 'ONLINE', form, papers, ...input });
const issuesOf = async (said: Promise<object>) => {
  const { issues } = (await said) as { readonly issues?: readonly { readonly path: readonly string[] }[] };
  return issues?.map(({ path, ...issue }) => ({ path: path.filter(key => key !== 'result'), ...issue }));
};

describe('startCase', () => {
  test('files for a procedure by its name, under the version in force or one that is named', async () => {
    const accepted = { __typename: 'Accepted', case: { status: 'RECEIVED', title: '开办餐饮店“一件事”' } };
    expect(await anyStart()).toMatchObject(accepted);
    expect(await anyStart({ version: 1 })).toMatchObject(accepted);
  });

  test.each([
    ['a number that is too small', { seats: 0 }],
    ['two fields at once', { seats: 0, name: '长'.repeat(20_001) }],
  ])('tells the issues of the typed way: %s', async (_what, wrong) => {
    const typed = await issuesOf(typedStart({ form: { ...form, ...wrong } }));
    expect(typed?.length).toBeGreaterThan(0);
    expect(await issuesOf(anyStart({ form: { ...form, ...wrong } }))).toEqual(typed);
  });

  test.each([
    ['another type', { ...form, seats: 'many' }, ['form', 'seats'], 'wrongType'],
    ['a field left out', { ...form, name: null }, ['form', 'name'], 'missing'],
    ['a field that is not asked', { ...form, colour: 'red' }, ['form', 'colour'], 'unknownField'],
    ['no object at all', 'a form', ['form'], 'wrongType'],
  ])('tells code and place of what GraphQL refuses in the typed way: %s', async (_what, wrong, path, code) => {
    expect(await anyStart({ form: wrong })).toMatchObject({ __typename: 'InvalidInput', issues: [{ path, code }] });
  });

  test('of a procedure or version that there is none of names those there are', async () => {
    expect(await anyStart({ procedure: 'restaurant-closing' })).toMatchObject({
      issues: [
        {
          path: ['procedure'],
          code: 'notOneOf',
          details: [{ name: 'expected', values: expect.arrayContaining(['homeless', 'restaurant-opening', 'shop']) }],
        },
      ],
    });
    expect(await anyStart({ version: 7 })).toMatchObject({
      issues: [{ path: ['version'], code: 'notOneOf', details: [{ name: 'expected', values: ['1'] }] }],
    });
  });
});

describe('answerStep', () => {
  test('answers a step with what its resultSchema describes, and tells the issues of the typed way', async () => {
    const { id: caseId } = await office.receive();
    await office.accept(caseId);
    const step = 'licence';
    for (const wrong of [
      { answer: 'disagree' },
      { answer: 'disagree', reasons: [{ text: ' ' }] },
      { answer: 'agree', reference: '评估-1' },
      { answer: 'agreeWithConditions' },
    ]) {
      const { answer, ...more } = wrong;
      const typed = { answer: answer.replace(/(?=[A-Z])/g, '_').toUpperCase(), ...more };
      const said = await issuesOf(say(lead, 'answerStep', { caseId, step, result: wrong }));
      expect(said?.length).toBe(1);
      expect(await issuesOf(say(lead, 'answerApproval', { caseId, step, ...typed }))).toEqual(said);
    }
    expect(await say(lead, 'answerStep', { caseId, step, result: { answer: 'forwardUp', to: '市局' } })).toMatchObject({
      issues: [
        {
          path: ['result', 'answer'],
          code: 'notOneOf',
          details: [{ name: 'expected', values: ['agree', 'disagree', 'agreeWithConditions'] }],
        },
      ],
    });
    expect(await say(fire, 'answerStep', { caseId, step, result: { answer: 'agree' } })).toMatchObject({
      __typename: 'NotFound',
    });
    // An application that came online and is under review is not at the window.
    expect(await say(clerk, 'answerStep', { caseId, step, result: { answer: 'agree' } })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await say(observer, 'answerStep', { caseId, step, result: { answer: 'agree' } })).toMatchObject({
      __typename: 'NotPermitted',
    });
    expect(await say(lead, 'answerStep', { caseId, step, result: { answer: 'agree' } })).toMatchObject({
      __typename: 'Accepted',
    });
  });

  test('never says that time ran out: only time does', async () => {
    const { id: caseId } = await office.receive();
    await office.accept(caseId);
    expect(await say(applicant, 'answerStep', { caseId, step: 'fireFix', result: { lapsed: true } })).toMatchObject({
      issues: [{ path: ['result', 'lapsed'], code: 'unknownField' }],
    });
    expect(await say(applicant, 'answerStep', { caseId, step: 'fireFix', result: {} })).toMatchObject({
      reason: 'step.notOpen',
    });
  });
});

describe('the schemas of a procedure', () => {
  test('say what its form and its steps take, and which fields are personal, to everybody', async () => {
    const { procedure } = await office.ask<{
      procedure: { formSchema: object; steps: readonly { step: string; resultSchema: object }[] };
    }>(undefined, '{ procedure(name: "restaurant-opening") { formSchema steps { step resultSchema } } }');
    expect(procedure.formSchema).toMatchObject({
      type: 'object',
      properties: { seats: { type: 'integer', minimum: 1 }, contact: { type: 'string', 'x-personal': true } },
      required: ['name', 'seats', 'hasSignboard', 'sellsTobacco', 'contact'],
      additionalProperties: false,
    });
    const of = (name: string) => procedure.steps.find(({ step }) => step === name)?.resultSchema;
    expect(of('licence')).toMatchObject({ oneOf: [{ properties: { answer: { const: 'agree' } } }, {}, {}] });
    expect(of('fireFix')).toMatchObject({ type: 'object', properties: {}, additionalProperties: false });
  });
});

describe('a procedure that names a unit which the directory lacks', () => {
  test('cannot be started, and says why; others are received', async () => {
    const wanted = { procedure: 'homeless', channel: 'ONLINE', form: {} };
    const reason = expect.stringContaining('steps.look.by: found "nobody"') as string;
    expect(await say(applicant, 'startCase', wanted)).toMatchObject({
      __typename: 'Refused',
      reason: 'procedure.unavailable',
      found: [reason],
    });
    expect(await say(applicant, 'startHomelessV1', { channel: 'ONLINE' })).toMatchObject({
      reason: 'procedure.unavailable',
    });
    expect(await anyStart()).toMatchObject({ __typename: 'Accepted' });
    const { procedures } = await office.ask<{ procedures: { name: string; unavailable: readonly string[] }[] }>(
      undefined,
      '{ procedures { name unavailable } }',
    );
    expect(procedures).toContainEqual({ name: 'homeless', unavailable: [reason] });
    expect(procedures).toContainEqual({ name: 'restaurant-opening', unavailable: [] });
    expect(procedures.filter(({ unavailable }) => unavailable.length > 0)).toHaveLength(1);
  });
});

interface ModeFigure {
  readonly mode: string;
  readonly offered: number;
  readonly used: number;
  readonly cured: number;
  readonly lapsed: number;
}

describe('modes', () => {
  const shopForm = { small: true, storesChemicals: false, keyProject: false };
  const shopPapers = ['plan', 'sketch'].map(paper);
  const file = (modes: readonly string[], input: object = {}) =>
    anyStart({ procedure: 'shop', form: shopForm, papers: shopPapers, modes, ...input });
  const letter = { number: '诺-1', digest: 'b'.repeat(64) };

  test('a guard says what stands against a mode; the figures count what became of each', async () => {
    const why = { __typename: 'Refused', reason: 'mode.guard' };
    expect(await file(['COMMITMENT'])).toMatchObject(why);
    expect(await file(['COMMITMENT'], { commitmentLetter: letter })).toMatchObject({ __typename: 'Accepted' });
    expect(await file(['TOLERANT'])).toMatchObject(why);
    expect(await file(['ON_THE_SPOT'], { form: { ...shopForm, small: false } })).toMatchObject(why);
    // The register has the applicant with credit grade A.
    expect(await file(['ON_THE_SPOT', 'FAST_LANE'])).toMatchObject({ __typename: 'Accepted' });
    const { modeFigures } = await office.ask<{ modeFigures: readonly object[] }>(
      lead,
      `{ modeFigures(procedure: "shop.v1", from: "2020-01-01", to: "2099-12-31") { mode offered used lapsed } }`,
    );
    expect(modeFigures).toContainEqual({ mode: 'COMMITMENT', offered: 2, used: 1, lapsed: 0 });
    expect(modeFigures).toContainEqual({ mode: 'FAST_LANE', offered: 2, used: 1, lapsed: 0 });
  });

  test('of every kind, in each way that they may go, are counted as by hand', async () => {
    const { owner } = office.product.shell.database;
    for (const [nth, [, { view }]] of countedCases().entries())
      await sql`insert into "case" (id, number, query_code, procedure, title, lead, units, applicant, status, colour,
          extended, unlawful, closed, received_at, revision, head, view, calendars, rules)
        values (${`counted-${nth}`}, ${`C-${nth}`}, 'q', 'counted.v1', 't', 'u', '{}', 'a', ${view.status}, 'green',
          false, false, true, ${iso(view.receivedAt)}, 1, 'h', ${JSON.stringify(view)}::jsonb, '{}', 1)`.execute(owner);
    const figuresOf = async (from: string, to: string) =>
      (
        await office.ask<{ modeFigures: readonly ModeFigure[] }>(
          lead,
          `{ modeFigures(procedure: "counted.v1", from: "${from}", to: "${to}") { mode offered used cured lapsed } }`,
        )
      ).modeFigures;
    const figures = await figuresOf('2027-03-24', '2027-03-24');
    expect(figures.map(({ mode, offered, used, cured, lapsed }) => [mode, [offered, used, cured, lapsed]])).toEqual(
      Object.entries(countedFigures)
        .map(([mode, of]) => [mode.replace(/[A-Z]/gu, letter => `_${letter}`).toUpperCase(), of])
        .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
    );
    expect(await figuresOf('2027-03-25', '2027-12-31'), 'they were received the day before').toEqual([]);
  });
});
