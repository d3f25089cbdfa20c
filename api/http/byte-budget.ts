import type { ServerResponse } from 'node:http';

export interface ByteBudget {
  /** Counts `bytes` until the response is sent or cut. False, and nothing counted, if they do not fit any more. */
  hold(bytes: number, response: ServerResponse): boolean;
}

/** Bounds the bytes of all bodies and answers that one process holds at once, however many connections there are. */
export function createByteBudget(maxBytes: number): ByteBudget {
  let held = 0;
  return {
    hold(bytes, response) {
      if (held + bytes > maxBytes) return false;
      held += bytes;
      response.once('close', () => {
        held -= bytes;
      });
      return true;
    },
  };
}
