import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demonstrationCalendar } from '../../bin/compose/demonstration.ts';
import { readCase } from '../../db/cases/cases.ts';
import { writeDirectory } from '../../db/directory/write.ts';
import { addMonths, dayOf, formatDay } from '../../domain/calendar/day.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { fireDue } from '../../operations/schedules/schedules.ts';
import { fourLevels } from '../directory/four-levels.ts';
import { bundleBeside } from '../support/bundle-beside.ts';
import { everywhere, half, land, monthly, pair, sorted, subsidy } from './sorted.ts';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { administrator, agent, applicant, clerk, fire, lead, Office, tobacco } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open({
    beside: [sorted, monthly, everywhere, half, pair, subsidy, land],
    bundle: () =>
      bundleBeside('test/api/sorted.ts', {
        'sorted.v1': 'sorted',
        'monthly.v1': 'monthly',
        'everywhere.v1': 'everywhere',
        'half.v1': 'half',
        'pair.v1': 'pair',
        'subsidy.v1': 'subsidy',
        'land-use.v1': 'land',
      }),
  });
}, 120_000);
afterAll(async () => {
  await office.product.stop();
});

const told = '__typename ... on InvalidInput { issues { path code message } } ' + '... on Accepted { case { id } }';
interface Said {
  readonly case: { readonly id: string };
}

test('a unit that the directory lacks is refused at the door, in a form and in an answer, by its place', async () => {
  const start = (raisedWith: string) =>
    office.say(applicant, 'startSortedV1', { channel: 'ONLINE', from: 'applicant', form: { raisedWith } }, told);
  const unknown = (...path: readonly string[]) => ({
    __typename: 'InvalidInput',
    issues: [{ path, code: 'unknownUnit', message: '机构名录中没有这个单位，应为单位编号' }],
  });
  expect(await start('nobody')).toMatchObject(unknown('form', 'raisedWith'));
  const { case: begun } = (await start('market-regulation')) as Said;
  const assign = (to: string) =>
    office.say(lead, 'answerSortedV1Assign', { caseId: begun.id, result: { unit: to } }, told);
  expect(await assign('nobody')).toMatchObject(unknown('unit'));
  expect(
    await office.say(lead, 'answerStep', { caseId: begun.id, step: 'assign', result: { unit: 'nobody' } }, told),
  ).toMatchObject(unknown('result', 'unit'));
});

test('an official whom a form names is of the directory, keeps out of the case and is not told by whom', async () => {
  const start = (about: string) =>
    office.say(
      applicant,
      'startSortedV1',
      { channel: 'ONLINE', from: 'applicant', form: { raisedWith: 'tobacco', about } },
      told,
    );
  expect(await start('p-nobody')).toMatchObject({
    issues: [
      { path: ['form', 'about'], code: 'unknownOfficial', message: expect.stringContaining('工作人员') as string },
    ],
  });
  const { case: begun } = (await start('p-market-regulation-officer')) as Said;
  const party = 'query P($id: ID!) { case(id: $id) { party { name } } }';
  const read = (who: Wanted) => office.ask<object>(who, party, { id: begun.id });
  expect(await read(lead)).toEqual({ case: { party: { name: null } } });
  expect(await read({ ...lead, person: 'p-market-regulation-officer-2' })).toEqual({
    case: { party: { name: '沈雨晴' } },
  });
  // Nor do they write it down at the window.
  const form = { raisedWith: 'tobacco', about: 'p-service-window-officer' };
  const input = { channel: 'WINDOW', from: 'applicant', onBehalfOf: 'p-applicant', form };
  const refused = '__typename ... on Refused { reason found basis }';
  expect(await office.say(clerk, 'startSortedV1', input, refused)).toMatchObject({
    reason: 'actor.interested',
    found: ['about'],
    basis: expect.stringContaining('76') as string,
  });
});

const recorded =
  '__typename ... on Accepted { case { id from filedBy { unit } timeline { edges { node { type basis } } } } } ' +
  '... on Refused { reason }';
const issue = { channel: 'ONLINE', form: { raisedWith: 'market-regulation' }, onBehalfOf: 'p-applicant' };

test('an issue is recorded by whom its procedure names, is kept with its source, and rests on its intake', async () => {
  const record = (who: typeof fire, input: object) =>
    office.say(who, 'startSortedV1', { ...issue, ...input }, recorded);
  const said = await record(fire, { from: 'fire-rescue' });
  expect(said).toMatchObject({ case: { from: 'fire-rescue', filedBy: { unit: 'fire-rescue' } } });
  expect(await record(lead, { from: 'visit' })).toMatchObject({ case: { filedBy: { unit: 'market-regulation' } } });
  expect(await record(tobacco, { from: 'fire-rescue' })).toMatchObject({ reason: 'actor.wrongUnit' });
  expect(await record(fire, { from: 'street' })).toMatchObject({ reason: 'intake.from' });
  expect(await record(agent, { from: 'fire-rescue' })).toMatchObject({ __typename: 'NotPermitted' });
  const generic = { ...issue, procedure: 'sorted', from: 'fire-rescue' };
  expect(await office.say(fire, 'startCase', generic, recorded)).toMatchObject({ case: { from: 'fire-rescue' } });
  expect(await office.say(tobacco, 'startCase', generic, recorded)).toMatchObject({ reason: 'actor.wrongUnit' });
});

test('who filed for somebody does there what is theirs to do, named as such; nobody else does', async () => {
  const said = (await office.say(fire, 'startSortedV1', { ...issue, from: 'fire-rescue' }, recorded)) as Said;
  const caseId = said.case.id;
  await office.say(lead, 'answerSortedV1Assign', { caseId, result: { unit: 'tobacco' } }, told);
  await office.say(tobacco, 'answerApproval', { caseId, step: 'look', answer: 'AGREE' }, told);
  const confirm = (who: typeof fire) =>
    office.say(
      who,
      'answerSortedV1Confirm',
      { caseId },
      '__typename ... on Accepted { case { status timeline { edges { node { type actor { person onBehalfOf } } } } } }',
    );
  for (const who of [clerk, tobacco]) expect(await confirm(who)).not.toMatchObject({ __typename: 'Accepted' });
  const answered = { type: 'ANSWERED', actor: { person: 'p-fire-rescue-officer', onBehalfOf: 'p-applicant' } };
  const { case: after } = (await confirm(fire)) as unknown as { readonly case: { readonly timeline: Timeline } };
  expect(after.timeline.edges.map(({ node }) => node)).toContainEqual(answered);
  expect(await office.say(fire, 'withdrawCase', { caseId }, recorded)).toMatchObject({ reason: 'case.decided' });
});
interface Timeline {
  readonly edges: readonly { readonly node: object }[];
}

test('a date begins its case once; missed dates begin in order, and what is no date is refused', async () => {
  const { context, database } = office.product.shell;
  const told =
    '__typename ... on Accepted { case { id filedBy { unit } timeline { edges { node { type basis } } } } } ' +
    '... on Refused { reason }';
  const fireOn = (who: typeof fire, date: string, schedule = 'monthly') =>
    office.say(who, 'fireSchedule', { schedule, date }, told);
  await fireDue(context, demonstrationCalendar, dayOf(Date.now()));
  const { from_day: from } = await database.owner
    .selectFrom('schedule')
    .select('from_day')
    .where('id', '=', 'monthly')
    .executeTakeFirstOrThrow();
  const [first, second, third, fourth] = [1, 2, 3, 4].map(nth => formatDay(addMonths(from, nth))) as [
    string,
    string,
    string,
    string,
  ];
  expect(await fireOn(lead, first)).toMatchObject({ __typename: 'NotPermitted' });
  expect(await fireOn(administrator, first, 'sorted')).toMatchObject({ reason: 'schedule.unknown' });
  expect(await fireOn(administrator, formatDay(addMonths(from, 1) - 1))).toMatchObject({ reason: 'schedule.date' });
  const begun = await fireOn(administrator, second);
  expect(begun.case).toMatchObject({
    filedBy: null,
    timeline: { edges: expect.arrayContaining([{ node: { type: 'RECEIVED', basis: '按期发起' } }]) },
  });
  expect((await fireOn(administrator, second)).case).toMatchObject({ id: (begun.case as { id: string }).id });
  // Two processes that were away for three months look at once.
  await Promise.all([1, 2].map(() => fireDue(context, demonstrationCalendar, addMonths(from, 3))));
  const asked = await database.owner
    .selectFrom('command')
    .select('key')
    .where('procedure', '=', 'monthly.v1')
    .where('begins', '=', true)
    .orderBy('asked_at')
    .execute();
  expect(asked.map(({ key }) => key)).toEqual([second, first, third].map(date => `monthly/${date}`));
  const cases = await database.owner.selectFrom('case').select('id').where('procedure', '=', 'monthly.v1').execute();
  expect(cases).toHaveLength(3);
  const { schedules } = await office.ask<{ schedules: readonly object[] }>(
    administrator,
    '{ schedules { schedule firedOn nextOn failure } }',
  );
  expect(schedules).toContainEqual({ schedule: 'monthly', firedOn: third, nextOn: fourth, failure: null });
  const start = office.say(
    applicant,
    'startCase',
    { procedure: 'monthly', channel: 'ONLINE', form: { date: '2027-01-04' } },
    told,
  );
  expect(await start).toMatchObject({ __typename: 'NotPermitted' });
});

test(
  'a parent and its children lead to each other, as far as each viewer has a part in them',
  { timeout: 90_000 },
  async () => {
    const linked = `number status clocks { clock dueOn }
    parent { id } childrenProgress { of opened ended failed }
    children { edges { node { id status parent { id } timeline { edges { node { type at } } } } } }`;
    const read = async (who: typeof lead, id: string) =>
      (await office.ask<{ case: Linked | null }>(who, `query C($id: ID!) { case(id: $id) { ${linked} } }`, { id }))
        .case;
    const started = (await office.say(applicant, 'startPairV1', { channel: 'ONLINE' }, told)) as Said;
    const id = started.case.id;
    await office.say(clerk, 'acceptCase', { caseId: id }, told);
    await expect
      .poll(async () => (await read(applicant, id))?.childrenProgress, { timeout: 20_000 })
      .toEqual({ of: 2, opened: 2, ended: 0, failed: 0 });
    await expect.poll(async () => (await read(applicant, id))?.children.edges.length, { timeout: 20_000 }).toBe(2);
    const children = (await read(applicant, id))!.children.edges.map(({ node }) => node);
    expect(children.map(({ parent }) => parent.id)).toEqual([id, id]);
    // The lead of the parent has no part in the children, and theirs none in the parent.
    expect((await read(lead, id))!.children.edges).toEqual([]);
    expect(await read(fire, id)).toBeNull();
    expect(await read(fire, children[0]!.id)).toMatchObject({ parent: null });
    for (const { id: caseId } of children) await office.say(clerk, 'acceptCase', { caseId }, told);
    for (const { id: caseId } of children)
      await office.say(fire, 'answerApproval', { caseId, step: 'look', answer: 'AGREE' }, told);
    await expect.poll(async () => (await read(applicant, id))?.status, { timeout: 20_000 }).toBe('GRANTED');
    expect((await read(applicant, id))?.childrenProgress).toEqual({ of: 2, opened: 2, ended: 2, failed: 0 });
  },
);
interface Linked {
  readonly status: string;
  readonly childrenProgress: object;
  readonly children: {
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly parent: { readonly id: string };
        readonly timeline: { readonly edges: readonly { readonly node: { readonly type: string } }[] };
      };
    }[];
  };
}

test(
  'moving the time of a case moves its parent and children on one clock, whoever of them is named',
  { timeout: 120_000 },
  async () => {
    const { context } = office.product.shell;
    const start = { channel: 'ONLINE', developmentTime: '2027-03-24T10:00:00+08:00' };
    const { case: begun } = (await office.say(applicant, 'startPairV1', start, told)) as Said;
    await office.say(clerk, 'acceptCase', { caseId: begun.id }, told);
    const childrenOf = () =>
      context.db
        .selectFrom('case')
        .select(['id', 'status', 'acceptance', 'time_offset_ms as offset'])
        .where('parent', '=', localId(begun.id))
        .execute();
    await expect.poll(async () => (await childrenOf()).length, { timeout: 20_000 }).toBe(2);
    const [first, second] = await childrenOf();
    const move = (id: string, workingDays: number) =>
      office.say(applicant, 'advanceTime', { caseId: id, workingDays }, told);
    const offsets = async (): Promise<readonly number[]> => {
      const { timeOffset } = (await readCase(context.db, localId(begun.id)))!;
      return [timeOffset, ...(await childrenOf()).map(({ offset }) => offset)];
    };
    expect(await move(begun.id, 6)).toMatchObject({ __typename: 'Accepted' });
    // Nobody looked at the children for five working days: they are accepted on the clock that the parent has too.
    expect(await childrenOf()).toMatchObject([{ acceptance: 'deemed' }, { acceptance: 'deemed' }]);
    const apart = (all: readonly number[]): number => Math.max(...all) - Math.min(...all);
    expect(apart(await offsets())).toBeLessThan(60_000);
    const before = (await offsets())[0]!;
    // Moving one child moves all of them; a denial of it is told to the parent at the children's instant.
    expect(await move(globalId(first!.id), 2)).toMatchObject({ __typename: 'Accepted' });
    expect((await offsets())[0]! - before).toBeGreaterThan(86_400_000);
    expect(apart(await offsets())).toBeLessThan(60_000);
    const endsHeard = async () =>
      await context.db
        .selectFrom('event')
        .select('at')
        .where('case_id', '=', localId(begun.id))
        .where('type', '=', 'childEnded')
        .orderBy('at')
        .execute();
    for (const [nth, { id }] of [first!, second!].entries()) {
      await office.say(fire, 'answerApproval', { caseId: globalId(id), step: 'look', answer: 'AGREE' }, told);
      // One after the other: of two letters that pass each other on the way the later one comes at the other's instant.
      await expect.poll(async () => (await endsHeard()).length, { timeout: 20_000 }).toBe(nth + 1);
    }
    await expect.poll(async () => (await readCase(context.db, localId(begun.id)))!.view.status).toBe('granted');
    const granted = await context.db
      .selectFrom('event')
      .select('at')
      .where('case_id', 'in', [first!.id, second!.id])
      .where('type', '=', 'granted')
      .orderBy('at')
      .execute();
    // The instant of a letter is its sender's, or that of what the parent heard before it.
    const ends = await endsHeard();
    expect(ends.at(-1)).toEqual(granted.at(-1));
    expect(ends.every(({ at }, nth) => at >= granted[nth]!.at)).toBe(true);
  },
);
const localId = (id: string): string => Buffer.from(id, 'base64').toString().slice('Case:'.length);
const globalId = (id: string): string => Buffer.from(`Case:${id}`).toString('base64');

/** Each unit of the four levels has one person, who is its handler. */
const ofLevels = fourLevels.map(({ id }) => ({ id: `p-${id}`, name: '周明', unit: id }));
const levels = {
  ...demonstrationDirectory,
  units: [...demonstrationDirectory.units, ...fourLevels],
  people: [...demonstrationDirectory.people, ...ofLevels],
  holdings: [
    ...demonstrationDirectory.holdings,
    ...ofLevels.map(({ id, unit }) => ({ person: id, unit, post: 'handler' as const, from: dayOf(0) })),
  ],
};
/** Asks as the person of a unit: at a window or in an office. */
async function askAs<T>(unit: string, query: string, variables: object = {}): Promise<T> {
  const role = unit.endsWith('-hall') ? 'window-clerk' : 'officer';
  const token = await office.product.issuer.sign({ person: `p-${unit}`, role, unit }, 1);
  const response = await fetch(`${office.product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}
const outcome = `__typename ... on Accepted { case { id status } } ... on Refused { reason found message }
  ... on InvalidInput { issues { path code } }`;
async function sayAs(unit: string, mutation: string, input: object): Promise<Said & Readonly<Record<string, unknown>>> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`;
  const query = `mutation M($input: ${type}) { result: ${mutation}(input: $input) { ${outcome} } }`;
  return (
    await askAs<{ result: Said & Readonly<Record<string, unknown>> }>(unit, query, {
      input: { commandId: randomUUID(), ...input },
    })
  ).result;
}
const placed = `query ($id: ID!) { case(id: $id) {
  status place lead { unit } window { unit } forwardedTo { unit } steps { step unit { unit } }
  permits { permit early deliveredAt } followUps { why case { id status lead { unit } } } } }`;
interface Placed {
  readonly status: string;
  readonly followUps: readonly {
    readonly why: string;
    readonly case: { readonly id: string; readonly status: string } | null;
  }[];
}
const readAs = async (unit: string, id: string): Promise<Placed | null> =>
  (await askAs<{ case: Placed | null }>(unit, placed, { id })).case;
const inboxOf = async (unit: string): Promise<readonly string[]> => {
  const query = '{ inbox { edges { node { step case { id } } } } }';
  const { inbox } = await askAs<{ inbox: { edges: { node: { step: string; case: { id: string } } }[] } }>(unit, query);
  return inbox.edges.map(({ node }) => `${node.step} ${node.case.id}`);
};

test('one file serves every level: a case is handled by the units of its place and of the level above', async () => {
  await writeDirectory(office.product.shell.database.owner, levels);
  const start = (input: object) =>
    office.say(
      applicant,
      'startSubsidyV1',
      { channel: 'ONLINE', form: { village: '一村' }, papers: [], ...input },
      outcome,
    );
  expect(await start({})).toMatchObject({
    reason: 'place.needed',
    message: expect.stringMatching(/city.*east.*nan.*province.*west/) as string,
  });
  expect(await start({ place: 'nowhere' })).toMatchObject({ reason: 'place.unknown', found: ['nowhere'] });
  expect(await start({ place: 'province' })).toMatchObject({
    reason: 'procedure.unavailable',
    message: expect.stringMatching(/province.*poor-relief（上一级）/) as string,
  });
  const { procedure } = await office.ask<{ procedure: object }>(
    undefined,
    `{ procedure(name: "subsidy") { places unavailable(place: "nan") steps { step role unit { unit } } } }`,
  );
  expect(procedure).toEqual({
    places: expect.arrayContaining(['nan', 'east']) as string[],
    unavailable: [],
    steps: [
      { step: 'first', role: 'poor-relief', unit: null },
      { step: 'second', role: 'upper.poor-relief', unit: null },
    ],
  });
  const proof = { material: 'proof', digest: 'a'.repeat(64), kind: 'ORIGINAL', suppliedBy: 'APPLICANT' };
  const filed = await sayAs('bei-hall', 'startSubsidyV1', {
    channel: 'WINDOW',
    onBehalfOf: 'p-applicant',
    form: { village: '二村' },
    papers: [proof],
  });
  const caseId = filed.case.id;
  expect(await readAs('bei-hall', caseId)).toMatchObject({
    place: 'bei',
    lead: { unit: 'east-civil' },
    window: { unit: 'bei-hall' },
  });
  expect(await readAs('nan-hall', caseId), 'the window of the next town').toBeNull();
  expect(await sayAs('bei-hall', 'acceptCase', { caseId })).toMatchObject({ case: { status: 'IN_REVIEW' } });
  const answer = (unit: string, step: string) => sayAs(unit, 'answerApproval', { caseId, step, answer: 'AGREE' });
  expect(await inboxOf('east-civil')).toContain(`first ${caseId}`);
  expect(await readAs('west-civil', caseId), 'the district beside it').toBeNull();
  expect(await readAs('city-civil', caseId), 'not asked yet').toBeNull();
  expect(await answer('east-civil', 'first')).toMatchObject({ __typename: 'Accepted' });
  expect(await inboxOf('city-civil')).toContain(`second ${caseId}`);
  expect(await answer('east-civil', 'second')).toMatchObject({ reason: 'actor.wrongUnit' });
  expect(await answer('city-civil', 'second')).toMatchObject({ case: { status: 'GRANTED' } });
}, 120_000);

test('a date begins a case in each place of the lead unit; a place that cannot holds up no other', async () => {
  const { context, database } = office.product.shell;
  await writeDirectory(database.owner, levels);
  await fireDue(context, demonstrationCalendar, dayOf(Date.now()));
  const { from_day: from } = await database.owner
    .selectFrom('schedule')
    .select('from_day')
    .where('id', '=', 'everywhere')
    .executeTakeFirstOrThrow();
  const [first, second] = [1, 2].map(nth => formatDay(addMonths(from, nth))) as [string, string];
  // Two processes look at once, twice: of the five places two have an office for health.
  const look = () => fireDue(context, demonstrationCalendar, addMonths(from, 2));
  await Promise.all([look(), look()]);
  await Promise.all([look(), look()]);
  const begun = async (): Promise<readonly object[]> => {
    const keys = await database.owner
      .selectFrom('command')
      .select(['key', 'case_id'])
      .where('procedure', '=', 'everywhere.v1')
      .where('begins', '=', true)
      .orderBy('key')
      .execute();
    const cases = await Promise.all(
      keys.map(async ({ key, case_id: id }) => ({ key, view: (await readCase(database.db, id))!.view })),
    );
    return cases.map(({ key, view: { applicant: by, place, steps } }) => ({
      key,
      lead: by,
      place,
      by: steps[0]!.unit,
    }));
  };
  const inEast = [first, second].flatMap(date => [
    { key: `everywhere/${date}/east`, lead: 'east-civil', place: 'east', by: 'east-health' },
    { key: `everywhere/${date}/nan`, lead: 'nan-civil', place: 'nan', by: 'east-health' },
  ]);
  expect(await begun()).toEqual(inEast);
  const schedule = async (): Promise<object> =>
    (
      await office.ask<{ schedules: readonly { readonly schedule: string }[] }>(
        administrator,
        '{ schedules { schedule firedOn failure } }',
      )
    ).schedules.find(each => each.schedule === 'everywhere')!;
  expect(await schedule()).toMatchObject({
    firedOn: null,
    failure: expect.stringMatching(/\/city: .*\/west: .*health/u) as string,
  });
  const fireIn = (place?: string) =>
    office.say(administrator, 'fireSchedule', { schedule: 'everywhere', date: first, place }, outcome);
  expect(await fireIn()).toMatchObject({ reason: 'place.needed' });
  expect(await fireIn('nowhere')).toMatchObject({ reason: 'place.unknown' });
  expect(await fireIn('west')).toMatchObject({ reason: 'procedure.unavailable' });
  // A town without an office of its own is that of its district, whose case has begun.
  expect(await fireIn('bei')).toMatchObject({ __typename: 'Accepted' });
  expect(await begun()).toEqual(inEast);
  const health = { id: 'province-health', title: '省卫健', kind: 'department', role: 'health' } as const;
  await writeDirectory(database.owner, {
    ...levels,
    units: [...levels.units, { ...health, parent: 'province-gov' }],
  });
  expect(await look()).toBeGreaterThan(1);
  expect(await schedule()).toEqual({ schedule: 'everywhere', firedOn: second, failure: null });
  expect(await begun()).toHaveLength(10);
}, 60_000);

test('what is forwarded up is decided above and handed over below, beside what was granted early', async () => {
  await writeDirectory(office.product.shell.database.owner, levels);
  const started = await office.say(
    applicant,
    'startLandUseV1',
    { channel: 'ONLINE', form: { village: '三村' }, place: 'nan' },
    outcome,
  );
  const caseId = started.case!.id;
  await sayAs('nan-hall', 'acceptCase', { caseId });
  const answer = (unit: string, of: string, step: string, said = 'AGREE') =>
    sayAs(unit, 'answerApproval', { caseId: of, step, answer: said });
  expect(await answer('nan-civil', caseId, 'plan')).toMatchObject({ case: { status: 'IN_REVIEW' } });
  const { windowCases } = await askAs<{ windowCases: { edges: { node: { id: string } }[] } }>(
    'nan-hall',
    '{ windowCases { edges { node { id } } } }',
  );
  expect(windowCases.edges.map(({ node }) => node.id)).toContain(caseId);
  const receipt = { number: '回-1', digest: 'a'.repeat(64) };
  const deliver = (of: string, unit: string, more: object = {}) =>
    sayAs(unit, 'deliverResult', { caseId: of, how: 'WINDOW', receipt, ...more });
  expect(await office.say(applicant, 'withdrawCase', { caseId }, outcome)).toMatchObject({
    reason: 'permits.handOver',
  });
  expect(await deliver(caseId, 'nan-hall', { permits: ['land'] })).toMatchObject({ reason: 'permit.notGranted' });
  expect(await deliver(caseId, 'nan-hall', { permits: ['plan'] })).toMatchObject({ case: { status: 'IN_REVIEW' } });
  expect(await answer('nan-civil', caseId, 'look', 'FORWARD_UP')).toMatchObject({ case: { status: 'AT_UPPER' } });
  const above = async () => (await readAs('nan-civil', caseId))!.followUps[0];
  expect(await readAs('nan-civil', caseId)).toMatchObject({
    forwardedTo: { unit: 'east-civil' },
    permits: [{ permit: 'plan', early: true, deliveredAt: expect.any(String) as string }],
    followUps: [{ why: 'FORWARDED_UP' }],
  });
  await expect.poll(() => inboxOf('east-civil'), { timeout: 30_000 }).toContainEqual(expect.stringMatching(/^plan /));
  expect(await above()).toMatchObject({ why: 'FORWARDED_UP' });
  const id = (await inboxOf('east-civil')).find(each => each.startsWith('plan '))!.slice('plan '.length);
  expect(await readAs('east-civil', id)).toMatchObject({ place: 'east', lead: { unit: 'east-civil' } });
  await answer('east-civil', id, 'plan');
  expect(await answer('east-civil', id, 'look')).toMatchObject({ case: { status: 'GRANTED' } });
  expect(await deliver(id, 'east-hall')).not.toMatchObject({ __typename: 'Accepted' });
  await expect.poll(async () => (await readAs('nan-civil', caseId))!.status, { timeout: 30_000 }).toBe('GRANTED');
  expect(await readAs('nan-civil', caseId)).toMatchObject({ permits: [{ permit: 'plan' }, { permit: 'land' }] });
  expect(await deliver(caseId, 'nan-hall')).toMatchObject({ __typename: 'Accepted' });
}, 120_000);
