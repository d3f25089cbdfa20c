import type { FileState, FileType } from '../file-types.ts';
import type { Issue } from '../issue.ts';
import type { Names, Nothing } from './case.ts';

/** What is asked for: a thing by name, or a place of the schema such as `Query.inbox`. */
type Asked = string;

/** What the API refuses of a request because of who asks, or of what is asked. */
export interface RequestRefusals {
  'request.needsToken': { what: Asked };
  'request.notForRole': { what: Asked; role: string; unit?: string };
  'request.otherUnit': { what: Asked; role: string; expected: string | null };
  'request.unitMissing': Nothing;
  'request.tokenWithoutUnit': Nothing;
  'request.forThemselves': Nothing;
  /** `found` is the party's opaque id. */
  'party.exists': { found: string };
  'party.unknown': Nothing;
  /** Of one party are kept so many at most; and a draft stays that of its party and procedure. */
  'draft.notSaved': { most: number };
  /** No file of this person has the id: nobody is told of those of others. */
  'file.unknown': { found: string };
  'file.notReady': { found: string; state: Exclude<FileState, 'ready'> };
  /** It was handed in with another case. */
  'file.used': { found: Names };
  /** A paper names a file, or the digest of what is kept elsewhere: one of the two. */
  'file.oneOfTwo': Nothing;
  'party.personUnknown': Nothing;
  /** Everything stands in the register already as it is asked for. */
  'party.same': Nothing;
  /** 回避: nobody keeps the register of themselves, of whom they represent, or of their kin. */
  'party.own': Nothing;
  /** A party changes its own telephone; what else is changed at the window. */
  'party.atTheWindow': Nothing;
  'party.noKey': Nothing;
  'party.oneSearch': { least: number };
  /** Neither a party nor a case is named, or both. */
  'erasure.oneSubject': Nothing;
  /** 统一社会信用代码 and name of an organisation are public. */
  'erasure.organisation': Nothing;
  /** So many cases in which the fields are used have not been closed. */
  'erasure.caseOpen': { found: number };
  'request.noDelegation': Nothing;
  'request.notFound': { what: Asked };
  'request.askAgain': Nothing;
  'request.otherContent': { commandId: string };
  'request.unfit': { issues: readonly Issue[] };
  'request.developmentOnly': { what: Asked };
  'request.outOfRange': { argument: string; found: number; least: number; most: number };
  /** What was missed since is not kept: what is shown is to be read anew. */
  'live.tooFarBehind': Nothing;
  'request.tooComplex': { found: number; most: number };
}

/** What the server refuses of an HTTP request before its schema is asked. */
export interface HttpRefusals {
  'http.lengthRequired': Nothing;
  'http.bodyTooLarge': { most: number };
  'http.fileEmpty': Nothing;
  /** `found` is undefined where nobody knows what it is. */
  'http.fileType': { found?: string; expected: readonly FileType[] };
  'http.fileTypeDiffers': { declared: string; found: FileType };
  'http.fileCut': Nothing;
  'http.fileGone': Nothing;
  'http.linkInvalid': Nothing;
  'http.linkExpired': Nothing;
  'http.rangeUnfit': { bytes: number };
  'http.storeFull': Nothing;
  'http.storeAway': Nothing;
  'http.tooManyUploads': { most: number };
  'http.needsSignIn': Nothing;
  'http.tooLong': { found: number; most: number };
  'http.tooManyTokens': { most: number };
  'http.notGraphql': { line?: number; column?: number };
  'http.tooMuchAsked': { of: 'depth' | 'aliases' | 'fields' | 'directives'; found: number; most: number };
  'http.numberOutOfRange': Nothing;
  'http.eventStreamOnly': Nothing;
  'http.tooManyStreams': { of: 'process' | 'person' | 'address'; most: number };
  'http.postChanged': Nothing;
  'http.methodNotAllowed': { found: string };
  'http.mediaType': Nothing;
  'http.encoding': Nothing;
  'http.tooManyValues': { most: number };
  'http.textWithNul': Nothing;
  'http.halfSurrogate': Nothing;
  'http.notUtf8': Nothing;
  'http.notJson': Nothing;
  'http.batch': Nothing;
  'http.notAnObject': Nothing;
  'http.unknownName': Nothing;
  'http.queryMissing': Nothing;
  /** What clients of automatic persisted queries look for, word for word. */
  'http.notPersisted': Nothing;
  'http.otherHash': Nothing;
  'http.notRegistered': Nothing;
  'http.parameterOfOtherKind': { parameter: 'variables' | 'extensions' | 'operationName'; expected: 'object' | 'text' };
  'http.tooManyAtOnce': { most: number };
  'http.rateExceeded': { of: 'address' | 'anonymous' | 'person'; most: number };
  'http.nothingHere': Nothing;
  'http.fault': { requestId: string };
  'http.databaseAway': Nothing;
  'http.noMemory': Nothing;
  'http.tooManyExecutions': { most: number };
  'http.noBearer': Nothing;
  'http.unknownPerson': Nothing;
  'http.claimsUnfit': { found: readonly string[]; expected: readonly string[] };
  'http.tokenEnded': Nothing;
  'http.sessionEnded': Nothing;
  'http.forgerySuspected': Nothing;
  'http.choiceUnfit': { expected: readonly string[] };
  'http.signInExpired': Nothing;
  'http.signInRefused': Nothing;
  'http.providerAway': Nothing;
  'http.postNotHeld': { expected: readonly { readonly role: string; readonly unit?: string }[]; isAway: boolean };
  'http.tokenExpired': Nothing;
  'http.claimUnexpected': { claim: string };
  'http.unknownKey': Nothing;
  'http.tokenInvalid': Nothing;
  'http.keysUnavailable': Nothing;
}
