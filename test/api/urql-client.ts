import { Client, fetchExchange, gql, type TypedDocumentNode } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';

/** Types without an id are values inside a node: the page for front ends names them. */
const values = ['Accepted', 'Refused', 'CaseProgress', 'Defect', 'Action'];

/** A front end's client as the page for front ends has it: a normalised cache, keys by `id`. */
export const createClient = (url: string, token: string, warn: (message: string) => void): Client => {
  const cache = cacheExchange({
    keys: Object.fromEntries(values.map(type => [type, () => null])),
    logger: (_severity, message) => warn(message),
  });
  return new Client({
    url,
    preferGetMethod: false,
    exchanges: [cache, fetchExchange],
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
  });
};

export interface ShownCase {
  readonly id: string;
  readonly status: string;
  readonly steps: readonly { readonly id: string; readonly state: string }[];
}

const shown = 'id status steps { id state }';
export const myCases: TypedDocumentNode<{
  myCases: { edges: readonly { node: ShownCase }[] };
}> = gql(`query Mine { myCases(first: 100) { edges { cursor node { ${shown} } } } }`);

type Filed = { __typename: 'Accepted'; case: ShownCase } | { __typename: string; code: string; message: string };
export const file: TypedDocumentNode<{ startRestaurantOpening: Filed }, { input: object }> = gql(`
  mutation File($input: StartRestaurantOpeningV1Input!) { startRestaurantOpening(input: $input) {
    __typename ... on Accepted { commandId case { ${shown} } } ... on Refused { code message } } }`);
export const withdraw: TypedDocumentNode<{ withdrawCase: Filed }, { input: object }> = gql(`
  mutation Withdraw($input: WithdrawCaseInput!) { withdrawCase(input: $input) {
    __typename ... on Accepted { commandId case { ${shown} } } ... on Refused { code message } } }`);
