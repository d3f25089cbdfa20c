import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { callbackify } from 'node:util';
import { fileTypeFromBuffer } from 'file-type';
import { type FileType, fileTypes, mediaTypes } from '../../domain/file-types.ts';

/** Why the content of a file is not taken. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly why: 'empty' | 'type' | 'differs' | 'cut' | 'long';
  /** What the content is, as far as anybody knows. */
  readonly found: string | undefined;

  constructor(why: FileRefused['why'], found?: string) {
    super(`the content of a file is refused: ${why}`);
    this.why = why;
    this.found = found;
  }
}

/** Bytes by which a type is told: the entries of a document that is a package stand behind one another. */
const headBytes = 65_536;

export interface Inspection {
  readonly bytes: number;
  readonly digest: string;
  readonly type: FileType;
}

/**
 * What goes through is counted and hashed, and its type is told by its own bytes, not by what anybody says of it. The
 * stream fails with FileRefused as soon as the content cannot be taken; nothing more of it then goes on.
 */
export class Inspector extends Transform {
  readonly #hash = createHash('sha256');
  readonly #bytes: number;
  readonly #declared: string | undefined;
  #head: Buffer[] | undefined = [];
  #headLength = 0;
  #seen = 0;
  #type: FileType | undefined;

  /** @param bytes how many have been announced @param declared the media type that somebody says it is */
  constructor(bytes: number, declared?: string) {
    super();
    this.#bytes = bytes;
    this.#declared = declared;
  }

  /** What went through, once all of it did. */
  get result(): Inspection {
    return { bytes: this.#seen, digest: this.#digest!, type: this.#type! };
  }
  #digest: string | undefined;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#seen += chunk.length;
    if (this.#seen > this.#bytes) return done(new FileRefused('long'));
    this.#hash.update(chunk);
    if (!this.#head) return done(null, chunk);
    this.#head.push(chunk);
    this.#headLength += chunk.length;
    if (this.#headLength < headBytes) return done();
    this.#passHead(done);
  }

  override _flush(done: TransformCallback): void {
    const end: TransformCallback = (error, data) => {
      this.#digest = this.#hash.digest('hex');
      done(error, data);
    };
    if (this.#seen === 0) return done(new FileRefused('empty'));
    if (this.#seen < this.#bytes) return done(new FileRefused('cut'));
    if (this.#head) this.#passHead(end);
    else end();
  }

  #passHead(done: TransformCallback): void {
    callbackify(() => this.#tellType())(done);
  }

  /** The head, once its type is told and taken. */
  async #tellType(): Promise<Buffer> {
    const head = Buffer.concat(this.#head!);
    this.#head = undefined;
    const found = await typeOf(head);
    const type = fileTypes.find(each => each === found);
    if (type === undefined) throw new FileRefused('type', found);
    if (isOther(this.#declared, type)) throw new FileRefused('differs', type);
    this.#type = type;
    return head;
  }
}

/** The ending of the names of such files; undefined where nobody knows what it is. */
async function typeOf(head: Buffer): Promise<string | undefined> {
  const ext = (await fileTypeFromBuffer(head).catch(() => undefined))?.ext;
  // 版式文档: a package like others, which names its document.
  if (ext === 'zip' && head.includes('OFD.xml')) return 'ofd';
  return ext;
}

/** Types that say nothing of the content. */
const unsaid: ReadonlySet<string> = new Set(['application/octet-stream', 'application/offset+octet-stream']);

const isOther = (declared: string | undefined, type: FileType): boolean => {
  const said = declared?.split(';', 1)[0]!.trim().toLowerCase();
  return said !== undefined && said !== '' && !unsaid.has(said) && said !== mediaTypes[type];
};
