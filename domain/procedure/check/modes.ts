import type { AnyProcedure } from '../language/definition.ts';
import type { Kind } from '../language/step.ts';
import type { DefinitionIssue } from './issue.ts';

/** The steps that a mode names are there, and of the kind that the mode needs. */
export function issuesInModes(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const { modes, steps, permits } = procedure;
  const faults: DefinitionIssue[] = [];
  const demand = (at: string, name: string, kind: Kind): void => {
    const step = steps[name];
    if (!step) faults.push({ rule: 'mode', at, message: `${name} is no step` });
    else if (step.kind !== kind)
      faults.push({ rule: 'mode', at, message: `${name} is of kind ${step.kind}, expected ${kind}` });
    else if (step.by === 'assigned')
      faults.push({ rule: 'mode', at, message: `${name} is assigned by the flow, but here nobody names its unit` });
    else if (step.kind === 'approval' && step.may.length > 0)
      faults.push({
        rule: 'mode',
        at,
        message: `${name} may answer ${step.may.join(', ')}, which decides nothing here`,
      });
  };
  const { commitment, noApplication, applyAndEnjoy } = modes;
  if (commitment) {
    const { covers, verify, fix, revokes } = commitment;
    for (const each of covers) {
      const step = steps[each];
      if (step?.kind !== 'approval')
        faults.push({
          rule: 'mode',
          at: 'modes.commitment.covers',
          message: `${each} is ${step ? `of kind ${step.kind}` : 'no step'}, expected approval`,
        });
    }
    demand('modes.commitment.verify', verify, 'approval');
    demand('modes.commitment.fix', fix, 'applicant');
    for (const each of revokes)
      if (!(each in permits))
        faults.push({ rule: 'mode', at: 'modes.commitment.revokes', message: `${each} is no permit` });
  }
  for (const [mode, data] of Object.entries({ noApplication, applyAndEnjoy }))
    if (data) demand(`modes.${mode}.consent`, data.consent, 'applicant');
  return faults;
}
