import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { applicant, clerk, officer, paper, second } from '../../cli/demo/stories.ts';
import type { CommandContext } from '../../commands/context.ts';
import type { Send } from '../engine/product.ts';
import { progressOf } from './figures.ts';

export interface Batch {
  readonly send: Send;
  readonly context: CommandContext;
  readonly households: number;
  /** Who acts, at once. */
  readonly callers: number;
}

const registry = 'real-estate-registry';
const caseOf = (globalId: string): string => Buffer.from(globalId, 'base64').toString().slice('Case:'.length);
const globalId = (id: string): string => Buffer.from(`Case:${id}`).toString('base64');

/** Brings an act until it is accepted: what it rests on, such as shared data, may still be under way. */
async function bring(send: Send, who: Wanted, mutation: string, input: object): Promise<string> {
  const commandId = randomUUID();
  for (let tries = 1; ; tries += 1) {
    try {
      return await send(who, mutation, { ...input, commandId: tries === 1 ? commandId : randomUUID() });
    } catch (error) {
      if (tries === 40) throw error;
      await pause(250);
    }
  }
}

/** Files for the building and registers it, so that its households begin. Returns its case. */
export async function begin({ send, context, households }: Batch): Promise<string> {
  const id = await bring(send, applicant, 'startHomeDeliveryTitleV1', {
    channel: 'ONLINE',
    form: {
      building: '一号楼',
      households: Array.from({ length: households }, (_, nth) => ({ id: `1-${nth + 1}`, contract: `WQ-${nth + 1}` })),
    },
    papers: ['survey', 'fund'].map(paper),
  });
  await bring(send, clerk, 'acceptCase', { caseId: id });
  await answer(send, id, 'housing-construction', 'completion');
  await answerByTwo(send, context, id, 'first');
  return caseOf(id);
}

const answer = (send: Send, caseId: string, unit: string, step: string): Promise<string> =>
  bring(send, officer(unit), 'answerApproval', { caseId, step, answer: 'AGREE' });

async function answerByTwo(send: Send, context: CommandContext, caseId: string, step: string): Promise<void> {
  await answer(send, caseId, registry, step);
  const { steps } = await progressOf(context, caseOf(caseId));
  const proposal = steps.find(each => each.step === step)?.proposal?.seq;
  await bring(send, second(registry), 'confirmAnswer', { caseId, step, proposal });
}

/** Ends the cases of all households, each by one act: its applicant withdraws it. */
export async function withdrawAll(
  { send, callers }: Batch,
  ids: readonly string[],
  tell: (text: string) => void,
): Promise<void> {
  const queue = [...ids];
  const one = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      await bring(send, applicant, 'withdrawCase', { caseId: globalId(id) });
      tell(`${ids.length - queue.length}`);
    }
  };
  await Promise.all(Array.from({ length: callers }, one));
}
