import { dial, untilClosed } from '../target.ts';
import type { Attack } from './attack.ts';

const head = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
const statusIn = (answered: string): string => /^HTTP\/1\.1 (\d+)/.exec(answered)?.[1] ?? 'closed';
/** Writes to many connections and says how they end. */
const many = (name: string, refused: string, number: number, write: string): Attack => ({
  name,
  refused,
  run: async ({ port }) => {
    const ends: Promise<string>[] = [];
    // Fewer at once than wait to be accepted: the kernel drops more, and tells only the other side.
    while (ends.length < number) {
      const sockets = await Promise.all(Array.from({ length: Math.min(200, number - ends.length) }, () => dial(port)));
      for (const socket of sockets) {
        ends.push(untilClosed(socket).then(statusIn));
        if (write !== '') socket.write(write);
      }
    }
    const answers = new Set(await Promise.all(ends));
    // A busy server may find the time of a head over before it has read it.
    if (answers.size > 1 && !refused.includes('408')) answers.delete('408');
    return [[...answers].toSorted().join(' or ')];
  },
});
const small = JSON.stringify({ query: '{ nothing }' });
export const connectionAttacks: readonly Attack[] = [
  many('10,000 idle connections', '408 or closed', 10_000, ''),
  many('1,000 slow bodies', '408', 1_000, `${head}content-length: 100\r\n\r\n{`),
  many('1,000 slow headers', '408', 1_000, head),
  many('header lines of 20 kB', '431', 20, `${head}x-long: ${'x'.repeat(20_000)}\r\n\r\n`),
  many(
    '64 kB in pieces of one byte over 100 connections',
    '411',
    100,
    `${head}transfer-encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(10_900)}`,
  ),
  many('what is no HTTP', '400', 20, '\u0016\u0003\u0001 this is no HTTP\r\n\r\n'),
  {
    // A few are answered, and then the last.
    name: '2,000 requests in one go (pipelining)',
    refused: '429 TOO_MANY_AT_ONCE',
    run: async ({ port }) => {
      const socket = await dial(port);
      socket.write(`${head}content-length: ${small.length}\r\n\r\n${small}`.repeat(1_999));
      socket.write(`${head}connection: close\r\ncontent-length: ${small.length}\r\n\r\n${small}`);
      const answered = await untilClosed(socket);
      return [`${/.*HTTP\/1\.1 (\d+)/s.exec(answered)?.[1]} ${/.*"code":"([A-Z_]+)"/s.exec(answered)?.[1]}`];
    },
  },
  {
    name: 'answers that nobody reads',
    refused: 'closed',
    run: async ({ port }) => {
      const socket = await dial(port);
      socket.pause();
      const asking = `GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n`.repeat(1_000);
      for (let sent = 0; sent < 40 && socket.write(asking); sent += 1);
      await new Promise(done => {
        setTimeout(done, 500);
      });
      socket.destroy();
      return ['closed'];
    },
  },
];
