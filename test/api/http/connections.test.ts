import { afterEach, describe, expect, it } from 'vitest';
import { httpMetrics } from '../../../api/http/metrics.ts';
import { ask, openServer } from './test-server.ts';
import { open, dial, untilClosed, head, requestOf, says, closeAll } from './dialling.ts';

afterEach(closeAll);

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
