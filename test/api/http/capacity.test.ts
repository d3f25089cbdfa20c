import { afterEach, describe, expect, it } from 'vitest';
import { ask } from './test-server.ts';
import { open, dial, untilClosed, head, says, closeAll } from './dialling.ts';

afterEach(closeAll);

describe('what the server holds', () => {
  it('is bounded over all connections: beyond it a request is refused with 503, and taken again later', async () => {
    const server = await open({ limits: { heldBytes: 2_000 } });
    const slow = await dial(server);
    const answered = says(slow, '"me":null');
    const body = JSON.stringify({ query: '{ me }', extensions: { filling: 'x'.repeat(1_900) } });
    slow.write(`${head}content-length: ${body.length}\r\n\r\n${body.slice(0, -1)}`);
    await expect
      .poll(() => ask(server.url, `{ me } #${'x'.repeat(100)}`))
      .toMatchObject({
        status: 503,
        code: 'SERVICE_UNAVAILABLE',
      });
    slow.write(body.slice(-1));
    // The small body leaves no room for the answer either, which is then said to be unknown.
    await Promise.race([answered, says(slow, 'SERVICE_UNAVAILABLE')]);
    await expect.poll(() => ask(server.url, '{ me }')).toMatchObject({ status: 200 });
  });
});

describe('what the server carries out', () => {
  it('is bounded at once: one request too many is told to ask again, and served when another has ended', async () => {
    const server = await open({ limits: { executions: 1 } });
    const waiting = ask(server.url, '{ slow }');
    await expect.poll(() => ask(server.url, '{ me }')).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' });
    server.release();
    expect(await waiting).toMatchObject({ status: 200 });
    expect(await ask(server.url, '{ me }')).toMatchObject({ status: 200 });
  });
});

describe('a body', () => {
  it('is read whole, however it comes: byte by byte, or with the next request behind it', async () => {
    const server = await open();
    const of = (text: string, connection: string): string => {
      const body = JSON.stringify({ query: 'query ($text: String) { say(text: $text) }', variables: { text } });
      return `${head}connection: ${connection}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    };
    const long = Array.from({ length: 20_000 }, (_, index) => index % 10).join('');
    const [single, both] = await Promise.all([dial(server), dial(server)]);
    const ends = [single, both].map(untilClosed);
    both.write(of(long, 'keep-alive') + of(`${long}!`, 'close'));
    for (const byte of Buffer.from(of('𠮷', 'close'))) {
      single.write(Buffer.of(byte));
      await new Promise(later => setImmediate(later));
    }
    const [bytes = '', two = ''] = await Promise.all(ends);
    expect(bytes).toContain('"say":"𠮷"');
    expect([two.includes(`"say":"${long}"`), two.includes(`"say":"${long}!"`)]).toEqual([true, true]);
  });

  it.each([
    ['of unknown length', 'transfer-encoding: chunked', '1\r\nx\r\n'.repeat(20_000), 'LENGTH_REQUIRED'],
    ['that is too large', 'content-length: 900000000', 'x'.repeat(120_000), 'BODY_TOO_LARGE'],
  ])('%s is refused once and not read on, and the answer can be read', async (_what, header, piece, code) => {
    const server = await open();
    const socket = await dial(server);
    const ended = untilClosed(socket);
    let taken = 0;
    const goOn = (error?: Error | null): void => {
      if (error || taken > 64_000_000) return;
      taken += piece.length;
      socket.write(piece, goOn);
    };
    socket.write(`${head}${header}\r\n\r\n`, goOn);
    const answer = await ended;
    expect(answer).toContain(code);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(answer).toMatch(/connection: close/i);
    // What the kernel takes is not read.
    expect(taken).toBeLessThan(16_000_000);
  });
});
