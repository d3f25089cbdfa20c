import { request } from 'node:http';
import { encodeGlobalID } from '@pothos/plugin-relay';

/** The case that only the few hear of, and the one that all follow: both of those that fill the stack. */
export const changedByFew = 'case-001';
export const followedByAll = 'case-002';

const query = `subscription ($cases: [ID!], $units: [ID!]) {
  changes(cases: $cases, units: $units) { cursor caseId case { number status colour clocks { title due } } } }`;

export interface Audience {
  /** When each of so many had been told of a case, of this process's clock, once all of them had. */
  toldOf(caseId: string, count: number): Promise<readonly number[]>;
  close(): void;
}

/** Opens a stream for each token. The first few follow all desks too, which the others do not. */
export async function createAudience(port: number, tokens: readonly string[], few: number): Promise<Audience> {
  let told: number[] = [];
  let wanted: { readonly id: string; readonly count: number; readonly done: () => void } | undefined;
  const onEvent = (text: string): void => {
    if (wanted === undefined || !text.includes(wanted.id)) return;
    told.push(performance.now());
    if (told.length === wanted.count) wanted.done();
  };
  const streams: ReturnType<typeof request>[] = [];
  const open = async (token: string, nth: number): Promise<void> => {
    const variables = {
      cases: [encodeGlobalID('Case', followedByAll)],
      units: [nth < few ? '*' : 'nowhere'],
    };
    const stream = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/graphql',
      agent: false,
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
      },
    });
    streams.push(stream);
    const body = JSON.stringify({ query, variables });
    stream.setHeader('content-length', Buffer.byteLength(body));
    stream.on('error', () => undefined);
    await new Promise<void>((resolve, reject) => {
      stream.once('error', reject);
      stream.once('response', response => {
        if (response.statusCode !== 200) reject(new Error(`A stream was answered with ${response.statusCode}.`));
        let rest = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          const blocks = (rest + chunk).split('\n\n');
          rest = blocks.pop() ?? '';
          for (const block of blocks) {
            if (block.includes('"caseId":null')) resolve();
            else onEvent(block);
          }
        });
      });
      stream.end(body);
    });
  };
  for (let from = 0; from < tokens.length; from += 50)
    await Promise.all(tokens.slice(from, from + 50).map((token, index) => open(token, from + index)));
  return {
    async toldOf(caseId, count) {
      told = [];
      await new Promise<void>(done => {
        wanted = { id: encodeGlobalID('Case', caseId), count, done };
      });
      wanted = undefined;
      return told;
    },
    close() {
      for (const stream of streams) stream.destroy();
    },
  };
}
