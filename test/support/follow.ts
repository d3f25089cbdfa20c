import { request, type IncomingMessage } from 'node:http';

/** A change as the tests ask for it. */
export interface Told {
  readonly id?: string;
  readonly data?: {
    readonly changes: {
      readonly cursor: string;
      readonly caseId: string | null;
      readonly case: Readonly<Record<string, unknown>> | null;
    };
  };
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** A subscription as a browser holds it: what it was told, in order. */
export interface Following {
  readonly status: number;
  /** All that came, as it was written. */
  text(): string;
  readonly told: readonly Told[];
  /** Waits until what was told passes a test; rejects after `patienceMs`, saying what was told. */
  until(done: (told: readonly Told[]) => boolean, patienceMs?: number): Promise<readonly Told[]>;
  /** Resolves when the server has closed the connection. */
  readonly ended: Promise<void>;
  /** The last event's id. */
  lastId(): string | undefined;
  close(): void;
}

export interface Follow {
  readonly token?: string | undefined;
  readonly query?: string;
  readonly variables?: object;
  readonly lastEventId?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Reads nothing until this resolves. */
  readonly readAfter?: Promise<unknown>;
}

const usual = `subscription ($cases: [ID!], $units: [ID!], $own: Boolean, $after: String) {
  changes(cases: $cases, units: $units, own: $own, after: $after) { cursor caseId case { number status revision } } }`;

/** Opens a stream of changes. */
export async function follow(
  url: string,
  { token, query = usual, variables = {}, lastEventId, headers, readAfter }: Follow,
): Promise<Following> {
  const told: Told[] = [];
  let text = '';
  const waiting = new Set<() => void>();
  const body = JSON.stringify({ query, variables });
  const asking = request(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      accept: 'text/event-stream',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      ...headers,
    },
    agent: false,
  });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    asking.once('response', resolve).once('error', reject).end(body);
  });
  asking.on('error', () => undefined);
  const ended = new Promise<void>(resolve => response.once('close', resolve));
  const read = (): void => {
    let rest = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      told.push(...blocks.flatMap(toldIn));
      for (const look of waiting) look();
    });
  };
  response.on('error', () => undefined);
  if (readAfter === undefined) read();
  else void readAfter.then(read);
  return {
    status: response.statusCode ?? 0,
    text: () => text,
    told,
    ended,
    lastId: () => told.findLast(each => each.id !== undefined)?.id,
    close: () => asking.destroy(),
    until: (done, patienceMs = 10_000) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!done(told)) return;
          waiting.delete(look);
          clearTimeout(giveUp);
          resolve(told);
        };
        const giveUp = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`Found in ${patienceMs} ms: ${JSON.stringify(told)} (${text.slice(-200)})`));
        }, patienceMs);
        waiting.add(look);
        look();
      }),
  };
}

/** The result in a block of an event stream, with the event's id. */
function toldIn(block: string): readonly Told[] {
  const field = (name: string): string | undefined =>
    block
      .split('\n')
      .find(line => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  const data = field('data');
  if (data === undefined || data === '') return [];
  const id = field('id');
  return [{ ...(id !== undefined && { id }), ...(JSON.parse(data) as Told) }];
}
