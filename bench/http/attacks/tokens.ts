import { send, type Target } from '../target.ts';
import { seenOf, several, type Attack } from './attack.ts';

const mutation = 'mutation { withdrawCase(input: { commandId: "csrf", caseId: "x" }) { __typename } }';
export const signIns = (wrong: Target['wrong']): readonly Attack[] =>
  Object.keys(wrong).map(what => ({
    name: `a token ${what}`,
    refused: '401 UNAUTHENTICATED',
    run: several(({ port, wrong: tokens }) =>
      seenOf(send(port, JSON.stringify({ query: mutation }), { authorization: `Bearer ${tokens[what]!}` })),
    ),
  }));
