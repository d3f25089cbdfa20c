import type { Client } from '@temporalio/client';
import type { Db } from '../db/client.ts';
import type { AnyProcedure } from '../domain/procedure/procedure.ts';
import type { Calendars } from './calendars.ts';

/** What commands write down about themselves: never personal data, never a form. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** The rooms and values that commands work with. Made by the composition roots. */
export interface CommandContext {
  readonly db: Db;
  /** May be connected lazily: an application is received while Temporal is away. */
  readonly client: Client;
  /** By workflow type, such as `restaurant-opening.v1`. */
  readonly procedures: ReadonlyMap<string, AnyProcedure>;
  /** Compiled, by the id that events name; those that a case names are loaded with its log. */
  readonly calendars: Calendars;
  readonly log: Log;
  readonly taskQueue: string;
  /** Of the request that is being served: goes with its command to the run and into the event. */
  readonly requestId?: string;
}
