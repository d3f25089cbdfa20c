import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'node:net';
import { dial } from './target.ts';

/** Where a flood goes: a port of this machine, or whatever opens a connection. */
export interface FloodTarget {
  readonly port: number;
  readonly open?: () => Promise<Socket>;
}

/** Something that aims at the memory of the API's process. It ends with all of its connections closed. */
export interface Flood {
  readonly name: string;
  readonly run: (target: FloodTarget, connections: number, durationMs: number) => Promise<void>;
  /** Whether its connections ask nothing whole, so that nothing of it is left to do when they have gone. */
  readonly isIdle: boolean;
  /** Connections at once, if the machine lets one process open as many. */
  readonly connections: number;
}

const head = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';
const withLength = (body: string): string => `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** Writes `piece` over and over, as fast as the other side takes it. */
function pump(socket: Socket, piece: Buffer): void {
  const goOn = (error?: Error | null): void => {
    if (!error && !socket.destroyed) socket.write(piece, goOn);
  };
  goOn();
}

/** Keeps so many connections open for the time given, a new one for each that is closed. */
const flood = (name: string, connections: number, begin: (socket: Socket) => void, isIdle = false): Flood => ({
  name,
  isIdle,
  connections,
  async run({ port, open: dialOther }, count, durationMs) {
    const until = performance.now() + durationMs;
    const open = new Set<Socket>();
    const keepOpen = async (): Promise<void> => {
      while (performance.now() < until) {
        const socket = await (dialOther ?? (() => dial(port)))().catch(() => undefined);
        if (socket) {
          open.add(socket);
          socket.on('data', () => undefined);
          begin(socket);
          await Promise.race([
            new Promise(resolve => {
              socket.once('close', resolve);
            }),
            pause(Math.max(until - performance.now(), 0)),
          ]);
          open.delete(socket);
          socket.destroy();
        }
        // A connection that is refused at once is not worth a busy loop.
        await pause(50);
      }
    };
    await Promise.all(Array.from({ length: count }, keepOpen));
  },
});

const most = 256 * 1024;
const frame = JSON.stringify({ query: '{ me { role } }', extensions: { filling: '' } });
const largestBody = JSON.stringify({
  query: '{ me { role } }',
  extensions: { filling: 'x'.repeat(most - frame.length) },
});
const numbers = JSON.stringify(Array.from({ length: 19_000 }, (_, index) => index));
const manyNumbers = JSON.stringify({
  query: 'query Q($number: String!) { publicCaseStatus(number: $number, queryCode: "x") { title } }',
  variables: { number: 'x'.repeat(100_000), numbers: JSON.parse(numbers) as unknown },
});
const longQuestion = JSON.stringify({
  query: '{ procedures { title lead { title } limits { statutory { text } } materials { title } steps { title } } }',
});

export const floods: readonly Flood[] = [
  {
    name: '700 different documents of 2,000 numbers',
    connections: 8,
    isIdle: false,
    async run({ port, open }, connections) {
      const list = '1 '.repeat(1_975);
      let next = 0;
      const one = async (): Promise<void> => {
        const socket = await (open ?? (() => dial(port)))();
        for (let index = next++; index < 700 && !socket.destroyed; index = next++) {
          socket.write(withLength(JSON.stringify({ query: `{ node(id: [${list}${index}]) { id } }` })));
          await Promise.race([once(socket, 'data'), once(socket, 'close')]);
        }
        socket.destroy();
      };
      await Promise.all(Array.from({ length: connections }, one));
    },
  },
  flood('bodies of 900 MB that go on after the refusal', 60, socket => {
    socket.write(`${head}content-length: 900000000\r\n\r\n`);
    pump(socket, Buffer.alloc(65_536, 'x'));
  }),
  flood('bodies of 256 kB with more of them behind', 100, socket => {
    pump(socket, Buffer.from(withLength(largestBody)));
  }),
  flood('bodies of 256 kB with what is no HTTP behind', 100, socket => {
    socket.write(withLength(largestBody));
    pump(socket, Buffer.alloc(most, 'x'));
  }),
  flood('large variables', 100, socket => {
    pump(socket, Buffer.from(withLength(manyNumbers)));
  }),
  flood('chunks of one byte', 200, socket => {
    socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
    pump(socket, Buffer.from('1\r\nx\r\n'.repeat(10_900)));
  }),
  flood('thousands of requests in one go', 100, socket => {
    pump(socket, Buffer.from(withLength(longQuestion).repeat(200)));
  }),
  flood('answers that nobody reads', 200, socket => {
    socket.pause();
    socket.write(withLength(longQuestion).repeat(16));
  }),
  flood('idle connections', 10_000, () => undefined, true),
  flood(
    'bodies of 256 kB that lack the last byte',
    2_000,
    socket => {
      socket.write(withLength(largestBody).slice(0, -1));
    },
    true,
  ),
  flood(
    'bodies that come byte by byte',
    1_000,
    socket => {
      socket.setNoDelay(true);
      socket.write(`${head}content-length: ${most}\r\n\r\n`);
      const writing = setInterval(() => socket.write('x'), 20);
      socket.once('close', () => {
        clearInterval(writing);
      });
    },
    true,
  ),
];
