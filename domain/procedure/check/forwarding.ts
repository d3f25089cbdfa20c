import { mayForwardUp } from './directory.ts';
import type { DefinitionIssue } from './issue.ts';
import type { Walk } from './walk/walk.ts';

/** The door pins the levels above for procedures of which a step says so: others could forward nothing up. */
export const issuesInForwarding = ({ procedure, paths }: Walk): readonly DefinitionIssue[] => {
  const goesUp = paths.some(({ run }) => run?.ending?.end === 'forwardedUp' && run.ending.to === undefined);
  if (!goesUp || mayForwardUp(procedure)) return [];
  const message =
    "ends by forwardUp() to the unit above, and no step declares may: ['forwardUp']; declare it on the approval that " +
    'is answered so, or name the organ';
  return [{ rule: 'forwardUp', at: 'run', message }];
};
