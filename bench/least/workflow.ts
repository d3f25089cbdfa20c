import { condition, defineUpdate, setHandler, sleep, CancellationScope } from '@temporalio/workflow';

/**
 * Remembers nothing but how often it was asked, replies with as much as a case's run does, and sets its one timer anew
 * each time, as a case's next limit moves.
 */
export async function least(updates: number, reply: string, _calendars: string): Promise<void> {
  let seen = 0;
  setHandler(
    defineUpdate<{ readonly seen: number; readonly view: string }, [string]>('act'),
    () => {
      seen += 1;
      return { seen, view: reply };
    },
    {
      validator: what => {
        if (what === '') throw new Error('nothing asked');
      },
    },
  );
  while (seen < updates) {
    const before = seen;
    const timer = new CancellationScope();
    // Cancelled is how each of them ends.
    timer.run(() => sleep('3 days')).catch(() => {});
    await condition(() => seen > before);
    timer.cancel();
  }
}
