import { setTimeout as pause } from 'node:timers/promises';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { send } from '../http/target.ts';

const body = JSON.stringify({
  query: 'query ($id: ID!) { case(id: $id) { number status clocks { title due } steps { step state } } }',
  variables: { id: encodeGlobalID('Case', 'case-010') },
});

/** Milliseconds that a caller waits who asks a case ten times a second, while something else happens. */
export async function watchCaller(
  port: number,
  token: string,
  during: () => Promise<unknown>,
): Promise<readonly number[]> {
  const times: number[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver || times.length < 5) {
      const began = performance.now();
      const { status } = await send(port, body, { authorization: `Bearer ${token}` });
      if (status !== 200) throw new Error(`The caller was answered with ${status}.`);
      const took = performance.now() - began;
      times.push(took);
      await pause(Math.max(100 - took, 0));
    }
  })();
  await during();
  isOver = true;
  await asking;
  return times;
}
