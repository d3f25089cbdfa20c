import type { Action } from '../../domain/case/actions.ts';
import type { StepView } from '../../domain/case/view.ts';
import type { KnownCase } from '../case/objects.ts';

/** An action as it is offered: with the mutation that carries it out, and of a step what answers it takes. */
export interface OfferedAction extends Action {
  readonly case: KnownCase;
  readonly mutation: string;
  readonly step?: StepView;
  readonly answers: readonly string[];
  /** The draft that the step waits for. */
  readonly draft?: string;
}

export interface ActionObjects {
  Action: OfferedAction;
}
