import { randomUUID } from 'node:crypto';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { applicant, form, tobacco } from './office.ts';

const errors =
  '{ __typename ... on Error { code message } ... on InvalidInput { issues { path code message expected details { ' +
  'name values } } } ... on Refused { reason found accepted details { name values } } }';
const start = `mutation M($input: StartRestaurantOpeningV1Input!) { startRestaurantOpening(input: $input) ${errors} }`;
const supply = `mutation M($input: SupplyCaseInput!) { supplyCase(input: $input) ${errors} }`;

interface Given {
  /** What stands in the personal field. */
  readonly wrong: string;
  readonly caseId: string;
  /** The id by which the case was filed. */
  readonly commandId: string;
  readonly filing: { readonly form: object; readonly [field: string]: unknown };
}

/** Requests with everything that can be wrong with a personal field, or with what stands beside it. */
export function* requestsOfAllThatIsWrong({
  wrong,
  caseId,
  commandId,
  filing,
}: Given): Generator<readonly [who: Wanted, body: object | string]> {
  const asField = (given: object): object => ({ restaurantOpeningV1: given });
  const asJson = (given: object): object => ({ json: given });
  for (const [query, more, formOf] of [
    [start, filing, (given: object): object => given],
    [supply, { caseId }, asField],
    [supply, { caseId }, asJson],
  ] as const) {
    const given = (contact: unknown, others: object = {}): object => ({
      query,
      variables: { input: { ...more, commandId: randomUUID(), form: formOf({ ...form, contact, ...others }) } },
    });
    for (const contact of [{ text: wrong }, [wrong], [[wrong]], { [wrong]: wrong }]) yield [applicant, given(contact)];
    yield [applicant, given(wrong, { seats: 0 })];
    yield [applicant, given(wrong, { seats: wrong })];
    yield [applicant, given(wrong, { seats: undefined })];
    yield [applicant, given(wrong, { [wrong]: wrong })];
    yield [applicant, given(`${wrong}\u0000`)];
    yield [applicant, JSON.stringify(given(wrong)).slice(0, -5)];
    yield [applicant, given(wrong.repeat(10_000))];
    yield [tobacco, given(wrong)];
  }
  yield [
    applicant,
    {
      query: start,
      variables: { input: { ...filing, commandId, form: { ...filing.form, contact: wrong } } },
    },
  ];
  yield [
    applicant,
    {
      query: start
        .replace(
          '$input)',
          `{ commandId: "x", channel: ONLINE, papers: [], form: { name: "x", seats: "${wrong}", hasSignboard: true, ` +
            `sellsTobacco: "${wrong}", contact: ["${wrong}"] } })`,
        )
        .replace('($input: StartRestaurantOpeningV1Input!)', ''),
    },
  ];
  yield [applicant, { query: `{ myCases(after: "${wrong}") { edges { cursor } } }` }];
  yield [applicant, { query: `{ dueSoon(from: "${wrong}") { edges { cursor } } ${wrong} }` }];
  yield [applicant, { query: start, variables: { input: wrong } }];
}
