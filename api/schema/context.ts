import type { CommandContext, Log } from '../../commands/context.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import type { Db } from '../../db/client.ts';
import type { Language } from '../../domain/language.ts';
import type { Files } from '../../operations/files/receive.ts';
import type { DirectoryNow } from '../../operations/directory/pins.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { Changes } from '../change/changes.ts';
import type { Watch } from '../viewer/watch.ts';
import type { Loaders } from './loaders.ts';
import type { Withheld } from './withheld.ts';

/** What every resolver is given: made anew for each request by the server. */
export interface Context {
  /** Absent without a token: then only what is public by law is answered. */
  readonly viewer: Viewer | undefined;
  /** The language that the request asks for; Chinese where it names none that there is. */
  readonly language: Language;
  readonly db: Db;
  readonly commands: CommandContext;
  readonly procedures: ReadonlyMap<string, AnyProcedure>;
  /**
   * The calendar version that applications received now run on, for a procedure of this lead unit; without one the
   * deployment's. Throws `Refused` where none is published.
   */
  readonly calendarFor: (lead?: string) => Promise<string>;
  /** What a case pins that is received now. */
  readonly directoryNow: () => Promise<DirectoryNow>;
  /** The key of the hashes by which numbers of identity cards find their parties. */
  readonly identityKey?: string | undefined;
  /** Where files are kept; absent where none are taken. */
  readonly files?: Files | undefined;
  /** The key by which addresses of files are signed. */
  readonly fileKey?: string | undefined;
  readonly loaders: Loaders;
  readonly changes: Changes;
  /** Of a subscription: the caller, who stays. */
  readonly watch?: Watch | undefined;
  readonly requestId: string;
  /** What the caller may not read of what they asked: it is null, and told beside the answer. */
  readonly withheld: Withheld[];
  readonly log: Log;
  /** Only a development stack lets a caller move a case's time. */
  readonly development: boolean;
}
