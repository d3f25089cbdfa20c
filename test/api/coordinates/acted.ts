import type { Caller } from './callers.ts';
import type { Story } from './story.ts';

type Asked = readonly [mutation: string, input: object];
const unknownCase = { commandId: 'x', caseId: 'none' };
/** An act that each of them may do: on no case, and with an id that cannot be kept. */
const own: Readonly<Record<Caller, Asked>> = {
  a: ['withdrawCase', {}],
  g: ['withdrawCase', {}],
  x: ['withdrawCase', {}],
  w: ['acceptCase', {}],
  o: ['claimStep', { step: 'x' }],
  h: ['claimStep', { step: 'x' }],
  t: ['claimStep', { step: 'x' }],
  s: ['signInstrument', { instrument: 'x' }],
};
const foreign: Asked = ['terminateCase', { ...unknownCase, reasons: [{ text: 'x' }] }];
const moved: Asked = ['advanceTime', { ...unknownCase, workingDays: 1 }];
interface Acted {
  readonly asked: Asked | undefined;
  readonly at?: string;
}
/** What is answered with an object of a type, by caller; where it lies in the answer. */
export const acted: Readonly<Record<string, (caller: Caller, acts: Story['acts']) => Acted>> = {
  Accepted: (caller, acts) => ({
    asked: acts.has(caller) ? [acts.get(caller)!.mutation, acts.get(caller)!.done] : undefined,
  }),
  SameIdOtherContent: (caller, acts) => ({
    asked: acts.has(caller) ? [acts.get(caller)!.mutation, acts.get(caller)!.otherwise] : undefined,
  }),
  Refused: (caller, acts) => ({ asked: acts.get(caller)?.refused && withId(acts.get(caller)!.refused) }),
  Detail: (caller, acts) => ({
    asked: acts.get(caller)?.refused && withId(acts.get(caller)!.refused),
    at: '... on Refused { details { @ } }',
  }),
  AskAgain: (caller, acts) => ({ asked: acts.get(caller)?.waits && withId(acts.get(caller)!.waits, 'waits') }),
  NotFound: caller => ({ asked: own[caller] && [own[caller][0], { ...own[caller][1], ...unknownCase }] }),
  InvalidInput: caller => ({
    asked: own[caller] && [own[caller][0], { ...own[caller][1], ...unknownCase, commandId: 'a b' }],
  }),
  Issue: caller => ({
    asked: own[caller] && [own[caller][0], { ...own[caller][1], ...unknownCase, commandId: 'a b' }],
    at: '... on InvalidInput { issues { @ } }',
  }),
  NotPermitted: caller => ({ asked: caller === 'h' ? ['acceptCase', unknownCase] : foreign }),
  PersonalErasure: caller => ({
    asked: caller === 'd' ? ['erasePersonal', { commandId: 'e', party: 'p-spare', ground: 'OTHER_LAW' }] : undefined,
  }),
  Unauthenticated: () => ({ asked: foreign }),
  Error: () => ({ asked: moved }),
  DevelopmentOnly: () => ({ asked: moved }),
};
const withId = ([mutation, input]: Asked, commandId = 'refused'): Asked => [mutation, { commandId, ...input }];
