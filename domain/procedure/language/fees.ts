import { both, holds, type Condition } from './condition.ts';
import { chargeOf } from './money.ts';
import type { StepDefinition } from './step.ts';
import { defined } from '../../defined.ts';

/** What the applicant pays with a step (收费), and what allows it: nothing else is paid. */
export interface Fee {
  readonly step: string;
  readonly title: string;
  /** In fen. */
  readonly amount: number;
  readonly basis: string;
  /** It is paid only then. */
  readonly when?: Condition;
}

/** The fees of a procedure in the order of its steps: all rows of their tables, or those that a form brings. */
export const feesOf = (
  procedure: { readonly steps: Readonly<Record<string, StepDefinition>> },
  form?: unknown,
): readonly Fee[] =>
  Object.entries(procedure.steps).flatMap(([step, { title, fee, when }]) => {
    if (fee === undefined || (form !== undefined && !holds(when, form))) return [];
    const { charges, basis } = fee;
    const shown = form === undefined ? charges : charges.filter(each => each === chargeOf(charges, form));
    return shown.map(charge => ({
      step,
      title,
      amount: charge.amount,
      basis,
      ...defined({ when: joined(when, charge.when) }),
    }));
  });

const joined = (step: Condition | undefined, row: Condition | undefined): Condition | undefined =>
  step && row ? both(step, row) : (step ?? row);
