import type { HttpRefusals } from '../../../refusals/request.ts';
import type { SentencesFor } from '../../sentences.ts';
import { listOf } from '../phrases.ts';

const measures = { depth: 'levels of fields', aliases: 'aliases', fields: 'fields', directives: 'directives' } as const;
const ways = {
  address: 'from this address',
  anonymous: 'from this address without signing in',
  person: 'from this person',
} as const;
const streamsOf = { process: 'here', person: 'of this person', address: 'from this address' } as const;
const askAgain =
  'Whether an act was recorded is not known: ask again with the same commandId, and it takes effect once.';
const signInAgain = 'Sign in again, or leave the authorization header out to ask what is public.';

export const httpRefusals: SentencesFor<HttpRefusals> = {
  'http.lengthRequired': () => 'The body does not tell its length. Send it whole, with the header `content-length`.',
  'http.bodyTooLarge': ({ most }) =>
    `The body is larger than ${most} bytes, the most that one request may send. Send less, or split it into several ` +
    'requests.',
  'http.fileEmpty': () => 'The file is empty. Choose another one.',
  'http.fileType': ({ found, expected }) =>
    `Files of this type are not taken${found === undefined ? '' : ` (${found})`}. Send ${expected.join(', ')}.`,
  'http.fileTypeDiffers': ({ declared, found }) =>
    `The file is declared as ${declared}, but its content is ${found}. Check it.`,
  'http.fileCut': () => 'The file did not come whole. Upload it again, or resume.',
  'http.fileGone': () => 'The file was erased by law.',
  'http.linkInvalid': () => 'The address of the file does not hold. Ask for a new one.',
  'http.linkExpired': () => 'The address of the file has expired. Ask for a new one.',
  'http.rangeUnfit': ({ bytes }) => `The range is not within the file, which has ${bytes} bytes.`,
  'http.storeFull': () => 'The store of files is full and takes no more now. Tell the administrator.',
  'http.storeAway': () => 'The store of files cannot be reached. Ask again later.',
  'http.tooManyUploads': ({ most }) => `More than ${most} files come at once. Wait until they are there.`,
  'http.needsSignIn': () => 'Who uploads a file signs in first: send the header "authorization".',
  'http.tooLong': ({ found, most }) =>
    `The document has ${found} characters; ${most} are allowed. Send values as variables, and ask for less.`,
  'http.tooManyTokens': ({ most }) =>
    `The document has more than ${most} tokens. Ask for less, or in several requests.`,
  'http.notGraphql': ({ line, column }) =>
    `The document is not GraphQL${line === undefined ? '' : `: line ${line}, column ${column}`}. Correct its syntax ` +
    'there.',
  'http.tooMuchAsked': ({ of, found, most }) =>
    `The document has ${found} ${measures[of]}, fragments followed; ${most} are allowed. Ask for less, or in several ` +
    'requests.',
  'http.numberOutOfRange': () => 'The document holds a number that is too large for a Float. Send one below 1.8e308.',
  'http.eventStreamOnly': () =>
    'A subscription is answered by events alone. Send the header `accept: text/event-stream`.',
  'http.tooManyStreams': ({ of, most }) =>
    `More than ${most} streams are open ${streamsOf[of]}. Close one: one stream takes all that a browser follows.`,
  'http.postChanged': () => 'You act in another post by now. Begin anew in it.',
  'http.methodNotAllowed': ({ found }) => `This address takes POST, not ${found}. Send the query as JSON in a POST.`,
  'http.mediaType': () =>
    'The body must be JSON in UTF-8: send it with the header `content-type: application/json`. Forms, files and ' +
    'plain text are not taken.',
  'http.encoding': () => 'Compressed bodies are not taken: send the JSON as it is.',
  'http.tooManyValues': ({ most }) =>
    `The body holds more than ${most} names and values. Send less, or split it into several requests.`,
  'http.textWithNul': () => 'A text holds the character NUL (U+0000), which cannot be kept. Remove it.',
  'http.halfSurrogate': () =>
    'A text holds half of a surrogate pair, which is no Unicode character. Send whole characters.',
  'http.notUtf8': () => 'The body is not valid UTF-8. Send JSON in UTF-8.',
  'http.notJson': () =>
    'The body is not valid JSON. Send an object such as {"query": "{ procedures { … } }", "variables": {}}.',
  'http.batch': () => 'Several requests in one body are not taken: send one JSON object each.',
  'http.notAnObject': () => 'The body must be a JSON object with `query`, and perhaps `variables` and `operationName`.',
  'http.unknownName': () =>
    'The body holds a name that is not known: `query`, `variables`, `operationName` and `extensions` are.',
  'http.notPersisted': () => 'PersistedQueryNotFound',
  'http.otherHash': () => 'Found a document of another hash; expected the SHA-256 of its text, in hex.',
  'http.notRegistered': () => 'This deployment carries out registered documents only. Have the document registered.',
  'http.queryMissing': () => '`query` must be a text: the GraphQL document.',
  'http.parameterOfOtherKind': ({ parameter, expected }) =>
    `\`${parameter}\` must be ${expected === 'object' ? 'a JSON object' : 'a text'}.`,
  'http.tooManyAtOnce': ({ most }) =>
    `More than ${most} requests were sent over one connection before they were answered. Wait for the answers, or ` +
    'use several connections.',
  'http.rateExceeded': ({ of, most }) =>
    `More than ${most} requests a second came ${ways[of]}; a large body counts as several. Ask again after the time ` +
    'that `retry-after` names.',
  'http.nothingHere': () =>
    'Nothing is served at this address. The API is POST /graphql; health is GET /health/live and /health/ready.',
  'http.fault': ({ requestId }) => `Something failed on our side. Tell the operator the request id ${requestId}.`,
  'http.databaseAway': () => `The database cannot be used at the moment. ${askAgain}`,
  'http.noMemory': () => `The server has no memory left for this request. ${askAgain}`,
  'http.tooManyExecutions': ({ most }) => `The server carries out ${most} requests, as many as it may. ${askAgain}`,
  'http.noBearer': () => `The authorization header does not hold \`Bearer\` and a token. ${signInAgain}`,
  'http.unknownPerson': () => `The directory does not know the person of this token, or no longer. ${signInAgain}`,
  'http.claimsUnfit': ({ found, expected }) =>
    `The token's claims do not fit: ${found.join(', ')}. Expected is \`sub\`, and perhaps \`role\` ` +
    `(${expected.join(', ')}) and \`unit\`. ${signInAgain}`,
  'http.sessionEnded': () => 'The session has ended. Sign in again at /auth/login.',
  'http.forgerySuspected': () =>
    'A request by cookie must come from our own pages. Send it from there, with the header `x-csrf-protection: 1`.',
  'http.choiceUnfit': ({ expected }) =>
    `The header \`x-role\` is one of ${expected.join(', ')}, and \`x-unit\` the id of a unit. Correct them, or ` +
    'leave them out.',
  'http.signInExpired': () =>
    'This answer of the issuer belongs to no sign-in of this browser, or came too late. Begin again at /auth/login.',
  'http.signInRefused': () => 'The issuer did not sign you in. Begin again at /auth/login, or ask the operator.',
  'http.providerAway': () => 'The issuer cannot be reached at the moment. Try again in a minute.',
  'http.tokenEnded': () => `The token was ended. ${signInAgain}`,
  'http.postNotHeld': ({ expected, isAway }) => {
    const held = expected.map(({ role, unit }) => (unit === undefined ? role : `${role} of ${unit}`));
    return (
      'The role and unit that the token names are not one post of this person now. ' +
      `${isAway ? 'The person is entered as absent. ' : ''}Possible now: ${listOf([...new Set(held)])}.`
    );
  },
  'http.tokenExpired': () => `The token has expired, or is older than tokens may be. ${signInAgain}`,
  'http.claimUnexpected': ({ claim }) => `The token's claim \`${claim}\` is not the one expected. ${signInAgain}`,
  'http.unknownKey': () => `The token is signed with a key that its issuer does not publish. ${signInAgain}`,
  'http.tokenInvalid': () =>
    'The token is not valid: it must be a JWT signed with EdDSA, ES256 or RS256 by the expected issuer. ' + signInAgain,
  'http.keysUnavailable': () => "The issuer's keys cannot be had at the moment. Try again in a minute.",
};
