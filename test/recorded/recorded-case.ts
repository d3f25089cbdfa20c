import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { StoredCase, StoredCommand, StoredMessage } from '../../domain/audit/audit.ts';
import { readEvent } from '../../domain/case/event.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { genesis, link } from '../../domain/log/chain.ts';
import { readHead } from '../../domain/log/reader.ts';

/** A case of a recorded database: what tells the rest of its rows, with the log as the texts that were hashed. */
export interface RecordedCase {
  readonly id: string;
  readonly number: string;
  readonly head: string;
  readonly texts: readonly string[];
  /** `cause`: the event of another case that wrote it. */
  readonly commands: readonly (Pick<StoredCommand, 'key' | 'begins' | 'actor' | 'payload' | 'asked'> & {
    readonly cause?: string;
  })[];
  readonly messages: readonly StoredMessage[];
  readonly view: CaseView;
}

/** A recorded database: the number of the release, the digests of its migrations, the cases that it kept. */
export interface RecordedDatabase {
  readonly version: string;
  readonly migrations: Readonly<Record<string, string>>;
  readonly cases: readonly RecordedCase[];
}

/** The rows of a recorded case, as an audit reads them. */
export function storedOf({ id, number, head, texts, commands, messages }: RecordedCase): StoredCase {
  let hash = genesis(id);
  const events = texts.map((text, index) => {
    const prev = hash;
    hash = link(prev, text);
    const { type, at, askedAt = null, actor, key = null } = readHead(text);
    return { seq: index + 1, type, at, askedAt, actor, key, text, prev, hash, recordedAt: at };
  });
  const seqOf = new Map(events.map(({ key, seq }) => [key, seq]));
  const told = texts.map(text => readEvent(text));
  return {
    id,
    number,
    queryCode: 'Q',
    revision: events.length,
    head,
    events,
    commands: commands.map(command => ({
      ...command,
      ...(command.begins && { number, queryCode: 'Q' }),
      age: 0,
      answer: { accepted: true, seq: seqOf.get(command.key)!, revision: events.length },
    })),
    messages,
    numbers: told.flatMap(event =>
      event.type === 'instrumentAddressed' ? [{ instrument: event.data.instrument, ...event.data.number }] : [],
    ),
    interests: [],
    personal: told.flatMap(({ data }) => ('personal' in data && data.personal ? [data.personal] : [])),
    offset: 0,
    now: told.at(-1)!.at,
  };
}

const folder = new URL('../../db/migrations/', import.meta.url);

/** The SHA-256 of each file of the migrations, less the list of them. */
export async function digestsOfMigrations(): Promise<RecordedDatabase['migrations']> {
  const files = (await readdir(folder, { recursive: true })).filter(
    file => file.endsWith('.ts') && file !== 'index.ts',
  );
  const digests = files.toSorted().map(async file => {
    const text = await readFile(new URL(file, folder));
    return [file, createHash('sha256').update(text).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}
