/** What an audit looks for, each by what is wrong when it is found. */
export const checks = {
  chain: 'an event that does not follow the one before it, or a log cut short',
  columns: 'an event whose columns are not those of its text',
  shape: 'a text that is no event of this build, or a log that cannot be folded',
  timeBack: 'an event before the one before it',
  early: "something that time did before it was due, or that is ahead of the case's own clock",
  missed: 'something that was due and was not done',
  repeated: 'something that time did a second time',
  decided: 'events other than the rules give for what was asked, or for what was due',
  asked: 'an act that counts as asked at another instant than it was recorded',
  lost: 'an act told as accepted that is not in the log',
  doubled: 'an act that is in the log twice',
  refusedYetEffective: 'an act told as refused that is in the log',
  toldWrongly: 'an answer other than the log says',
  unasked: 'an act in the log that nobody recorded',
  forged: 'an act in the log of another person, or with other content, than was recorded',
  interested: 'an act of an official who is tied to the applicant, or whom the case is about',
  unanswered: 'an act without an answer for too long',
  deadLetter: 'an act that was given up and waits for an administrator',
  message: 'a message other than the events give rise to, or none',
  number: "an instrument's number that is not in its register, or a gap there",
  personal: 'personal fields other than the log says, or erased without an act, or not erased by one',
  sealed: 'a refusal, query code, delivery, repair, calendar or directory version other than it was written',
  directory: 'a unit, person, post, absence, relation or delegation other than the versions of the directory say',
  readModel: 'a row of the read model other than the log gives',
  unknown: 'a case of a procedure or a calendar version that this build or database does not have',
} as const;
export type Check = keyof typeof checks;

/** Something that is not as it must be. */
export interface Finding {
  readonly check: Check;
  /** The case, or the register. */
  readonly case: string;
  /** Where in it: `event 7`, `command p-1:abc`, `case_clock promise`. */
  readonly place: string;
  readonly found: string;
  readonly expected: string;
}

/** Notes findings of one case. */
export type Note = (check: Check, place: string, found: string, expected: string) => void;
