import { saveDraft } from '../../../db/drafts/drafts.ts';
import { addParty } from '../../../db/parties/write-party.ts';
import { removePerson, writeDirectory } from '../../../db/directory/write.ts';
import { demonstrationDirectory } from '../../../domain/directory/demonstration.ts';
import type { Directory } from '../../../domain/directory/directory.ts';
import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from '../../../api/schema/schema.ts';
import type { Wanted } from '../../../bin/compose/issuer/people.ts';
import {
  wholeView,
  writeCall,
  writeDeadLetter,
  writeRepair,
  writeSchedule,
  writeWhole,
  writeWholeFile,
} from '../../support/whole-case.ts';
import { homeless, listed, raised } from '../listed-procedure.ts';
import { administrator, clerk, fire, form, lead, Office, paper } from '../office.ts';
import { overlay } from './calendars.ts';
import { callers, type Caller } from './callers.ts';
import { withPersonas } from './personas.ts';

/** What a caller did and may ask again by its id; and a real case of theirs in which a rule says no. */
interface Act {
  readonly mutation: string;
  readonly done: object;
  readonly otherwise: object;
  readonly refused: readonly [string, object];
  /** What is not answered while nothing runs cases. */
  readonly waits: readonly [string, object];
}

export interface Story {
  readonly office: Office;
  readonly schema: GraphQLSchema;
  /** How the cases with a log of their own are reached: by their parties and units, and by the public. */
  readonly real: Readonly<Record<string, string>>;
  readonly acts: ReadonlyMap<Caller, Act>;
}

/**
 * The officer of tobacco has the post of an absent one. Everybody of the office was away and declared something, a unit
 * has all that one may have, and a post is over.
 */
function storyDirectory(): Directory {
  const now = Date.now();
  const person = 'p-tobacco-officer';
  const staff = demonstrationDirectory.holdings.map(each => each.person);
  return {
    units: demonstrationDirectory.units.map(each =>
      each.id === 'tobacco' ? { ...each, role: 'tobacco-monopoly', region: '990101', calendar: 'demonstration' } : each,
    ),
    people: demonstrationDirectory.people,
    holdings: [
      ...demonstrationDirectory.holdings.filter(each => each.person !== person),
      { person: 'p-observer', unit: 'fire-rescue', post: 'contact', from: 18_000, to: 18_001 },
    ],
    absences: [
      { person: `${person}-2`, from: now - 3_600_000, to: now + 3_600_000, deputy: person },
      ...staff.map(each => ({ person: each, from: 1, to: 2, deputy: 'p-observer' })),
    ],
    relations: staff.map(each => ({ person: each, subject: 'a-party', kind: 'kin', from: 18_000, to: 99_999 })),
    delegations: [{ id: 'over', agent: 'p-agent', applicant: 'p-applicant', from: 1, to: 3, revokedAt: 2 }],
  };
}

/** Opens a product with cases in which every coordinate of the schema has something to tell. */
export async function openStory(): Promise<Story> {
  const real: Record<string, string> = {};
  const acts = new Map<Caller, Act>();
  const beside = [listed, homeless, raised];
  const office = await Office.open({ production: true, beside });
  const { database, context } = office.product.shell;
  // What is made of forms and steps follows one rule for every procedure: these stand for all that are shipped.
  const told = new Set(['restaurant-opening.v1', ...beside.map(({ id }) => id)]);
  const schema = buildSchema(new Map([...context.procedures].filter(([id]) => told.has(id))));
  await writeDirectory(database.owner, withPersonas(storyDirectory(), Date.now()));
  await removePerson(database.owner, 'p-left');
  const finished = new Date().toISOString();
  const actor = JSON.stringify({ person: 'p-administrator', role: 'administrator' });
  await database.owner
    .insertInto('repin')
    .values({ version: 1, payloads: '{}', actor, rate: 20, finished_at: finished })
    .execute();
  // Whose data the administrator erases: nobody of the story.
  const spare = { id: 'p-spare', kind: 'person', name: '某人' } as const;
  await addParty(database.owner, { by: 'story', key: 'story:p-spare', digest: '' }, spare);
  // A token says when it was made in whole seconds: those of the story are made before.
  await database.owner
    .updateTable('person')
    .set({ signed_out_at: new Date(Date.now() + 3_600_000).toISOString() })
    .where('id', '=', 'p-signed-out')
    .execute();
  await writeWhole(database.owner, wholeView('case-whole', { number: 'SX2027-000000' }), '沈雨晴');
  await writeWhole(
    database.owner,
    wholeView('case-listed', {
      number: 'SX2027-000001',
      procedure: listed.id,
      title: listed.title,
      form: { kind: 'full', opens: '2027-05-10' },
    }),
    '沈雨晴',
  );
  await writeWhole(
    database.owner,
    wholeView('case-homeless', { number: 'SX2027-000002', procedure: homeless.id, title: homeless.title, form: {} }),
    '沈雨晴',
  );
  await database.owner.insertInto('feed').values({ position: 1, case_id: 'case-whole', seq: 1 }).execute();
  await writeDeadLetter(database.owner, 'case-whole');
  await writeCall(database.owner, 'case-whole');
  await writeWholeFile(database.owner, 'case-whole');
  await writeSchedule(database.owner);
  await saveDraft(
    database.owner,
    {
      id: 'd-1',
      applicant: 'p-applicant',
      procedure: 'restaurant-opening.v1',
      form: {},
      papers: [{ material: 'layoutPlan', digest: 'a'.repeat(64), kind: 'original', suppliedBy: 'applicant' }],
      modes: ['tolerant'],
    },
    'p-applicant',
  );
  await database.owner
    .insertInto('draft')
    .values({
      id: 'd-2',
      applicant: 'p-applicant',
      procedure: 'restaurant-opening.v1',
      form: '{}',
      papers: '[]',
      modes: [],
      parent: 'case-whole',
      step: 'part',
      handed_on: JSON.stringify({
        reference: 'personal:case-whole',
        digest: 'a'.repeat(64),
        fields: { contact: 'contact' },
      }),
      saved_by: 'p-applicant',
    })
    .execute();
  await writeRepair(database.owner, 'case-whole');
  const said = await office.say(administrator, 'publishCalendar', { file: overlay('listed-1') }, '__typename');
  if (said.__typename !== 'Publication') throw new Error(`publishCalendar: ${JSON.stringify(said)}`);
  const [received, accepted, again, bare] = await Promise.all([
    office.receive(),
    office.receive(),
    office.receive(),
    office.receive({ papers: [] }),
  ]);
  await Promise.all([office.accept(accepted.id), office.accept(again.id)]);
  const must = async (who: Wanted | undefined, mutation: string, input: object): Promise<void> => {
    const said = await office.say(who, mutation, input);
    if (said.__typename !== 'Accepted') throw new Error(`${mutation}: ${JSON.stringify(said)}`);
  };
  await must(callers['h'], 'extendLimit', {
    caseId: accepted.id,
    clock: 'STATUTORY',
    by: { unit: 'WD', n: 3 },
    reason: { text: '案情复杂' },
  });
  const noticed = await office.receive({ papers: [] });
  await must(clerk, 'giveNotice', {
    caseId: noticed.id,
    defects: [
      { item: 'layoutPlan', defect: '缺少' },
      { item: 'safetyRules', defect: '缺少' },
    ],
  });
  real['#noticed'] = `case(id: "${noticed.id}")`;
  real['#noticedPublic'] = `publicCaseStatus(number: "${noticed.number}", queryCode: "${noticed.queryCode}")`;
  real['#received'] = `case(id: "${received.id}")`;
  real['#accepted'] = `case(id: "${accepted.id}")`;
  real['#public'] = `publicCaseStatus(number: "${accepted.number}", queryCode: "${accepted.queryCode}")`;
  const paused = await office.receive({
    form: { ...form, hasSignboard: false },
    papers: ['layoutPlan', 'safetyRules'].map(paper),
  });
  await office.accept(paused.id);
  for (const [who, mutation, input] of [
    [lead, 'answerApproval', { step: 'licence', answer: 'AGREE' }],
    [
      fire,
      'startSpecialProcedure',
      {
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'WD', n: 4 },
        notice: { number: '消检〔2027〕1号', digest: 'c'.repeat(64) },
      },
    ],
  ] as const)
    await must(who, mutation, { caseId: paused.id, ...input });
  real['#paused'] = `publicCaseStatus(number: "${paused.number}", queryCode: "${paused.queryCode}")`;
  const did = async (
    caller: Caller,
    mutation: string,
    input: object,
    change: object,
    refused: readonly [string, object],
    waits: readonly [string, object],
  ) => {
    const done = { commandId: randomUUID(), ...input };
    await must(callers[caller], mutation, done);
    acts.set(caller, { mutation, done, otherwise: { ...done, ...change }, refused, waits });
  };
  const application = { channel: 'ONLINE', form, papers: [] };
  const notYet = ['answerApproval', { caseId: accepted.id, step: 'fire', answer: 'AGREE' }] as const;
  const claims = ['claimStep', { caseId: again.id, step: 'licence' }] as const;
  const withdraws = ['withdrawCase', { caseId: received.id }] as const;
  const supplies = ['supplyCase', { caseId: received.id, papers: [] }] as const;
  await did('a', 'startRestaurantOpeningV1', application, { channel: 'POST' }, supplies, withdraws);
  await did(
    'g',
    'startRestaurantOpeningV1',
    { ...application, onBehalfOf: 'p-applicant' },
    { channel: 'POST' },
    supplies,
    withdraws,
  );
  await did(
    'w',
    'startRestaurantOpeningV1',
    { ...application, onBehalfOf: 'p-applicant' },
    { channel: 'POST' },
    ['acceptCase', { caseId: bare.id }],
    ['acceptCase', { caseId: received.id }],
  );
  await did('o', 'claimStep', { caseId: accepted.id, step: 'licence' }, { step: 'fire' }, notYet, claims);
  await did('h', 'claimStep', { caseId: accepted.id, step: 'licence' }, { step: 'fire' }, notYet, claims);
  await did(
    's',
    'startInstrument',
    { caseId: accepted.id, level: 'L2', clock: 'promise', reason: { text: '群众反映强烈' } },
    { level: 'L1' },
    ['signInstrument', { caseId: accepted.id, instrument: 'L4:promise' }],
    ['startInstrument', { caseId: again.id, level: 'L1', clock: 'promise', reason: { text: '群众反映强烈' } }],
  );
  return { office, schema, real, acts };
}
