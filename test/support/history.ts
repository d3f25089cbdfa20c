import type { CommandContext } from '../../commands/context.ts';

/** The events of a case's present run, as Temporal keeps them. */
export const historyOf = async ({ client }: CommandContext, caseId: string) => {
  const { events } = await client.workflow.getHandle(caseId).fetchHistory();
  return events ?? [];
};

/** How many events of history something costs. The last task of the run must be finished before and after. */
export async function costOf(context: CommandContext, caseId: string, work: () => Promise<unknown>): Promise<number> {
  const before = (await settledHistory(context, caseId)).length;
  await work();
  return (await settledHistory(context, caseId)).length - before;
}

/** Waits until nothing is going on in the run: two looks, some time apart, see the same. */
export async function settledHistory(context: CommandContext, caseId: string) {
  let events = await historyOf(context, caseId);
  for (;;) {
    await new Promise(resolve => {
      setTimeout(resolve, 300);
    });
    const next = await historyOf(context, caseId);
    if (next.length === events.length) return next;
    events = next;
  }
}

/** Every text in a history, payloads included. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return `${value}\n`;
  if (value instanceof Uint8Array) return `${new TextDecoder().decode(value)}\n`;
  return typeof value === 'object' && value !== null ? Object.values(value).map(textOf).join('') : '';
}
