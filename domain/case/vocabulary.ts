/** The words in which state, view, events and API speak of a case: each list once, its type beside it. */
export const statuses = [
  'received',
  'correction',
  'inReview',
  'special',
  'held',
  'atUpper',
  'granted',
  'grantedTolerant',
  'denied',
  'forwardedUp',
  'settled',
  'delivered',
  'closed',
  'notRequired',
  'notAccepted',
  'withdrawn',
  'deemedWithdrawn',
  'terminated',
  'revoked',
] as const;
/**
 * State of the case (办件状态); see the glossary in docs/. `inReview` follows acceptance at once: dispatch is automatic.
 */
export type Status = (typeof statuses)[number];

export const acceptances = ['accepted', 'tolerant', 'deemed'] as const;
export type Acceptance = (typeof acceptances)[number];

export const colours = ['green', 'blue', 'yellow', 'red', 'darkRed'] as const;
export type Colour = (typeof colours)[number];

export const clockKinds = [
  'acceptance',
  'correction',
  'held',
  'promise',
  'statutory',
  'step',
  'special',
  'tolerance',
  'verify',
  'delivery',
  'publicity',
  'milestone',
  'urging',
  'renewal',
] as const;
export type ClockKind = (typeof clockKinds)[number];

/** The levels of the standard ladder that a record stands for. L5 (移送) is issued by a later act of a person. */
export const levels = ['L0', 'L1', 'L2', 'L3', 'L4'] as const;
export type Level = (typeof levels)[number];

/**
 * How an instrument ends by itself: a later one took its place, its breach or the silence that led to it never was one,
 * or its case has ended.
 */
export const conclusions = ['overtaken', 'breachWithdrawn', 'silenceWithdrawn', 'caseEnded'] as const;
export type ConclusionCode = (typeof conclusions)[number];

/** What may be done against a decision (救济途径), told with every refusal and revocation of a permit. */
export const remedyCodes = ['reviewOrSuit'] as const;
export type RemedyCode = (typeof remedyCodes)[number];

/** What may suspend a case: a law that orders it, and force majeure (不可抗力). Nothing inside the office does. */
export const suspensionGrounds = ['byLaw', 'forceMajeure'] as const;
export type SuspensionGround = (typeof suspensionGrounds)[number];

/** What annuls a decision from outside (复议、诉讼), so that the office decides anew. */
export const annulments = ['review', 'suit'] as const;
export type Annulment = (typeof annulments)[number];

/** What became of a permit. */
export const permitStandings = ['granted', 'refused', 'revoked', 'replaced', 'cancelled'] as const;
export type PermitStanding = (typeof permitStandings)[number];

/** Why a permit is cancelled (注销, 行政许可法 70): nothing is wrong with its grant. */
export const cancellations = ['expired', 'holderGone', 'impossible', 'byHolder'] as const;
export type Cancellation = (typeof cancellations)[number];

/** How a permit goes on in a new case: renewed (延续), changed (变更), or with what was wrong put right (更正). */
export const continuations = ['renewal', 'change', 'correction'] as const;
export type Continuation = (typeof continuations)[number];

/**
 * Why a case goes on in a new one: it failed when it was looked at again (回头看), its decision was annulled, a bad
 * rating (差评) is looked into, the unit above decides (转报), or its permit goes on.
 */
export const followUpReasons = ['reopened', 'annulled', 'badReview', 'forwardedUp', ...continuations] as const;
export type FollowUpReason = (typeof followUpReasons)[number];

/** What stands against a mode that was chosen. */
export const modeGuards = [
  'notChosen',
  'creditGrade',
  'excluded',
  'unsigned',
  'notDeclared',
  'asksPeople',
  'byEngine',
  'notShared',
  'noPriority',
  'samePlace',
] as const;
export type ModeGuard = (typeof modeGuards)[number];

/** How far a case has come with a mode that its procedure offers. */
export const modeStandings = ['offered', 'used', 'cured', 'lapsed', 'withdrawn'] as const;
export type ModeStanding = (typeof modeStandings)[number];
/** The five grades of a rating (好差评), the best one first; the last two are bad. */
export const grades = ['veryGood', 'good', 'fair', 'poor', 'veryPoor'] as const;
export type Grade = (typeof grades)[number];
export const badGrades: readonly Grade[] = ['poor', 'veryPoor'];

/** How an application comes in. */
export const channels = ['online', 'window', 'post'] as const;
export type Channel = (typeof channels)[number];

/** Why an instrument of the ladder opens. */
export const instrumentReasons = [
  'blue',
  'yellow',
  'unanswered',
  'red',
  'dateMissed',
  'ignored',
  'statutoryRed',
  'motion',
] as const;
export type InstrumentReason = (typeof instrumentReasons)[number];

/** Why personal data is erased: the five cases of 个人信息保护法 47. */
export const erasureGrounds = [
  'purposeFulfilled',
  'retentionOver',
  'consentWithdrawn',
  'unlawful',
  'otherLaw',
] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

/** The written documents (文书) that a case makes or is given. */
export const documentKinds = [
  'receipt',
  'notRequiredNotice',
  'acceptanceRefusal',
  'correctionNotice',
  'acceptanceNotice',
  'commitmentLetter',
  'tolerancePromise',
  'tolerantAcceptanceNotice',
  'specialNotice',
  'conferenceInvitation',
  'minutes',
  'suspensionNotice',
  'resumptionNotice',
  'extensionNotice',
  'grant',
  'denial',
  'revocation',
  'settlement',
  'forwarding',
  'upperDecision',
  'cancellation',
  'terminationNotice',
  'deliveryReceipt',
  'appealNotice',
] as const;
export type DocumentKind = (typeof documentKinds)[number];
