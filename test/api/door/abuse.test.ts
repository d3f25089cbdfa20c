import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, openDoor, type Door } from './open-door.ts';

const opened: Door[] = [];
const sockets: Socket[] = [];
const open = async (options?: Parameters<typeof openDoor>[0]): Promise<Door> => {
  const door = await openDoor(options);
  opened.push(door);
  return door;
};
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(opened.splice(0).map(door => door.stop()));
});

const dial = (door: Door): Promise<Socket> => new Promise((resolve, reject) => {
  const socket = connect(door.port, '127.0.0.1', () => resolve(socket));
  socket.on('error', reject);
  sockets.push(socket);
});
/** What the server sends until it closes the connection. */
const untilClosed = (socket: Socket): Promise<string> => new Promise(resolve => {
  let text = '';
  socket.on('data', chunk => { text += String(chunk); });
  socket.on('error', () => undefined);
  socket.on('close', () => resolve(text));
});

describe('who sends nothing is cut off', () => {
  const impatient = { limits: { headersTimeout: 300, requestTimeout: 600, keepAliveTimeout: 300 } };

  it('a body that does not end is answered with 408 and closed', async () => {
    const door = await open(impatient);
    const socket = await dial(door);
    socket.write('POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
    expect(await untilClosed(socket)).toContain('408');
  });

  it('header lines that do not end, and connections that never ask, are closed', async () => {
    const door = await open({ limits: { headersTimeout: 300, requestTimeout: 60_000 } });
    const [slow, silent] = await Promise.all([dial(door), dial(door)]);
    slow.write('POST /graphql HTTP/1.1\r\nhost: a\r\n');
    expect(await untilClosed(slow)).toContain('408');
    await untilClosed(silent);
  });

  it('header lines of more than 16 kB are refused', async () => {
    const door = await open();
    const socket = await dial(door);
    socket.write(`POST /graphql HTTP/1.1\r\nhost: a\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(await untilClosed(socket)).toContain('431');
  });

  it('a body whose length is told as too large is refused before any of it comes', async () => {
    const door = await open();
    const socket = await dial(door);
    socket.write('POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 262145\r\n\r\n');
    expect(await untilClosed(socket)).toContain('BODY_TOO_LARGE');
  });

  it('a caller who goes in the middle of a body leaves no trace and no fault', async () => {
    const door = await open();
    const socket = await dial(door);
    socket.write('POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
    await new Promise(done => setTimeout(done, 50));
    socket.destroy();
    expect((await ask(door.url, '{ me }')).status).toBe(200);
    expect(door.lines.filter(line => line.includes('fail'))).toEqual([]);
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
    await expect(openDoor({ port: first.port })).rejects.toThrow(`Port ${first.port} is taken on 127.0.0.1. Free one, or name another port.`);
  });

  it('stopping lets the request under way end and takes no more', async () => {
    const door = await openDoor();
    const underWay = ask(door.url, '{ slow }');
    await new Promise(done => setTimeout(done, 100));
    const stopped = door.stop();
    await expect(ask(door.url, '{ me }')).rejects.toThrow('fetch failed');
    door.release();
    const { body, headers } = await underWay;
    expect(body.data).toEqual({ slow: 'at last' });
    expect(headers.get('connection')).toBe('close');
    await stopped;
  });
});
