import type { GraphQLSchema } from 'graphql';
import type { Wanted } from '../../../bin/compose/issuer/people.ts';
import { ensureRunning } from '../../../commands/ensure-running.ts';
import { addParty } from '../../../db/parties/write-party.ts';
import type { PeoplesCommand } from '../../../domain/case/capabilities/index.ts';
import type { Actor } from '../../../domain/values.ts';
import { acts, type Situation } from '../../case/acts-table.ts';
import { applicant, clerk, fire, form, lead, type Office, other, paper, type Said } from '../office.ts';
import { inputOf, mutations } from './mutations.ts';

const head: Wanted = { as: 'unit-head' };
const plain = { form: { ...form, hasSignboard: false }, papers: ['layoutPlan', 'safetyRules'].map(paper) };
const notice = { number: '中-1', digest: 'd'.repeat(64) };

/** Cases in every situation, on one running stack, and cases of each official's own. */
export interface World {
  readonly office: Office;
  readonly schema: GraphQLSchema;
  readonly cases: Readonly<Record<Situation, string>>;
  /** By the official whose own case it is: it has just come in. */
  readonly own: ReadonlyMap<string, string>;
}

/** Whom the demonstration knows in place of the people of the table. */
export const personaOf = ({ person, role, unit }: Actor): Wanted =>
  person === 'p-neighbour' ? other : { as: role, unit, person };

/** The id under which each of them did something else before. */
export const usedId = 'used-for-something-else';

async function must(office: Office, who: Wanted, mutation: string, input: object): Promise<Said> {
  const said = await office.say(who, mutation, input);
  if (said.__typename !== 'Accepted') throw new Error(`${mutation}: ${JSON.stringify(said)}`);
  return said;
}

export async function openWorld(office: Office, schema: GraphQLSchema, officials: readonly Actor[]): Promise<World> {
  const receive = async () => (await office.receive(plain)).id;
  const accepted = async () => {
    const caseId = await receive();
    await office.accept(caseId);
    return caseId;
  };
  const received = await receive();
  const inReview = await accepted();
  const granted = await accepted();
  await must(office, lead, 'answerApproval', { caseId: granted, step: 'licence', answer: 'AGREE' });
  await must(office, fire, 'answerApproval', { caseId: granted, step: 'fire', answer: 'AGREE' });
  const { proposal } = (
    await office.ask<{ case: { steps: readonly { step: string; proposal: { seq: number } | null }[] } }>(
      fire,
      'query ($id: ID!) { case(id: $id) { steps { step proposal { seq } } } }',
      { id: granted },
    )
  ).case.steps.find(({ step }) => step === 'fire')!;
  const second = { ...fire, person: 'p-fire-rescue-officer-2' };
  await must(office, second, 'confirmAnswer', { caseId: granted, step: 'fire', proposal: proposal!.seq });
  const withdrawn = await receive();
  await must(office, applicant, 'withdrawCase', { caseId: withdrawn });
  const suspended = await accepted();
  const reason = { text: '台风' };
  await must(office, head, 'suspendCase', { caseId: suspended, ground: 'FORCE_MAJEURE', reason, notice });
  const scratch = await receive();
  const did: readonly (readonly [Wanted, string, object])[] = [
    [clerk, 'acceptCase', {}],
    [applicant, 'urgeCase', { reason: { text: '请快些' } }],
    [other, 'startRestaurantOpeningV1', { channel: 'ONLINE', ...plain }],
    [lead, 'claimStep', { step: 'licence' }],
    [personaOf(acts.startInstrument.by), 'startInstrument', { level: 'L2', clock: 'promise', reason }],
    [head, 'suspendCase', { ground: 'FORCE_MAJEURE', reason, notice }],
  ];
  for (const [who, mutation, input] of did)
    await must(office, who, mutation, {
      commandId: usedId,
      ...input,
      ...(!mutation.startsWith('startRest') && { caseId: scratch }),
    });
  const own = new Map<string, string>();
  for (const { person } of officials) {
    if (own.has(person)) continue;
    const by = { by: 'test', key: `test:${person}`, digest: '' };
    await addParty(office.product.shell.database.owner, by, { id: person, kind: 'person', name: '某人' });
    // Nobody files their own at the window: another clerk does.
    const other = person === 'p-service-window-officer' ? { ...clerk, person: `${person}-2` } : clerk;
    const input = { channel: 'WINDOW', onBehalfOf: person, ...plain };
    const filed = await must(office, other, 'startRestaurantOpeningV1', input);
    own.set(person, filed.case!.id);
  }
  for (const caseId of [received, ...own.values()]) await ensureRunning(office.product.shell.context, idOf(caseId));
  return { office, schema, cases: { received, inReview, granted, withdrawn, suspended }, own };
}

/** What was said to an act: the code of a rule that says no, else the type of the answer. */
export async function toldOf(
  { office, schema }: World,
  who: Wanted,
  command: PeoplesCommand,
  more: Readonly<Record<string, unknown>>,
): Promise<string> {
  const selection = '__typename ... on Refused { reason } ... on Error { code }';
  // A draft that is dropped is answered with itself.
  const said = await office.say(who, mutations[command.type], inputOf(schema, command, more), selection);
  const { reason } = said;
  return typeof reason === 'string' ? reason : said.__typename;
}

/** Of every case of the world: its revision, the hash of its last event, the length of the history of its run. */
export async function writtenOf({ office, cases, own }: World): Promise<readonly object[]> {
  const { context, database } = office.product.shell;
  return await Promise.all(
    [...Object.values(cases), ...own.values()].map(async global => {
      const id = idOf(global);
      const row = await database.owner
        .selectFrom('case')
        .select(['id', 'revision', 'head'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const { historyLength } = await context.client.workflow.getHandle(id).describe();
      return { ...row, historyLength };
    }),
  );
}

const idOf = (global: string): string => Buffer.from(global, 'base64').toString().replace('Case:', '');
