import type { z } from 'zod';
import type { Db } from '../db/client.ts';
import type { Json, Paper } from '../domain/values.ts';
import { digestOf } from '../domain/log/chain.ts';

/** What a call comes with beside its input. */
export interface Calling {
  readonly db: Db;
  /** Names the call: the same again is the same call, and must have no second effect. */
  readonly key: string;
  /** Aborted when nobody waits for this attempt any longer; the call is made again. */
  readonly signal: AbortSignal;
}

/** An effect as a deployment implements it. */
export interface EffectImplementation<T extends z.ZodObject = z.ZodObject> {
  /** What it is called with, as far as it reads it: every procedure that calls it gives that. */
  readonly takes: T;
  /** Every answer that it gives: each procedure that calls it takes them. */
  readonly result: z.ZodObject;
  /** Does it, and answers. It throws where it could not be done, and is called again with the same key. */
  call(input: z.output<T>, calling: Calling): Promise<Json>;
}

/** Who asks for a material, and which. */
export interface MaterialQuestion {
  readonly applicant: string;
  /** The name and the title of the material in its procedure. */
  readonly material: string;
  readonly title: string;
  /** Without its personal fields. */
  readonly form: Json;
}

/** A source of shared data as a deployment implements it: the document, or undefined where it has none. */
export interface SourceImplementation {
  find(question: MaterialQuestion, calling: Calling): Promise<Pick<Paper, 'digest' | 'kind'> | undefined>;
}

/** Everything that a deployment registers, by the names that procedures use. */
export interface Implementations {
  readonly effects: Readonly<Record<string, EffectImplementation>>;
  readonly sources: Readonly<Record<string, SourceImplementation>>;
}

/** Declares an implementation: its input is typed by what it takes. */
export const implement = <T extends z.ZodObject>(implementation: EffectImplementation<T>): EffectImplementation =>
  implementation as unknown as EffectImplementation;

/** The number of an entry is made of the call that writes it: the same call, the same number. */
export const numberOf = (prefix: string, key: string): string => `${prefix}-${digestOf(key).slice(0, 16)}`;
