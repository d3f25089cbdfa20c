import type { Instant } from '../../../calendar/day.ts';
import type { Json, Paper, PersonalReference } from '../../../values.ts';
import type { Acceptance, Channel } from '../../vocabulary.ts';

/** What came in, and how it was accepted (收件、受理). */
export interface IntakeState {
  readonly case: string;
  readonly number: string;
  readonly procedure: string;
  readonly applicant: string;
  readonly channel: Channel;
  readonly form: Json;
  readonly personal?: PersonalReference;
  readonly modes: readonly string[];
  readonly papers: readonly Paper[];
  /** What the procedure puts off to an event after the decision (容缺后补), as far as it was not there by acceptance. */
  readonly deferred?: readonly string[];
  /** Where an issue or an order comes from (来源). */
  readonly from?: string;
  /** The unit that filed it for the applicant, such as the window: what is theirs to do is done there for them. */
  readonly filedBy?: string;
  readonly receivedAt: Instant;
  /** When it was typed in, and by whom, where the papers had come before: they say when that was. */
  readonly typedIn?: { readonly at: Instant; readonly by: string };
  /** The start of the period that acceptance still runs in: receipt, or the last supply (补正). */
  readonly filedAt: Instant;
  readonly acceptance?: Acceptance;
  readonly acceptedAt?: Instant;
  /** The units for which the roles of the procedure stand, and the version of the directory that says so. */
  readonly units?: Readonly<Record<string, string>>;
  /** The region of the directory in which it is, where the procedure is offered in several. */
  readonly place?: string;
  readonly directory?: number;
  /** Officials who received or accepted: they may not decide (receiver ≠ approver). */
  readonly receivers: readonly string[];
}
