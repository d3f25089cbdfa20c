import { connect, type Socket } from 'node:net';
import { openServer, type TestServer } from './test-server.ts';

const opened: TestServer[] = [];
const sockets: Socket[] = [];
export const open = async (options?: Parameters<typeof openServer>[0]): Promise<TestServer> => {
  const server = await openServer(options);
  opened.push(server);
  return server;
};
/** Closes what a test opened. */
export async function closeAll(): Promise<void> {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(opened.splice(0).map(server => server.stop()));
}

export const dial = (server: TestServer): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
    sockets.push(socket);
  });
/** What the server sends until it closes the connection. */
export const untilClosed = (socket: Socket): Promise<string> =>
  new Promise(resolve => {
    let text = '';
    if (socket.closed) resolve(text);
    socket.on('data', chunk => {
      text += String(chunk);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });

export const head = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';

export const requestOf = (query: string, more = ''): string => {
  const body = JSON.stringify({ query });
  return `${head}${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};
/** Resolves when the server has sent `what`. */
export const says = (socket: Socket, what: string): Promise<void> =>
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
