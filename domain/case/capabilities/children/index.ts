import { none, type FoldsFor, type RulesFor } from '../../capability.ts';
import * as decide from './decide.ts';
import * as guard from './guard.ts';
import * as notices from './notices.ts';
import * as evolve from './evolve.ts';
import type { commands, events } from './schema.ts';

const fromCase = { by: 'case', whenEnded: 'refuse', whenSuspended: 'allow' } as const;

const ofApplicant = { by: 'people', whenEnded: 'refuse', whenSuspended: 'allow' } as const;

export const rules = {
  endChild: { ...fromCase, decide: decide.endChild },
  moveChild: { ...fromCase, decide: decide.moveChild },
  endWithParent: { ...fromCase, decide: decide.endWithParent },
  fileChild: { ...ofApplicant, guard: guard.fileChild, decide: decide.fileChild },
  dropChild: { ...ofApplicant, guard: guard.dropChild, decide: decide.dropChild },
} as const satisfies RulesFor<typeof commands>;

const silent = { isConsequence: true, opensSteps: false, documents: none, notices: none } as const;

export const folds: FoldsFor<typeof events> = {
  childrenOpened: { ...silent, evolve: evolve.openChildren, notices: notices.opened },
  childMoved: { ...silent, evolve: evolve.moveChild },
  childEnded: { ...silent, evolve: evolve.endChild, opensSteps: true },
  childFiled: { ...silent, evolve: evolve.fileChild },
  childDropped: { ...silent, evolve: evolve.dropChild, opensSteps: true },
  childrenStopped: { ...silent, evolve: evolve.stopChildren },
};
