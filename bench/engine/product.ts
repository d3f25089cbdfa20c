import { randomUUID } from 'node:crypto';
import { applicant, clerk, document, officer, paper, second } from '../../cli/demo/stories.ts';
import type { Wanted } from '../../bin/compose/issuer/people.ts';

/** Sends one act and gives the case's id; throws when it was not accepted. */
export type Send = (who: Wanted, mutation: string, input: object) => Promise<string>;

/** A whole case in nine acts, eight of them decisions of a running case. */
export async function wholeCase(send: Send, decided: (milliseconds: number) => void): Promise<void> {
  const caseId = await send(applicant, 'startRestaurantOpeningV1', {
    commandId: randomUUID(),
    channel: 'ONLINE',
    form: { name: '老街面馆', seats: 40, hasSignboard: true, sellsTobacco: true, contact: '联系人' },
    papers: [paper('layoutPlan'), paper('safetyRules'), paper('signboardSketch')],
  });
  const acts: readonly (readonly [Wanted, string, object])[] = [
    [clerk, 'acceptCase', {}],
    [officer('market-regulation'), 'answerApproval', { step: 'licence', answer: 'AGREE' }],
    [officer('urban-management'), 'answerApproval', { step: 'signboard', answer: 'AGREE' }],
    [officer('fire-rescue'), 'answerApproval', { step: 'fire', answer: 'AGREE' }],
    // The fifth event: received, accepted, and two answers come before it.
    [second('fire-rescue'), 'confirmAnswer', { step: 'fire', proposal: 5 }],
    [officer('tobacco'), 'answerApproval', { step: 'tobacco', answer: 'AGREE' }],
    [clerk, 'deliverResult', { how: 'WINDOW', receipt: document('n') }],
    [officer('market-regulation'), 'publishDecision', { where: '信用中国' }],
  ];
  for (const [who, mutation, input] of acts) {
    const began = performance.now();
    await send(who, mutation, { commandId: randomUUID(), caseId, ...input });
    decided(performance.now() - began);
  }
}

/** Decisions of a whole case, the beginning not counted. */
export const decisionsPerCase = 8;
