import { randomUUID } from 'node:crypto';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { startProduct, type TestProduct } from '../support/product.ts';

export const applicant: Wanted = { as: 'applicant' };
export const other: Wanted = { as: 'applicant', person: 'p-other-applicant' };
export const agent: Wanted = { as: 'agent' };
export const clerk: Wanted = { as: 'window-clerk' };
export const lead: Wanted = { as: 'officer' };
export const fire: Wanted = { as: 'officer', unit: 'fire-rescue', person: 'p-fire-rescue-officer' };
export const tobacco: Wanted = { as: 'officer', unit: 'tobacco', person: 'p-tobacco-officer' };
export const supervisor: Wanted = { as: 'supervisor' };
export const administrator: Wanted = { as: 'administrator' };
export const observer: Wanted = { as: 'observer' };

export const form = { name: '老街面馆', seats: 40, hasSignboard: true, sellsTobacco: false, contact: '沈雨晴' };
export const paper = (material: string) => ({
  material,
  digest: 'a'.repeat(64),
  kind: 'ELECTRONIC',
  suppliedBy: 'APPLICANT',
});
export const papers = ['layoutPlan', 'safetyRules', 'signboardSketch'].map(paper);

/** Everything that a typed error may say, and of the case what the tests look at. */
const answer = `__typename
  ... on Accepted { commandId case {
    id number queryCode status revision form { ... on RestaurantOpeningV1Answers { name seats contact } }
    steps { step state outcome { ... on Answer { answer reasons { text } } } }
  } }
  ... on Error { code message } ... on Refused { reason basis found accepted }
  ... on InvalidInput { issues { path code message expected } } ... on AskAgain { commandId }`;
export interface Said {
  readonly __typename: string;
  readonly case?: {
    readonly id: string;
    readonly number: string;
    readonly queryCode: string;
    readonly status: string;
    readonly revision: number;
  };
  readonly [field: string]: unknown;
}

/** The product with what tests say to it: mutations with their whole typed answer. */
export class Office {
  readonly product: TestProduct;
  constructor(product: TestProduct) {
    this.product = product;
  }

  static async open(options?: Parameters<typeof startProduct>[0]): Promise<Office> {
    return new Office(await startProduct(options));
  }

  async say(
    who: Wanted | undefined,
    mutation: string,
    input: object,
    selection = answer,
    type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`,
  ): Promise<Said> {
    const { result } = await this.ask<{ result: Said }>(
      who,
      `mutation M($input: ${type}) { result: ${mutation}(input: $input) { ${selection} } }`,
      { input: { commandId: randomUUID(), ...input } },
    );
    return result;
  }

  ask<T>(who: Wanted | undefined, query: string, variables: object = {}): Promise<T> {
    return this.product.api.ask<T>(who, query, variables);
  }

  /** An application with all its papers, received. */
  async receive(input: object = {}): Promise<NonNullable<Said['case']>> {
    const said = await this.say(applicant, 'startRestaurantOpeningV1', { channel: 'ONLINE', form, papers, ...input });
    if (!said.case) throw new Error(`The application was not received: ${JSON.stringify(said)}`);
    return said.case;
  }

  /** An application whose licence is agreed with a condition: the other approvals are open side by side. */
  async receiveInParallel(): Promise<NonNullable<Said['case']>> {
    const received = await this.receive();
    await this.accept(received.id);
    await this.say(lead, 'answerApproval', {
      caseId: received.id,
      step: 'licence',
      answer: 'AGREE_WITH_CONDITIONS',
      conditions: [{ text: '限期公示' }],
    });
    return received;
  }

  async accept(caseId: string): Promise<void> {
    const commandId = randomUUID();
    let said = await this.say(clerk, 'acceptCase', { commandId, caseId });
    // As a front end does on a busy machine: the same act again.
    for (let nth = 0; nth < 3 && said.__typename === 'AskAgain'; nth += 1)
      said = await this.say(clerk, 'acceptCase', { commandId, caseId });
    if (said.case?.status !== 'IN_REVIEW') throw new Error(`The case was not accepted: ${JSON.stringify(said)}`);
  }
}
