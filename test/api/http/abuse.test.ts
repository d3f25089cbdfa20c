import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
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
    socket.on('data', chunk => {
      text += String(chunk);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });

describe('who sends nothing is cut off', () => {
  const impatient = { limits: { headersTimeout: 300, requestTimeout: 600, keepAliveTimeout: 300 } };

  it('a body that does not end is answered with 408 and closed', async () => {
    const server = await open(impatient);
    const socket = await dial(server);
    socket.write('POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
    expect(await untilClosed(socket)).toContain('408');
  });

  it('header lines that do not end, and connections that never ask, are closed', async () => {
    const server = await open({ limits: { headersTimeout: 300, requestTimeout: 60_000 } });
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
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 262145\r\n\r\n',
    );
    expect(await untilClosed(socket)).toContain('BODY_TOO_LARGE');
  });

  it('a caller who goes in the middle of a body leaves no trace and no fault', async () => {
    const server = await open();
    const socket = await dial(server);
    socket.write('POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
    await new Promise(done => setTimeout(done, 50));
    socket.destroy();
    expect((await ask(server.url, '{ me }')).status).toBe(200);
    expect(server.lines.filter(line => line.includes('fail'))).toEqual([]);
  });
});

describe('more connections than are held at once', () => {
  const post = (query: string): string => {
    const body = JSON.stringify({ query });
    return `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  };
  const says = (socket: Socket, what: string): Promise<void> =>
    new Promise(resolve => {
      let text = '';
      socket.on('data', chunk => {
        text += String(chunk);
        if (text.includes(what)) resolve();
      });
    });

  it('the one that has let us wait longest gives way, with 503 when it had begun; the new one is served', async () => {
    const server = await open({ limits: { connections: 3 } });
    const asked = await dial(server);
    asked.write(post('{ me }'));
    await says(asked, '"me":null');
    const [begun, silent] = [await dial(server), await dial(server)];
    begun.write(post('{ me }').slice(0, -1));
    asked.write(post('{ deep { name } }'));
    await says(asked, '"name":"deep"');
    const next = await dial(server);
    expect(await untilClosed(begun)).toContain('503');
    const last = await dial(server);
    expect(await untilClosed(silent)).toBe('');
    for (const [each, query, answer] of [
      [asked, '{ me }', '"me":null'],
      [next, '{ me }', '"me":null'],
      [last, '{ deep { name } }', '"name":"deep"'],
    ] as const) {
      each.write(post(query));
      await says(each, answer);
    }
  });

  it('whoever is being answered does not give way: then the new one is refused with 503', async () => {
    const server = await open({ limits: { connections: 2 } });
    const answered = await Promise.all([dial(server), dial(server)]);
    const done = answered.map(socket => says(socket, 'at last'));
    for (const socket of answered) socket.write(post('{ slow }'));
    await new Promise(later => setTimeout(later, 100));
    expect(await untilClosed(await dial(server))).toContain('503');
    server.release();
    await Promise.all(done);
  });
});

describe('what is read in portions', () => {
  it('is whole, however it comes: byte by byte, or far more than a portion with the next request behind it', async () => {
    const server = await open();
    const of = (text: string, connection: string): string => {
      const body = JSON.stringify({ query: 'query ($text: String) { say(text: $text) }', variables: { text } });
      return `POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: ${connection}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
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

  it('ends where it is refused: what comes behind is let pass unread, and the answer can be read', async () => {
    const server = await open();
    const socket = await dial(server);
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(40_000)}`,
    );
    const answer = await untilClosed(socket);
    expect(answer).toContain('LENGTH_REQUIRED');
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
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
