import type { Json } from '../values.ts';

/**
 * What a case asks of the world because of an event of its own: an effect that the flow waits for, a material of shared
 * data, or that the register of credit takes note of a promise. It is kept with the event, and called until it has
 * answered. (P37)
 */
export interface Call {
  readonly kind: 'effect' | 'source' | 'credit';
  /** The name under which the deployment registers the implementation. */
  readonly calls: string;
  /** The step that waits for it, the material that is asked, or the mode that rests on the promise: one call each. */
  readonly of: string;
  readonly input: Json;
  /** Personal fields of the case, by the names under which the call takes them: they are read when it is made. */
  readonly personal?: readonly HandedToCall[];
}

/** Of one place the fields, each by the path at which the call takes it and the name under which it is kept. */
interface HandedToCall {
  readonly reference: string;
  readonly fields: Readonly<Record<string, string>>;
}
