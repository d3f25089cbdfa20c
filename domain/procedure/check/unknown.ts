import { itemKinds } from '../language/item.ts';
import { unknownIn } from '../language/unknown-words.ts';
import type { AnyProcedure } from '../language/definition.ts';
import type { DefinitionIssue } from './issue.ts';
import { choiceOf } from './references.ts';

type Declared = Readonly<Record<string, unknown>>;

/** The words of each part of a definition, as an author writes them. */
const words = {
  '':
    'name version title lead kind intake form example examples materials limits policies modes special milestones ' +
    'steps permits results run afterwards',
  intake: 'by from checkedBy every',
  limits: 'statutory promised formerly extension',
  'limits.extension': 'of by atMost times basis',
  policies:
    'acceptance correction filedOffHours endOfDay halfDay tacitApproval effectiveFrom delivery rating publicity ' +
    'ladder revocable',
  'policies.acceptance': 'within',
  'policies.correction': 'within onLapse heldFor',
  'policies.endOfDay': 'agency applicant',
  'policies.tacitApproval': 'at grants basis',
  'policies.delivery': 'within',
  'policies.rating': 'within',
  'policies.publicity': 'within',
  'policies.ladder': 'order ledger talkNotice',
  'policies.revocable': 'by basis',
  modes:
    'onTheSpot instantAuto tolerant deferredSupplement commitment singleId crossRegion noApplication applyAndEnjoy ' +
    'assisted fastLane',
  'modes.onTheSpot': '',
  'modes.instantAuto': '',
  'modes.tolerant': 'credit',
  'modes.deferredSupplement': 'basis',
  'modes.commitment': 'credit covers verify fix revokes excludes basis',
  'modes.singleId': 'identity from',
  'modes.crossRegion': '',
  'modes.noApplication': 'consent',
  'modes.applyAndEnjoy': 'consent',
  'modes.assisted': '',
  'modes.fastLane': 'keyProject',
} as const;

/** Of those words that are one of few. */
const choices: Readonly<Record<string, readonly string[]>> = {
  kind: itemKinds,
  'intake.by': ['application', 'issue', 'order', 'schedule'],
  'limits.extension.of': ['statutory', 'promised'],
  'policies.correction.onLapse': ['deemedWithdrawn', 'hold'],
  'policies.filedOffHours': ['keepDate', 'nextWorkday'],
  'policies.endOfDay.agency': ['close', 'midnight'],
  'policies.endOfDay.applicant': ['close', 'midnight'],
  'policies.halfDay': ['byHalves', 'byMinutes'],
  'policies.tacitApproval.at': ['promised', 'statutory'],
  'policies.effectiveFrom': ['decision', 'receipt'],
  'modes.tolerant.credit': ['A', 'B', 'C', 'D'],
  'modes.commitment.credit': ['A', 'B', 'C', 'D'],
};

/** What each kind of material has, beside its kind. */
const ofMaterials: Readonly<Record<string, string>> = {
  required: 'title when source instead files',
  tolerable: 'title when source instead files within',
  deferred: 'title when source instead files before',
  later: 'title when source instead files',
};

/** What else a step may be answered with. */
const mayOf: Readonly<Record<string, readonly string[]>> = {
  approval: ['forwardUp', 'return', 'notApplicable'],
  task: ['return'],
};

/** A word that the language does not have is refused: nothing would read it. */
export function issuesInUnknown(
  declared: object,
  { steps, permits, special }: AnyProcedure,
): readonly DefinitionIssue[] {
  const issues: DefinitionIssue[] = [];
  const say = (at: string, name: string, known: readonly string[]): void =>
    void issues.push({ rule: 'unknown', at, message: `${name} is no word of the language here; ${choiceOf(known)}` });
  const demand = (at: string, found: object, known: string): void => {
    const all = known.split(' ').filter(each => each !== '');
    for (const name of Object.keys(found)) if (!all.includes(name)) say(at === '' ? name : `${at}.${name}`, name, all);
  };
  for (const [at, known] of Object.entries(words)) {
    const found = partOf(declared, at);
    if (typeof found === 'object' && found !== null) demand(at, found, known);
  }
  for (const [at, known] of Object.entries(choices)) {
    const found = partOf(declared, at);
    if (found !== undefined && !known.includes(found as string)) say(at, JSON.stringify(found), known);
  }
  for (const [name, material] of Object.entries((declared as Declared)['materials'] ?? {})) {
    const { kind, ...others } = material as Declared;
    demand(`materials.${name}`, others, ofMaterials[kind as string] ?? '');
  }
  for (const [name, each] of Object.entries(permits)) demand(`permits.${name}`, each, 'title validFor until renewal');
  for (const [name, each] of Object.entries(special))
    demand(`special.${name}`, each, 'title atMost basis times causedBy');
  for (const [name, step] of Object.entries(steps)) {
    const { found, known } = unknownIn(step);
    for (const each of found) say(`steps.${name}.${each}`, each, known);
    const { kind, may, people, trio, post, opens } = step;
    const answers = mayOf[kind] ?? [];
    for (const each of may) if (!answers.includes(each)) say(`steps.${name}.may`, each, answers);
    if (people !== 1 && people !== 2 && !trio) say(`steps.${name}.people`, String(people), ['1', '2', 'trio: true']);
    if (trio && post !== undefined) say(`steps.${name}.post`, post, ['none: trio names the three']);
    if (opens !== undefined && opens !== 'draft' && opens !== 'received')
      say(`steps.${name}.opens`, JSON.stringify(opens), ['draft', 'received']);
  }
  return issues;
}

/** `policies.correction` of a definition; itself for no path. */
const partOf = (declared: object, at: string): unknown =>
  at === ''
    ? declared
    : at.split('.').reduce<unknown>((part, name) => (part as Declared | null | undefined)?.[name], declared);
