import type { StepView } from '../../domain/case/view.ts';
import type { Of } from '../case/objects.ts';

export interface StepObjects {
  Step: Of<StepView>;
}
