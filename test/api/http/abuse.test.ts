import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpMetrics } from '../../../api/http/metrics.ts';
import { ask, openServer, type TestServer } from './test-server.ts';

const opened: TestServer[] = [];
const sockets: Socket[] = [];
const open = async (options?: Parameters<typeof openServer>[0]): Promise<TestServer> => {
  const server = await openServer(options);
  opened.push(server);
  return server;
};
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(opened.splice(0).map(server => server.stop()));
});

const dial = (server: TestServer): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
    sockets.push(socket);
  });
/** What the server sends until it closes the connection. */
const untilClosed = (socket: Socket): Promise<string> =>
  new Promise(resolve => {
    let text = '';
    if (socket.closed) resolve(text);
    socket.on('data', chunk => {
      text += String(chunk);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });

const head = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';

describe('who sends nothing is cut off', () => {
  const impatient = { limits: { headersTimeoutMs: 300, requestTimeoutMs: 600, keepAliveTimeoutMs: 300 } };

  it('a body that does not end is answered with 408 and closed', async () => {
    const server = await open(impatient);
    const socket = await dial(server);
    socket.write(`${head}content-length: 100\r\n\r\n{`);
    expect(await untilClosed(socket)).toContain('408');
  });

  it('header lines that do not end, and connections that never ask, are closed', async () => {
    const server = await open({ limits: { headersTimeoutMs: 300, requestTimeoutMs: 60_000 } });
    const [slow, silent] = await Promise.all([dial(server), dial(server)]);
    slow.write('POST /graphql HTTP/1.1\r\nhost: a\r\n');
    expect(await untilClosed(slow)).toContain('408');
    await untilClosed(silent);
  });

  it('header lines of more than 16 kB are refused', async () => {
    const server = await open();
    const socket = await dial(server);
    socket.write(`POST /graphql HTTP/1.1\r\nhost: a\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(await untilClosed(socket)).toContain('431');
  });

  it('a body whose length is told as too large is refused before any of it comes', async () => {
    const server = await open();
    const socket = await dial(server);
    socket.write(`${head}connection: close\r\ncontent-length: 262145\r\n\r\n`);
    expect(await untilClosed(socket)).toContain('BODY_TOO_LARGE');
  });

  it('a caller who goes in the middle of a body leaves no trace and no fault', async () => {
    const server = await open();
    const socket = await dial(server);
    socket.write(`${head}content-length: 100\r\n\r\n{`);
    await new Promise(done => setTimeout(done, 50));
    socket.destroy();
    expect((await ask(server.url, '{ me }')).status).toBe(200);
    expect(server.lines.filter(line => line.includes('fail'))).toEqual([]);
  });
});

const requestOf = (query: string, more = ''): string => {
  const body = JSON.stringify({ query });
  return `${head}${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};
/** Resolves when the server has sent `what`. */
const says = (socket: Socket, what: string): Promise<void> =>
  new Promise(resolve => {
    let text = '';
    const listener = (chunk: Buffer): void => {
      text += String(chunk);
      if (!text.includes(what)) return;
      socket.off('data', listener);
      resolve();
    };
    socket.on('data', listener);
  });

describe('a connection', () => {
  it('beyond the limit is closed without a word, while the others are served; one that goes makes room', async () => {
    const server = await open({ limits: { connections: 2 } });
    const [first, second] = await Promise.all([dial(server), dial(server)]);
    expect(await untilClosed(await dial(server))).toBe('');
    for (const socket of [first, second]) {
      const answered = says(socket, '"me":null');
      socket.write(requestOf('{ me }'));
      await answered;
    }
    first.destroy();
    await expect.poll(() => ask(server.url, '{ me }').catch(() => undefined)).toMatchObject({ status: 200 });
    expect(await httpMetrics.metrics()).toMatch(/connections_dropped_total [1-9]/);
  });

  it('is closed after as many requests as it may carry', async () => {
    const server = await open({ limits: { requestsPerConnection: 2 } });
    const socket = await dial(server);
    const closed = untilClosed(socket);
    const answered = says(socket, '"me":null');
    socket.write(requestOf('{ me }'));
    await answered;
    socket.write(requestOf('{ me }'));
    const answers = (await closed).split('HTTP/1.1 200').slice(1);
    expect(answers.map(answer => /\r\nconnection: ([-\w]+)/i.exec(answer)?.[1])).toEqual(['keep-alive', 'close']);
  });

  it('whose caller does not read the answers is cut', async () => {
    const server = await open({ limits: { silenceTimeoutMs: 300 } });
    const socket = await dial(server);
    const closed = new Promise<string>(resolve => {
      socket.on('close', () => resolve('closed'));
    });
    socket.pause();
    const many = 'GET /graphiql HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(16);
    for (let sent = 0; sent < 2_000 && socket.write(many); sent += 1);
    const writing = setInterval(() => socket.write(many), 20);
    expect(await closed).toBe('closed');
    clearInterval(writing);
  });
});

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

describe('opening and closing', () => {
  it('in development a taken port gives way to the next free one, and the log says so', async () => {
    const first = await open();
    const second = await open({ production: false, port: first.port });
    expect(second.port).toBeGreaterThan(first.port);
    expect(second.lines.join('')).toContain(`Port ${first.port} is taken; listening on ${second.port}.`);
    expect((await ask(second.url, '{ me }')).status).toBe(200);
  });

  it('in production a taken port is an error that says what to do', async () => {
    const first = await open();
    await expect(openServer({ port: first.port })).rejects.toThrow(
      `Port ${first.port} is taken on 127.0.0.1. Free one, or name another port.`,
    );
  });

  it('stopping lets the request under way end and takes no more', async () => {
    const server = await openServer();
    const underWay = ask(server.url, '{ slow }');
    await new Promise(done => setTimeout(done, 100));
    const stopped = server.stop();
    await expect(ask(server.url, '{ me }')).rejects.toThrow('fetch failed');
    server.release();
    const { body, headers } = await underWay;
    expect(body.data).toEqual({ slow: 'at last' });
    expect(headers.get('connection')).toBe('close');
    await stopped;
  });
});
