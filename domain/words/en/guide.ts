import type { GuideWords, MaterialSaid, ModeSaid, UnitSaid } from '../guide/words.ts';
import type { Mode } from '../../procedure/language/mode.ts';
import { fileText } from './files.ts';
import {
  channelTitles,
  counterTitles,
  itemKindTitles,
  materialKindTitles,
  modeTitles,
  stepKindTitles,
} from './guide-titles.ts';
import { limitText, listOf, numberOf } from './phrases.ts';

const yuan = (fen: number): string => `CNY ${(fen / 100).toFixed(2)}`;
const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;
const list = (items: readonly string[]): string => listOf(items);
const officeText = ({ title, telephone }: UnitSaid): string =>
  telephone === undefined ? title : `${title} (telephone ${telephone})`;

function materialText({ kind, within, before, givenBy, source, instead, files, when }: MaterialSaid): string {
  return [
    source === undefined ? materialKindTitles[kind] : `taken from shared data (${source}), not asked`,
    ...(source === undefined && within !== undefined ? [`supplied within ${within} of acceptance`] : []),
    ...(before === undefined ? [] : [`supplied before ${before}`]),
    ...(givenBy === undefined ? [] : [`brought with ${givenBy}`]),
    ...(instead === undefined ? [] : [`${instead} may stand for it`]),
    ...(files === undefined ? [] : [`as a file: ${fileText(files)}`]),
    ...(when === undefined ? [] : [`only if ${when}`]),
  ].join('; ');
}

/** Whom a mode is open to, and what it comes to. */
const guards: Readonly<Record<Mode, (said: ModeSaid) => string>> = {
  onTheSpot: () => 'with complete papers the window accepts, decides and hands over in one visit',
  instantAuto: () => 'all materials come from shared data, and rules decide; what they do not grant goes to people',
  tolerant: () => 'accepted with tolerable materials missing, by a signed promise',
  deferredSupplement: () => 'what was tolerated may be supplied after the decision',
  commitment: ({ covers = [], excludes = [], verify, fix, revokes = [], basis }) =>
    [
      `the applicant chooses it and signs a commitment, which stands for ${list(covers)}`,
      ...(excludes.length === 0 ? [] : [`not open if ${excludes.join('; or if ')}`]),
      `checked after the decision (${verify}), then put right (${fix}), else ${list(revokes)} revoked (${basis})`,
    ].join('; '),
  singleId: ({ identity }) => `only ${identity} is brought; every other material comes from shared data`,
  crossRegion: () => 'the window of another place receives it, and the time runs from its receipt',
  noApplication: ({ consent }) => `nobody applies: the engine begins it, and ${consent} is asked`,
  applyAndEnjoy: ({ consent }) => `accepted at once; the application stands for ${consent}`,
  assisted: () => 'an agent or the window files it',
  fastLane: ({ keyProject }) =>
    `first in every queue for credit grade A${keyProject === undefined ? '' : `, or if ${keyProject}`}; limits stay`,
};

const changeWords = {
  materials: ['asks for', 'does not ask for'],
  steps: ['adds the steps', 'leaves out the steps'],
  permits: ['grants', 'does not grant'],
  results: ['comes to', 'does not come to'],
  fees: ['has the fees', 'has not the fees'],
  modes: ['opens', 'closes'],
} as const;

/** `fireCheck` as `Fire check`: the names of the code are the English ones. */
function inWords(code: string): string {
  const words = code
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a guide says in English. Titles of procedures, steps and units are Chinese: they are names. */
export const englishGuide: GuideWords = {
  headings: {
    materials: 'Materials',
    steps: 'Steps',
    afterwards: 'After the decision',
    limits: 'Limits',
    fees: 'Fees',
    outcomes: 'Outcomes',
    special: 'Special procedures (their time is not counted)',
    offices: 'Telephones',
    modes: 'Modes',
    follows: 'What follows each answer',
    reductions: 'Five counts',
  },
  kind: kind => `Kind: ${itemKindTitles[kind]}`,
  lead: unit => `Lead unit: ${officeText(unit)}`,
  assigned: 'a unit named in the course',
  channels: channels => `Ways of filing: ${list(channels.map(each => channelTitles[each]))}`,
  begun: by =>
    ({
      issue: 'An office records what somebody raises',
      order: 'An office records what another one orders',
      schedule: 'The engine begins it by date; nobody applies',
    })[by],
  limit: limitText,
  promised: limits => `Promised: ${limits.length === 0 ? 'nothing' : limits.join('; ')}`,
  statutory: limits => `In law: ${limits.length === 0 ? 'no law sets a limit' : limits.join('; ')}`,
  otherLimits: (acceptance, delivery) =>
    `${acceptance === undefined ? '' : `Acceptance: within ${acceptance} of receipt. `}` +
    `Delivery: within ${delivery} of the decision`,
  extension: (atMost, basis) => `May be extended by ${atMost} with approval (${basis})`,
  saving: ({ promised, statutory, share, isThird, atMost }) =>
    `Promised ${limitText(promised)} of ${limitText(statutory)} in law` +
    (share === undefined ? '' : `, saves ${percent(share)}`) +
    (isThird ? '' : `, less than a third${atMost === undefined ? '' : ` (${limitText(atMost)} would save one)`}`),
  onDate: field => `the date stated as ${field}`,
  fromIntake: limit => `${limit} from intake`,
  onlyIf: (text, condition) => `${text} (${condition})`,
  material: materialText,
  step: ({ kind, who, parties, within, people, isTrio, pauses, when, modes, repeats, isUsual, fee }) => [
    ...(who === undefined ? [stepKindTitles[kind]] : [who]),
    ...(parties.length === 0 ? [] : [`invites ${list(parties)}`]),
    ...within,
    ...(isTrio ? ['three people: handler, reviewer, approver'] : people > 1 ? [`${people} people`] : []),
    ...(fee === undefined ? [] : [`fee ${fee}`]),
    ...(pauses.length === 0 ? [] : [`may pause for ${list(pauses)}`]),
    ...(when === undefined ? [] : [`only if ${when}`]),
    ...(modes.length === 0 ? [] : [`only by ${list(modes.map(mode => modeTitles[mode]))}`]),
    ...(isUsual || when !== undefined || modes.length > 0 ? [] : ['where needed']),
    ...(repeats ? ['may repeat'] : []),
  ],
  fee: (amount, basis) => `${yuan(amount)} (${basis})`,
  free: 'No fees',
  permit: ({ title, validFor, until, renewal }) =>
    title +
    (until === undefined ? '' : `, valid until the date stated as ${until}`) +
    (validFor === undefined ? '' : until === undefined ? `, valid for ${validFor}` : `, at most for ${validFor}`) +
    (renewal === undefined ? '' : `, renewal asked for ${renewal} before its end`),
  special: (title, atMost, basis, isApplicants) =>
    `${title}: at most ${atMost} (${basis})${isApplicants ? ', caused by the applicant' : ''}`,
  mode: mode => modeTitles[mode],
  guard: (mode, said) =>
    `${modeTitles[mode]}: ${guards[mode](said)}` +
    (mode !== 'tolerant' && mode !== 'commitment'
      ? ''
      : said.credit === undefined
        ? '; not for credit grade D'
        : `; credit grade ${said.credit} or better`),
  condition: {
    isOneOf: (field, values) => `${field} is ${values.join(' or ')}`,
    atLeast: (field, threshold) => `${field} is at least ${threshold}`,
    below: (field, threshold) => `${field} is below ${threshold}`,
    above: (field, threshold) => `${field} is above ${threshold}`,
    atMost: (field, threshold) => `${field} is at most ${threshold}`,
    before: (field, day) => `${field} is before ${day}`,
    not: condition => `not (${condition})`,
    either: conditions => conditions.join(', or '),
    both: conditions => conditions.join(' and '),
  },
  value: value => (value === true ? 'yes' : value === false ? 'no' : String(value)),
  given: isTheirs => (isTheirs ? ' (as it is)' : ' (in the example)'),
  nothingChanges: 'nothing changes',
  change: ({ of, added, removed }) => [
    ...(added.length === 0 ? [] : [`${changeWords[of][0]} ${list(added)}`]),
    ...(removed.length === 0 ? [] : [`${changeWords[of][1]} ${list(removed)}`]),
  ],
  stepLimit: (step, limit) => (limit === undefined ? `${step} without a limit` : `${step} within ${limit}`),
  feeAmount: (fee, amount) => `${fee} is ${yuan(amount)}`,
  counter: counter => counterTitles[counter],
  reduction: ({ counter, now, before, change }, said) =>
    `${counterTitles[counter]}: ${now === undefined ? 'no promise' : said(now)}` +
    (before === undefined ? '' : ` (version before: ${said(before)}${change === undefined ? '' : `, ${change}`})`),
  named: (code, title) => [inWords(code), title],
  picture: {
    title: procedure => `${procedure}: the steps`,
    description:
      'From top to bottom in order; side by side at the same time; a dashed box is asked only under a condition.',
    begins: 'Receipt, acceptance',
    recorded: 'Beginning',
    materials: count => `The applicant brings ${numberOf(count, 'material')}`,
    decided: 'Decision',
    settled: 'Settlement',
  },
  about: (what, said) => `${what}: ${said}`,
  sentences: parts => parts.join('; '),
  join: parts => parts.join(', '),
  list,
};
