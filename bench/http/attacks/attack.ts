import { send, type Target } from '../target.ts';

export interface Attack {
  readonly name: string;
  /** What every one of its requests is answered with: a 4xx and its code. `closed`: the connection is cut. */
  readonly refused: string;
  readonly run: (target: Target) => Promise<readonly string[]>;
}

const together = 8;
export const repeated = (n: number, what: string | ((index: number) => string)): string =>
  Array.from({ length: n }, (_, index) => (typeof what === 'string' ? what : what(index))).join(' ');
export const seenOf = async (asking: Promise<{ readonly seen: string }>): Promise<string> => (await asking).seen;
/** The same several times at once: what a turn of the loop costs adds up where requests share it. */
export const several =
  (one: (target: Target, index: number) => Promise<string>, times = together) =>
  (target: Target): Promise<readonly string[]> =>
    Promise.all(Array.from({ length: times }, (_, index) => one(target, index)));

type Body = string | Buffer | readonly (string | Buffer)[];
export const body = (
  name: string,
  refused: string,
  of: Body | (() => Body),
  headers: Record<string, string> = {},
  how: { method?: string; path?: string } = {},
): Attack => ({
  name,
  refused,
  run: several(({ port }) => seenOf(send(port, typeof of === 'function' ? of() : of, headers, how))),
});
/** A document; each request has its own, so that none is remembered from the one before. */
export const document = (
  name: string,
  refused: string,
  query: string | (() => string),
  variables?: object,
): Attack => ({
  name,
  refused,
  run: several(({ port, token }, index) =>
    seenOf(
      send(
        port,
        JSON.stringify({
          query: `${typeof query === 'string' ? query : query()} #${index} ${Math.random()}`,
          variables,
        }),
        { authorization: `Bearer ${token}` },
      ),
    ),
  ),
});
