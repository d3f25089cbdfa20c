import { afterAll, beforeAll, expect, test } from 'vitest';
import { advanceBy } from '../../operations/development/advance-time.ts';
import { caseIdOf } from '../../api/case/load-visible-case.ts';
import { writeDirectory } from '../../db/directory/write.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { administrator, applicant, clerk, fire, form, lead, Office, papers } from '../api/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office.product.stop();
});

/**
 * A calendar of years to come that nobody has announced, and its amendment: the Spring Festival of 2028 is two days
 * longer, and two Saturdays more are worked.
 */
const years = (festival: string, work: readonly string[]) => [
  { year: 2027, notices: ['测试通知〔2026〕1号'], off: [{ name: '元旦', dates: ['2027-01-01'] }], work: [] },
  {
    year: 2028,
    notices: ['测试通知〔2027〕1号'],
    off: [
      { name: '元旦', dates: ['2028-01-01/2028-01-03'] },
      { name: '春节', dates: [festival] },
    ],
    work,
  },
];
const first = {
  calendar: 'ahead',
  version: 'ahead-1',
  title: '未来年份的测试日历',
  years: years('2028-01-25/2028-01-31', ['2028-01-22']),
};
const amended = {
  ...first,
  version: 'ahead-2',
  years: years('2028-01-25/2028-02-02', ['2028-01-22', '2028-02-05', '2028-02-12']),
};

interface Publication {
  readonly __typename: string;
  readonly version: string;
  readonly versions: readonly string[];
  readonly cases: number;
  readonly recomputed: number;
  readonly finishedAt: string | null;
}
const progress = 'version versions cases recomputed skipped refused failed open finishedAt';

async function publish(file: object): Promise<Publication> {
  const said = await office.say(
    administrator,
    'publishCalendar',
    { file },
    `__typename ... on Publication { ${progress} } ... on Error { code message } ... on Refused { reason }`,
  );
  expect(said).toMatchObject({ __typename: 'Publication' });
  const { version } = said as unknown as Publication;
  const look = async () =>
    (
      await office.ask<{ publication: Publication }>(
        administrator,
        `query P($version: ID!) { publication(version: $version) { __typename ${progress} } }`,
        { version },
      )
    ).publication;
  await expect.poll(async () => (await look()).finishedAt, { interval: 200 }).not.toBeNull();
  return look();
}

interface Clock {
  readonly clock: string;
  readonly due: string | null;
  readonly calendar: string;
  readonly colour: string;
  readonly verdict: string | null;
  readonly breachedAt: string | null;
}
interface Node {
  readonly type: string;
  readonly at: string;
  readonly calendar: string | null;
  readonly recomputed: readonly {
    readonly clock: string;
    readonly dueBefore: string | null;
    readonly due: string | null;
  }[];
}
async function read(id: string): Promise<{
  readonly clocks: ReadonlyMap<string, Clock>;
  readonly timeline: readonly Node[];
  readonly messages: readonly { readonly kind: string; readonly text: string }[];
}> {
  const { case: found } = await office.ask<{
    case: { clocks: Clock[]; timeline: { edges: { node: Node }[] }; messages: { kind: string; text: string }[] };
  }>(
    lead,
    'query C($id: ID!) { case(id: $id) { clocks { clock due calendar colour verdict breachedAt } timeline(first: ' +
      '100) { edges { node { type at calendar recomputed { clock dueBefore due } } } } messages { kind text } } }',
    { id },
  );
  return {
    clocks: new Map(found.clocks.map(clock => [clock.clock, clock])),
    timeline: found.timeline.edges.map(edge => edge.node),
    messages: found.messages,
  };
}
const dayOf = (clock: Clock | undefined): string => clock?.due?.slice(0, 16) ?? '';
/** Moves a case's time to a local instant. */
async function goTo(id: string, now: string, to: string): Promise<void> {
  await advanceBy(office.product.shell.context, caseIdOf(id)!, parseInstant(to) - parseInstant(now));
}

/**
 * The hand calculation. Accepted Wednesday 29 December 2027.
 * promise 5 WD:     Dec 30(1) 31(2) | Jan 1 Sat, 2 Sun, 3 Mon 元旦 | Jan 4(3) 5(4) 6(5)                       → Thursday
 * Jan 6
 *   statutory 20 WD:  … Jan 6(5) 7(6) | 10(7) 11(8) 12(9) 13(10) 14(11) | 17(12) 18(13) 19(14) 20(15) 21(16)
 * Sat 22 worked(17) | Mon 24(18) | Jan 25 Tue to 31 Mon 春节 | Feb 1 Tue(19) 2 Wed(20)       → Wednesday Feb 2
 * as amended:       … Mon 24(18) | Jan 25 to Feb 2 Wed 春节 | Feb 3 Thu(19) 4 Fri(20)                          → Friday
 * Feb 4
 *   yellow at the end of counted day 18: Jan 24 by both.
 */
test('a case over New Year and an amended Spring Festival has dues by hand; finished clocks stay', async () => {
  const units = demonstrationDirectory.units.map(unit =>
    unit.id === 'district-government' ? { ...unit, calendar: 'ahead' } : unit,
  );
  await writeDirectory(office.product.shell.database.owner, { ...demonstrationDirectory, units });
  const nobody = await office.say(applicant, 'startRestaurantOpeningV1', { channel: 'ONLINE', form, papers });
  expect(nobody, "nobody has published the calendar that the lead unit's government names").toMatchObject({
    __typename: 'Refused',
    reason: 'calendar.unknown',
  });
  expect(await publish(first)).toMatchObject({ version: 'ahead-1', versions: ['ahead-1'], cases: 0 });

  const { id } = await office.receive({ developmentTime: '2027-12-29T10:00:00+08:00' });
  await office.accept(id);
  await office.say(lead, 'answerApproval', { caseId: id, step: 'licence', answer: 'AGREE' });
  const before = await read(id);
  expect([
    dayOf(before.clocks.get('promise')),
    dayOf(before.clocks.get('statutory')),
    before.clocks.get('promise')?.calendar,
  ]).toEqual(['2028-01-06T17:30', '2028-02-02T17:30', 'ahead-1']);

  const still = await office.receive({ developmentTime: '2027-12-29T10:00:00+08:00' });
  await office.accept(still.id);
  const head = { as: 'unit-head' } as const;
  expect(
    await office.say(head, 'suspendCase', {
      caseId: still.id,
      ground: 'FORCE_MAJEURE',
      reason: { text: '台风停工' },
      notice: { number: '中-1', digest: 'a'.repeat(64) },
    }),
  ).toMatchObject({ __typename: 'Accepted' });

  await goTo(id, '2027-12-29T10:00', '2028-01-20T10:00');
  const late = await read(id);
  expect(late.clocks.get('promise'), 'over the New Year, red at its due').toMatchObject({
    colour: 'RED',
    breachedAt: '2028-01-06T17:30:00+08:00',
  });
  expect(await publish(amended)).toMatchObject({ version: 'ahead-2', cases: 2, recomputed: 2 });

  const after = await read(id);
  expect(after.clocks.get('statutory')).toMatchObject({ due: '2028-02-04T17:30:00+08:00', calendar: 'ahead-2' });
  expect(after.clocks.get('promise'), 'no day of it was touched').toMatchObject({
    due: '2028-01-06T17:30:00+08:00',
    colour: 'RED',
    breachedAt: '2028-01-06T17:30:00+08:00',
    calendar: 'ahead-2',
  });
  for (const finished of ['acceptance', 'step:licence'])
    expect(after.clocks.get(finished)).toEqual(late.clocks.get(finished));
  expect(after.clocks.get('step:licence')).toMatchObject({ verdict: 'MET', calendar: 'ahead-1' });
  const told = after.timeline.filter(node => node.type === 'RECOMPUTED');
  expect(told).toMatchObject([{ calendar: 'ahead-2' }]);
  expect(told[0]!.at.slice(0, 15), 'at the publication').toBe('2028-01-20T10:0');
  expect(told[0]!.recomputed).toContainEqual({
    clock: 'statutory',
    dueBefore: '2028-02-02T17:30:00+08:00',
    due: '2028-02-04T17:30:00+08:00',
  });
  expect(after.messages.filter(message => message.kind === 'recomputed').map(message => message.text)).toContainEqual(
    expect.stringContaining('法定时限由2028-02-02 17:30调整为2028-02-04 17:30'),
  );

  const {
    case: { explainDeadline },
  } = await office.ask<{ case: { explainDeadline: object } }>(
    lead,
    'query E($id: ID!) { case(id: $id) { explainDeadline(clock: "statutory") { due calendar { version current } ' +
      'recomputations { reason dueBefore due } } } }',
    { id },
  );
  expect(explainDeadline, 'explained day by day by the version in force, with what it moved').toEqual({
    due: '2028-02-04T17:30:00+08:00',
    calendar: { version: 'ahead-2', current: true },
    recomputations: [{ reason: 'CALENDAR', dueBefore: '2028-02-02T17:30:00+08:00', due: '2028-02-04T17:30:00+08:00' }],
  });

  await goTo(id, '2028-01-20T10:00', '2028-02-03T10:00');
  const waiting = await read(id);
  expect(waiting.clocks.get('statutory'), 'past the old due, and not late').toMatchObject({
    colour: 'YELLOW',
    breachedAt: null,
  });
  await goTo(id, '2028-02-03T10:00', '2028-02-04T18:00');
  const over = await read(id);
  expect(over.clocks.get('statutory')).toMatchObject({ colour: 'DARK_RED', breachedAt: '2028-02-04T17:30:00+08:00' });
  expect(over.timeline.filter(node => node.type === 'RECOMPUTED')).toHaveLength(1);

  const suspended = await read(still.id);
  expect(
    suspended.clocks.get('promise'),
    'suspended when it was published: it counts by it, and has no date that moved',
  ).toMatchObject({ due: null, calendar: 'ahead-2', colour: 'GREEN' });
  expect(suspended.timeline.find(node => node.type === 'RECOMPUTED')!.recomputed).toContainEqual({
    clock: 'statutory',
    dueBefore: null,
    due: null,
  });
  expect(suspended.messages.map(message => message.kind)).not.toContain('recomputed');
  await goTo(still.id, '2027-12-29T10:00', '2028-01-21T10:00');
  await office.say(head, 'resumeCase', { caseId: still.id, reason: { text: '台风已过' } });
  const resumed = await read(still.id);
  // Not Dec 30 to Jan 21: Sat Jan 22 worked(1) 24(2) | Jan 25 to Feb 2 春节 | Feb 3(3) 4(4) Sat 5 worked(5).
  expect(resumed.clocks.get('promise')).toMatchObject({
    due: '2028-02-05T17:30:00+08:00',
    colour: 'GREEN',
    breachedAt: null,
  });
  expect(resumed.messages.find(message => message.kind === 'resumed')?.text).toContain(
    '承诺时限于2028-02-05 17:30到期',
  );
  await office.say(applicant, 'withdrawCase', { caseId: still.id });

  const next = await office.receive({ developmentTime: '2028-01-20T10:00:00+08:00' });
  await office.accept(next.id);
  const later = await read(next.id);
  // From Jan 20: 21(1) 22(2) 24(3) Feb 3(4) 4(5); statutory … 5 Sat(6) 7(7) … 11(11) 12 Sat(12) 14(13) … 18(17) 21(18)
  // 22(19) 23(20).
  expect([
    dayOf(later.clocks.get('promise')),
    dayOf(later.clocks.get('statutory')),
    later.clocks.get('promise')?.calendar,
  ]).toEqual(['2028-02-04T17:30', '2028-02-23T17:30', 'ahead-2']);
}, 120_000);

test('what may not be published is refused with what was found', async () => {
  const selection =
    '__typename ... on Error { code } ... on Refused { reason found details { name values } } ... on ' +
    'SameIdOtherContent { commandId } ... on InvalidInput { issues { path expected } }';
  const said = (input: object) => office.say(administrator, 'publishCalendar', input, selection);
  expect(await said({ file: { ...amended, title: '另一个' } })).toMatchObject({
    __typename: 'Refused',
    reason: 'calendar.versionExists',
  });
  expect(await said({ file: first })).toMatchObject({ __typename: 'Refused', reason: 'calendar.superseded' });
  expect(await said({ file: { ...amended, version: 'ahead-3', on: 'nowhere' } })).toMatchObject({
    __typename: 'Refused',
    reason: 'calendar.unknownBase',
    found: ['nowhere'],
  });
  expect(await said({ file: { ...amended, version: 'ahead-3', years: amended.years.slice(1) } })).toMatchObject({
    __typename: 'Refused',
    reason: 'calendar.takesYears',
    found: ['2027'],
  });
  expect(
    await said({ file: { ...first, version: 'ahead-3', years: years('2028-02-30', ['2028-01-20']) } }),
  ).toMatchObject({
    __typename: 'Refused',
    reason: 'calendar.contradiction',
    details: expect.arrayContaining([
      {
        name: 'faults',
        values: [
          JSON.stringify({ code: 'notADate', span: '2028-02-30', year: '2028' }),
          JSON.stringify({ code: 'idleMakeUp', day: '2028-01-20' }),
        ],
      },
    ]) as object,
  });
  expect(await said({ file: { ...first, version: 'has spaces' } })).toMatchObject({
    __typename: 'Refused',
    reason: 'calendar.file',
  });
  expect(await said({ file: amended, rate: 0 })).toMatchObject({
    __typename: 'InvalidInput',
    issues: [{ path: ['rate'] }],
  });
  expect(await said({ file: { ...amended, years: [...amended.years, ...amended.years] } })).toMatchObject({
    __typename: 'InvalidInput',
  });
  for (const who of [clerk, lead, fire])
    expect(await office.say(who, 'publishCalendar', { file: amended }, '__typename')).toEqual({
      __typename: 'NotPermitted',
    });
});

test('a preview says how many of how many cases it computed, and is asked on until all are', async () => {
  // The second Saturday is free again: what was received in January of 2028 is due a day later.
  const file = { ...amended, version: 'ahead-3', years: years('2028-01-25/2028-02-02', ['2028-01-22', '2028-02-05']) };
  const more = [
    await office.receive({ developmentTime: '2028-01-20T10:00:00+08:00' }),
    await office.receive({ developmentTime: '2028-01-20T10:00:00+08:00' }),
  ];
  for (const { id } of more) await office.accept(id);
  interface Preview {
    readonly cases: number;
    readonly touched: number;
    readonly examined: number;
    readonly remaining: number;
    readonly endCursor: string | null;
    readonly moved: number;
    readonly later: number;
    readonly examples: readonly { readonly number: string; readonly clock: string }[];
  }
  const ask = async (page: object): Promise<Preview> =>
    (
      await office.ask<{ publicationPreview: Preview }>(
        administrator,
        'query P($file: CalendarFileInput!, $first: Int, $after: ID) { publicationPreview(file: $file, first: ' +
          '$first, after: $after) { cases touched examined remaining endCursor moved later examples { number ' +
          'clock } } }',
        { file, ...page },
      )
    ).publicationPreview;
  const whole = await ask({});
  expect(whole).toMatchObject({ remaining: 0, endCursor: null, examined: whole.touched });
  expect(whole.touched).toBeGreaterThan(2);
  const pages: Preview[] = [];
  for (let after: string | null | undefined; after !== null; after = pages.at(-1)!.endCursor)
    pages.push(await ask({ first: 2, ...(after && { after }) }));
  const sum = (name: 'examined' | 'moved' | 'later'): number => pages.reduce((total, page) => total + page[name], 0);
  expect(pages.map(page => [page.touched, page.examined, page.remaining])).toEqual(
    Array.from({ length: Math.ceil(whole.touched / 2) }, (_, index) => [
      whole.touched,
      Math.min(2, whole.touched - 2 * index),
      Math.max(0, whole.touched - 2 * index - 2),
    ]),
  );
  expect([sum('examined'), sum('moved'), sum('later')]).toEqual([whole.examined, whole.moved, whole.later]);
  expect(pages.flatMap(page => page.examples)).toEqual(whole.examples);
  const refused = (page: object): Promise<string> =>
    ask(page).then(
      () => 'answered',
      (error: Error) => error.message,
    );
  for (const page of [{ first: 0 }, { first: 501 }, { after: 'elsewhere' }])
    expect(await refused(page)).toMatch(/^INVALID_INPUT: (“first”的值 (0|501) 有误|翻页标记不是本列表给出的)/);
  for (const { id } of more) await office.say(applicant, 'withdrawCase', { caseId: id });
});

test("which days are working days is public, and a preview is the administrator's", async () => {
  const { calendarVersion } = await office.ask<{ calendarVersion: unknown }>(
    undefined,
    `{ calendarVersion(version: "ahead-2") {
    calendar current publishedYears businessHours { from to weekdays segments }
    provisional: isWorking(date: "2029-05-08") none: isWorking(date: "2035-01-01")
    festival: isWorking(date: "2028-02-02") saturday: isWorking(date: "2028-02-05")
    days(year: 2028) { date working name notice } } }`,
  );
  expect(calendarVersion).toMatchObject({
    calendar: 'ahead',
    current: true,
    publishedYears: [2027, 2028],
    businessHours: [{ from: null, to: null, weekdays: null, segments: ['09:00-12:00', '13:30-17:30'] }],
    provisional: true,
    none: null,
    festival: false,
    saturday: true,
    days: expect.arrayContaining([
      { date: '2028-02-05', working: true, name: '调休上班', notice: '测试通知〔2027〕1号' },
      { date: '2028-01-25', working: false, name: '春节', notice: '测试通知〔2027〕1号' },
    ]) as unknown[],
  });
  const { calendars } = await office.ask<{
    calendars: { calendar: string; current: { version: string }; versions: { version: string }[] }[];
  }>(undefined, '{ calendars { calendar current { version } versions { version } } }');
  expect(calendars.find(each => each.calendar === 'ahead')).toEqual({
    calendar: 'ahead',
    current: { version: 'ahead-2' },
    versions: [{ version: 'ahead-2' }, { version: 'ahead-1' }],
  });
  const file = { ...amended, version: 'ahead-3', years: years('2028-01-25/2028-02-02', ['2028-01-22', '2028-02-05']) };
  const { publicationPreview } = await office.ask<{ publicationPreview: object }>(
    administrator,
    'query P($file: CalendarFileInput!) { publicationPreview(file: $file) { versions cases touched moved later ' +
      'earlier examples { number clock title dueBefore due } } }',
    { file },
  );
  expect(publicationPreview).toMatchObject({
    versions: ['ahead-3'],
    cases: 2,
    moved: 1,
    later: 1,
    earlier: 0,
    examples: [{ clock: 'statutory', dueBefore: '2028-02-23T17:30:00+08:00', due: '2028-02-24T17:30:00+08:00' }],
  });
});
