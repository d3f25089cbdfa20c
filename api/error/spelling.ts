import type { Refusal } from '../../domain/refusal.ts';
import type { RefusalCode } from '../../domain/refusals/catalogue.ts';
import { enumName } from '../schema/enum-names.ts';

/**
 * The refusals whose `found` or `expected` are values of enumerations of the API: states, roles, posts, modes, grounds.
 * They are told as they are read and sent.
 */
const ofEnumerations: ReadonlySet<string> = new Set<RefusalCode>([
  'case.ended',
  'case.wrongState',
  'case.notDecided',
  'case.decided',
  'case.suspended',
  'case.notSuspended',
  'rating.notDelivered',
  'rating.twice',
  'pause.nothingRuns',
  'pause.notListed',
  'extension.finished',
  'extension.notOffered',
  'actor.wrongRole',
  'actor.wrongPost',
  'proposal.post',
  'mode.notOffered',
  'mode.notChosen',
  'annul.finished',
]);

/** Texts of a parameter of a refusal, in the spelling of the API. */
export const spelled = ({ code }: Pick<Refusal, 'code'>, name: string, texts: readonly string[]): string[] =>
  ofEnumerations.has(code) && (name === 'found' || name === 'expected') ? texts.map(enumName) : [...texts];
