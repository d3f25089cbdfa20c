import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { Rounds } from './read-scheduler.ts';

/** Bytes of one connection that are read in one go: a request of the usual size, or some hundred pieces of one byte. */
const portion = 4_096;
/**
 * How much is let pass of a connection that is being closed, and for how many milliseconds, so that its caller can
 * still read the answer.
 */
const passing = { bytes: 16 * 1024 * 1024, milliseconds: 1_000 };

/** A connection as the HTTP parser sees it: what came over the real one, in portions and in turn. */
export class FairSocket extends Duplex {
  readonly #socket: Socket;
  readonly #rounds: Rounds;
  #unread: Buffer | undefined;
  #ended = false;
  #passed: number | undefined;

  constructor(socket: Socket, rounds: Rounds) {
    super({ allowHalfOpen: true, decodeStrings: false });
    this.#socket = socket;
    this.#rounds = rounds;
    socket.on('data', chunk => {
      this.#receive(chunk);
    });
    socket.on('end', () => {
      this.#ended = true;
      if (this.#passed !== undefined) this.destroy();
      else if (!this.#unread) this.push(null);
    });
    socket.on('timeout', () => this.emit('timeout'));
    socket.on('error', error => this.destroy(error));
    socket.on('close', () => this.destroy());
    socket.pause();
  }

  #receive(chunk: Buffer): void {
    if (this.#passed !== undefined) {
      this.#passed += chunk.length;
      if (this.#passed > passing.bytes) this.destroy();
      return;
    }
    this.#unread = this.#unread ? Buffer.concat([this.#unread, chunk]) : chunk;
    this.#rounds.enter(this);
  }

  /** Hands on the next portion. True: another one is wanted, and there. */
  readPortion(): boolean {
    const unread = this.#unread;
    if (!unread || this.destroyed) return false;
    this.#unread = unread.length > portion ? unread.subarray(portion) : undefined;
    const isWanted = this.push(unread.subarray(0, portion));
    // It may have been closed meanwhile, by what the portion held.
    if (this.#unread || !isWanted) this.#socket.pause();
    else if (this.#ended) this.push(null);
    else this.#socket.resume();
    return isWanted && this.#unread !== undefined;
  }

  override _read(): void {
    if (this.#unread) this.#rounds.enter(this);
    else this.#socket.resume();
  }

  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, encoding, done);
  }

  override _writev(
    chunks: readonly { chunk: Buffer | string; encoding: BufferEncoding }[],
    done: (error?: Error | null) => void,
  ): void {
    this.#socket.cork();
    for (const [index, { chunk, encoding }] of chunks.entries())
      this.#socket.write(chunk, encoding, index === chunks.length - 1 ? done : undefined);
    this.#socket.uncork();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#rounds.leave(this);
    this.#unread = undefined;
    this.#socket.destroy();
    done(error);
  }

  /** By Node's HTTP server, for connections that wait for their next request. */
  setTimeout(milliseconds: number): this {
    this.#socket.setTimeout(milliseconds);
    return this;
  }

  /** By Node's HTTP server, after the last answer: what still comes is not read any more, and let pass for a while. */
  destroySoon(): void {
    if (this.#passed !== undefined || this.destroyed) return;
    this.#passed = this.#unread?.length ?? 0;
    this.#unread = undefined;
    this.#rounds.leave(this);
    this.end();
    if (this.#ended) this.once('finish', () => this.destroy());
    this.#socket.resume();
    const late = setTimeout(() => this.destroy(), passing.milliseconds);
    this.once('close', () => {
      clearTimeout(late);
    });
  }
}

/** Lets an HTTP server read its connections in turn; `admit` says of each new one whether it may ask. */
export function readFairly(server: Server, admit: (connection: FairSocket) => boolean): void {
  const [accept, ...others] = server.listeners('connection');
  if (!accept || others.length > 0)
    throw new Error(
      `Found ${server.listenerCount('connection')} listeners to an HTTP server's connections, expected Node's own.`,
    );
  const rounds = new Rounds();
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const connection = new FairSocket(socket, rounds);
    if (admit(connection)) accept.call(server, connection);
  });
}
