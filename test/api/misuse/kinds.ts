import type { Wanted } from '../../../bin/compose/issuer/people.ts';
import { rules, type PeoplesCommand } from '../../../domain/case/capabilities/index.ts';
import type { acts, Situation } from '../../case/acts-table.ts';
import { lead, observer, other, tobacco } from '../office.ts';
import { personaOf, usedId, type World } from './world.ts';

type Type = PeoplesCommand['type'];
type Row = (typeof acts)[Type];

/** One misuse of an act: who tries it on which case, and what may be said to it. */
export interface Try {
  readonly who: Wanted;
  readonly caseId: string;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly told: RegExp;
}

/** A refusal of some kind: the code of a rule that says no, or the type of the error. */
const anyRefusal = /^(NotFound|NotPermitted|InvalidInput|[a-z]\w*\.\w+)$/;
const oneOf = (...codes: readonly string[]): RegExp => new RegExp(`^(${codes.join('|').replaceAll('.', '\\.')})$`);

/** Situations in which each act is possible in one, or its case is undecided, decided. */
const situations: readonly Situation[] = ['received', 'inReview', 'granted'];
const everywhere = (world: World, of: Omit<Try, 'caseId'>): readonly Try[] =>
  situations.map(each => ({ ...of, caseId: world.cases[each] }));

/** Applicants may ask these about steps of their own; a step of an office is refused by a rule. */
const alsoOfApplicants = new Set<Type>(['claim', 'answer', 'object']);
const isOfApplicant = ({ by }: Row): boolean => by.role === 'applicant';
/** Whoever has the role of a row in a unit that has nothing to do with the case. */
const elsewhere = ({ by }: Row): Wanted => {
  if (by.role === 'unit-head') return { as: 'unit-head', unit: 'tobacco', person: 'p-tobacco-principal' };
  return by.role === 'officer' ? tobacco : lead;
};
/** An act that is asked about a notice or a draft names no case: whoever has none of it is told that there is none. */
const outside = new Set<Type>(['object', 'replyToObjection', 'fileChild', 'dropChild']);

/** What an act is about, where the case has no such thing. */
const nothingThere: Readonly<Record<string, unknown>> = {
  step: 'nothing',
  instrument: 'L9:nothing',
  permit: 'nothing',
  permits: ['nothing'],
  proposal: 999,
  event: 999,
  missing: ['nothing'],
};

/** Every kind of misuse, for every act. */
export const kinds: Readonly<Record<string, (world: World, type: Type, row: Row) => readonly Try[]>> = {
  'in another state': ({ cases }, type, row) => [
    {
      who: personaOf(row.by),
      caseId: cases[row.wrongIn],
      told: outside.has(type) ? oneOf('NotFound') : oneOf(row.refused, 'NotFound', 'NotPermitted'),
    },
  ],
  'after the end of its case': ({ cases }, type, row) =>
    rules[type].whenEnded === 'refuse'
      ? [{ who: personaOf(row.by), caseId: cases.withdrawn, told: oneOf('case.ended', 'NotFound') }]
      : [],
  'while its case is suspended': ({ cases }, type, row) =>
    rules[type].whenSuspended === 'refuse' && !outside.has(type)
      ? [{ who: personaOf(row.by), caseId: cases.suspended, told: oneOf('case.suspended', 'NotFound') }]
      : [],
  'in another role': (world, type, row) => [
    ...everywhere(world, { who: observer, told: oneOf('NotPermitted') }),
    ...(isOfApplicant(row)
      ? []
      : everywhere(world, {
          who: { as: 'applicant' },
          told: alsoOfApplicants.has(type) ? anyRefusal : oneOf('NotPermitted'),
        })),
  ],
  'by another unit': (world, type, row) =>
    isOfApplicant(row) ? [] : everywhere(world, { who: elsewhere(row), told: oneOf('NotFound', 'NotPermitted') }),
  'on the case of somebody else': (world, type, row) =>
    isOfApplicant(row) ? everywhere(world, { who: other, told: oneOf('NotFound') }) : [],
  'on their own case': ({ own }, type, row) => {
    const caseId = own.get(row.by.person);
    return caseId === undefined
      ? []
      : [{ who: personaOf(row.by), caseId, told: oneOf('actor.interested', 'NotFound') }];
  },
  'under an id that its caller used for something else': (world, type, row) =>
    everywhere(world, {
      who: personaOf(row.by),
      more: { commandId: usedId },
      told: oneOf('SameIdOtherContent', 'NotFound'),
    }),
  'about what is not there': (world, type, row) => {
    const more = Object.fromEntries(Object.entries(nothingThere).filter(([name]) => name in row.command));
    const papers = 'papers' in row.command && row.command.papers?.map(each => ({ ...each, material: 'menu' }));
    const defects = 'defects' in row.command && [{ item: 'menu', defect: '不清' }];
    const given = { ...more, ...(papers && { papers }), ...(defects && { defects }) };
    return Object.keys(given).length === 0
      ? []
      : everywhere(world, { who: personaOf(row.by), more: given, told: anyRefusal });
  },
  'with a text that is far too long': (world, type, row) => {
    const more = lengthened(row.command);
    return more === undefined
      ? []
      : everywhere(world, { who: personaOf(row.by), more, told: oneOf('InvalidInput', 'NotFound') });
  },
};

/** Longer than any text may be, and short enough for three of them in one body. */
const long = '长'.repeat(25_000);
const free = new Set(['minutes', 'place', 'reply', 'conclusion', 'where', 'body', 'rightOrgan', 'remark', 'result']);
/** The texts of a command, each far longer than any may be; undefined where it has none. */
function lengthened(command: PeoplesCommand): Readonly<Record<string, unknown>> | undefined {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(command)) {
    if (name === 'reason') found[name] = { text: long };
    else if (name === 'reasons') found[name] = [{ text: long }];
    else if (free.has(name) && typeof value === 'string') found[name] = long;
  }
  return Object.keys(found).length === 0 ? undefined : found;
}
