import { dayOf, formatDay } from '../../../calendar/day.ts';
import type { DirectoryFault } from '../../../directory/faults.ts';
import type { RecordKind } from '../../../directory/changes.ts';
import type { DirectoryRefusals } from '../../../refusals/directory.ts';
import type { SentencesFor } from '../../sentences.ts';
import { issuesText } from '../issues.ts';

const kinds: Readonly<Record<RecordKind, string>> = {
  unit: 'unit',
  person: 'person',
  post: 'post',
  absence: 'absence',
  relation: 'relation',
  delegation: 'delegation',
};

export const directoryRefusals: SentencesFor<DirectoryRefusals> = {
  'directory.unfit': ({ faults }) =>
    `The directory does not fit:\n${faults.map(each => `- ${faultText(each)}`).join('\n')}`,
  'directory.same': () => 'All of this stands in the directory already. Nothing was changed.',
  'directory.superseded': ({ found, by }) =>
    `The case stands by version ${by} of the directory already; found version ${found}.`,
  'directory.nobodyThere': ({ found }) =>
    `Found ${found}, expected a department of the directory in which somebody is there. Name another unit.`,
  'directory.unknown': ({ kind, found }) =>
    `Found no ${kinds[kind]} ${found} in the directory. Look at what stands there, and name that.`,
  'directory.ended': ({ kind, found }) => `The ${kinds[kind]} ${found} has ended before. Nothing was changed.`,
  'directory.notTheirs': ({ kind }) =>
    kind === 'absence'
      ? 'An absence is entered by whoever is absent, or by a head of a unit in which they hold a post.'
      : kind === 'relation'
        ? 'A declared relation is ended by a head of a unit in which they hold a post, or by an administrator; ' +
          'never by whoever declared it.'
        : kind === 'post'
          ? 'Nobody gives a post to themselves, nor makes themselves the deputy of others. Ask another administrator.'
          : kind === 'unit'
            ? 'Nobody changes the kind, place or role of a unit that they act for. Ask another administrator.'
            : `This ${kinds[kind]} is not yours. Whoever it is of changes it.`,
};

function faultText(fault: DirectoryFault): string {
  switch (fault.code) {
    case 'issue':
      return issuesText([fault.issue]);
    case 'twice':
      return `${fault.at}: "${fault.found}" stands there twice`;
    case 'notInFile':
      return `${fault.at}: found "${fault.found}", expected an id of the same file`;
    case 'stillThere':
      return `${fault.at}: "${fault.found}" stands among the people too`;
    case 'unknownUnit':
      return `${fault.at}: found "${fault.found}", expected a unit of the directory`;
    case 'unknownPerson':
      return `${fault.at}: found "${fault.found}", expected a person of the directory`;
    case 'circle':
      return `${fault.at}: "${fault.found}" would stand below itself`;
    case 'endsBeforeItBegins':
      return `${fault.at}: ends before it begins`;
    case 'ownDeputy':
      return `${fault.at}: whoever is absent cannot be their own deputy`;
    case 'noPost':
      return `${fault.at}: "${fault.found}" holds no post; expected somebody of the office`;
    case 'officialAgent':
      return `${fault.at}: "${fault.found}" holds a post, and officials are nobody's agents`;
    case 'overlaps':
      return `${fault.at}: the same person has this post at that time already; end that first`;
    case 'ofOneself':
      return `${fault.at}: found the same person, expected another`;
    case 'noAdministrator':
      return `from ${formatDay(dayOf(fault.from))} on nobody would administer; expected a deputy or another one`;
    case 'headless':
      return (
        `${fault.unit}: from ${formatDay(dayOf(fault.from))} on no head would be there, and none stands above it; ` +
        'expected a deputy, or another head'
      );
  }
}
