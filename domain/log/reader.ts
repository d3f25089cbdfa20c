import type { Actor } from '../values.ts';

/** An event of a type or a shape that a later build brought. A build that meets one says "ask again". */
export class NewerEvent extends Error {
  override readonly name = 'NewerEvent';
  readonly type: string;
  readonly v: number;

  constructor(type: string, v: number, known: number | undefined) {
    const expected = known === undefined ? 'a type that this build knows' : `version ${known} at most`;
    super(
      `Found the event ${type} of version ${v}; expected ${expected}. ` +
        'A newer build wrote it: ask again there, or once this one is replaced.',
    );
    this.type = type;
    this.v = v;
  }
}

/** What of an event has columns of its own. Every build reads it, also around data of a later shape. */
export interface EventHead {
  readonly type: string;
  readonly v: number;
  readonly at: number;
  readonly on?: string;
  readonly askedAt?: number;
  readonly actor: Actor;
  readonly key?: string;
  readonly digest?: string;
  readonly cause?: string;
  readonly rules?: number;
}

/** Reads the envelope of an event alone, without checking its data. */
export const readHead = (text: string): EventHead => JSON.parse(text) as EventHead;

type Data = Readonly<Record<string, unknown>>;
/** Makes the data of one version of a shape from those of the version before. Pure. */
export type Lift = (data: Data) => Data;
/** The lifts of each type whose shape changed: the first leads from version 1 to 2, and so on. */
export type Lifts = Readonly<Record<string, readonly Lift[]>>;

/** The schemas of all events, told apart by their type: a discriminated union of `eventShape`s. */
interface EventShapes<E> {
  readonly options: readonly {
    readonly shape: { readonly type: { readonly value: string }; readonly v: { readonly value: number } };
  }[];
  parse(value: unknown): E;
}

/** An event made ready for the log: the text that is hashed, and what every later reader makes of it. */
export interface WrittenEvent<E> {
  readonly text: string;
  readonly event: E;
}

export interface EventFormat<E> {
  /**
   * The one place where a stored text becomes an event: lifts an old shape and checks the result.
   * @throws NewerEvent for a type or a version that this build does not know
   * @throws ZodError for a text that is no event
   */
  readonly read: (text: string) => E;
  /**
   * Checks an event, in the shape of this build, and gives the text that the log keeps.
   * @throws ZodError for what the log cannot keep
   */
  readonly write: (event: { readonly type: string; readonly [field: string]: unknown }) => WrittenEvent<E>;
}

/**
 * Reads and writes the events of these shapes.
 * @throws Error for a shape whose older versions are not all lifted
 */
export function eventFormat<E>(shapes: EventShapes<E>, lifts: Lifts): EventFormat<E> {
  const versions = new Map(shapes.options.map(({ shape }) => [shape.type.value, shape.v.value]));
  for (const [type, version] of versions) {
    const found = lifts[type]?.length ?? 0;
    if (found !== version - 1)
      throw new Error(
        `Found ${found} lifts of the event ${type}; expected ${version - 1}, one for each older version.`,
      );
  }
  return {
    read(text) {
      const found = JSON.parse(text) as { readonly type: string; readonly v: number; readonly data: Data };
      const current = versions.get(found.type);
      if (current === undefined || found.v > current) throw new NewerEvent(found.type, found.v, current);
      if (found.v === current) return shapes.parse(found);
      const data = lifts[found.type]!.slice(found.v - 1).reduce((lifted, lift) => lift(lifted), found.data);
      return shapes.parse({ ...found, v: current, data });
    },
    write(event) {
      const text = JSON.stringify(shapes.parse({ ...event, v: versions.get(event.type) }));
      return { text, event: JSON.parse(text) as E };
    },
  };
}
