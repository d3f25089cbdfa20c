/**
 * What a case writes to another one because of an event of its own: a command for a case that is there, or the
 * beginning of a new one. It becomes the receiver's command with the key `sender/seq/n`, where `n` is its place among
 * the letters of the event.
 */
export interface Letter {
  /** The receiving case, by its id. */
  readonly to: string;
  /** The receiver's workflow type. */
  readonly procedure: string;
  /** The letter begins the receiving case. */
  readonly begins: boolean;
  /** It opens or ends the draft of the receiving case, which is none yet: no command of anybody. */
  readonly draft?: 'opens' | 'ends';
  /** The command; of a beginning what is recorded of an application. */
  readonly payload: object;
  /** Where the personal fields are kept that the new case reads too. */
  readonly personal?: readonly string[];
}

/** The key, and the cause, of the nth letter that an event of a case writes. */
export const letterKey = (sender: string, seq: number, n: number): string => `${sender}/${seq}/${n}`;
