import type { DeclaredInterest } from '../../domain/directory/interests.ts';
import type { Capacity } from '../../domain/directory/posts.ts';

/** Who asks: from the verified token, and what the directory says of them now. `engine` never comes over HTTP. */
export interface Viewer extends Capacity {
  readonly person: string;
  /** Parties in whose cases they do nothing as an official (回避). */
  readonly interests?: readonly DeclaredInterest[];
  /** Parties of the register for whom they act as the applicant: themselves, and organisations that they represent. */
  readonly parties?: readonly string[];
}
