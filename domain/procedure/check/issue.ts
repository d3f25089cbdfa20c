import { Refused } from '../../refusal.ts';

/**
 * A rule that a definition breaks: `rule` for programs, `at` the place in the definition, `message` what was found and
 * is expected.
 */
export interface DefinitionIssue {
  readonly rule: string;
  readonly at: string;
  readonly message: string;
}

/** All faults of a definition as text; nothing when there are none. */
export function formatIssues(id: string, faults: readonly DefinitionIssue[]): readonly string[] {
  const list = faults.map(fault => `- ${fault.at}: ${fault.message}`).join('\n');
  return faults.length === 0
    ? []
    : [`The procedure ${id} breaks ${faults.length === 1 ? 'a rule' : `${faults.length} rules`}:\n${list}`];
}

/** Refuses (`procedure.faults`) a definition with all its faults listed; nothing when there are none. */
export function refuseIssues(procedure: string, faults: readonly DefinitionIssue[]): void {
  if (faults.length > 0) throw new BrokenDefinition(procedure, faults);
}

/** Its message lists the faults: the author who loads the file by itself reads nothing else. */
class BrokenDefinition extends Refused<'procedure.faults'> {
  constructor(procedure: string, faults: readonly DefinitionIssue[]) {
    super('procedure.faults', { procedure, faults });
    this.message = formatIssues(procedure, faults).join('\n');
  }
}
