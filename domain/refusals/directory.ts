import type { RecordKind } from '../directory/changes.ts';
import type { DirectoryFault } from '../directory/faults.ts';
import type { Nothing } from './case.ts';

/** What is refused of a change of the directory. */
export interface DirectoryRefusals {
  'directory.unfit': { faults: readonly DirectoryFault[] };
  /** Everything stands there already as it is asked for. */
  'directory.same': Nothing;
  /** The case stands by that version, or by a later one, already. */
  'directory.superseded': { found: number; by: number };
  /** A step goes to a department of the directory in which somebody is there. */
  'directory.nobodyThere': { found: string };
  /** What is to be changed or ended does not stand there. */
  'directory.unknown': { kind: RecordKind; found: string };
  'directory.ended': { kind: RecordKind; found: string };
  /** Neither the person's own, nor of a unit whose head asks. */
  'directory.notTheirs': { kind: RecordKind };
}
