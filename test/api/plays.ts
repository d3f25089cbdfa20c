import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { type Office, type Said, supervisor } from './office.ts';

const said = `__typename ... on Accepted { case { id status } } ... on Error { code message }
  ... on Refused { reason } ... on InvalidInput { issues { path code } }`;

/** A Wednesday morning; 清明节 is off from 3 to 5 April. */
const start = '2027-03-24T10:00:00+08:00';

/** What a play says and reads over GraphQL, through the mutations that render any procedure. */
export class Play {
  readonly office: Office;
  readonly caseId: string;
  constructor(office: Office, caseId: string) {
    this.office = office;
    this.caseId = caseId;
  }

  static async begin(office: Office, who: Wanted, procedure: string, input: object): Promise<Play> {
    const told = await Play.tried(office, who, procedure, input);
    if (!told.case) throw new Error(`${procedure} was not received: ${JSON.stringify(told)}`);
    return new Play(office, told.case.id);
  }

  /** A start that may be refused. */
  static tried(office: Office, who: Wanted, procedure: string, input: object): Promise<Said> {
    return office.say(who, 'startCase', { procedure, channel: 'ONLINE', developmentTime: start, ...input }, said);
  }

  /** What was said: the code of a rule that says no, else the type of the answer. */
  async told(who: Wanted, mutation: string, input: object = {}): Promise<string> {
    const answer = await this.office.say(who, mutation, { caseId: this.caseId, ...input }, said);
    const { reason } = answer;
    return typeof reason === 'string' ? reason : answer.__typename;
  }

  /** Acts that have to be taken. */
  async acts(...all: readonly (readonly [Wanted, string, object?])[]): Promise<void> {
    for (const [who, mutation, input] of all) {
      const told = await this.told(who, mutation, input);
      if (told !== 'Accepted') throw new Error(`${mutation} ${JSON.stringify(input)}: ${told}`);
    }
  }

  answers(who: Wanted, step: string, result: object, papers?: readonly object[]): Promise<string> {
    return this.told(who, 'answerStep', { step, result, ...(papers && { papers }) });
  }

  /** Working days go by. */
  async pass(workingDays: number): Promise<void> {
    await this.acts([supervisor, 'advanceTime', { workingDays }]);
  }

  async read<T>(who: Wanted, selection: string): Promise<T> {
    const asked = `query ($id: ID!) { case(id: $id) { ${selection} } }`;
    return (await this.office.ask<{ case: T }>(who, asked, { id: this.caseId })).case;
  }

  async steps(who: Wanted): Promise<Readonly<Record<string, ShownStep>>> {
    const selection =
      'steps { step state unit { unit } clock { limit { unit n } } outcome { ... on Answer { bySilence } } }';
    const { steps } = await this.read<{ steps: readonly ShownStep[] }>(who, selection);
    return Object.fromEntries(steps.map(each => [each.step, each]));
  }

  async clocks(who: Wanted): Promise<Readonly<Record<string, string>>> {
    const { clocks } = await this.read<{ clocks: readonly ShownClock[] }>(who, 'clocks { clock limit { unit n } }');
    return Object.fromEntries(clocks.map(({ clock, limit }) => [clock, `${limit.n} ${limit.unit}`]));
  }

  async standing(who: Wanted, mode: string): Promise<string | undefined> {
    const { modeUse } = await this.read<{ modeUse: readonly { mode: string; standing: string }[] }>(
      who,
      'modeUse { mode standing }',
    );
    return modeUse.find(each => each.mode === mode)?.standing;
  }

  async status(who: Wanted): Promise<string> {
    return (await this.read<{ status: string }>(who, 'status')).status;
  }
}

interface ShownStep {
  readonly step: string;
  readonly state: string;
  readonly unit: { readonly unit: string } | null;
  readonly clock: { readonly limit: { readonly unit: string; readonly n: number } } | null;
  readonly outcome: { readonly bySilence?: boolean } | null;
}
interface ShownClock {
  readonly clock: string;
  readonly limit: { readonly unit: string; readonly n: number };
}
