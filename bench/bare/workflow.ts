import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

export { least } from '../least/workflow.ts';

/** The anchor: a workflow that does nothing but count its updates, each checked by a validator as a case's are. */
export async function bare(updates: number): Promise<void> {
  let seen = 0;
  setHandler(
    defineUpdate<number, [string]>('act'),
    () => {
      seen += 1;
      return seen;
    },
    {
      validator: what => {
        if (what === '') throw new Error('nothing asked');
      },
    },
  );
  await condition(() => seen >= updates);
}
