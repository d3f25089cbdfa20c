import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import type { Builder } from './types.ts';
import type { Enums } from './enums.ts';
import type { ActResult } from '../error/types.ts';
import type { Forms } from '../form/form.ts';
import type { Inputs } from '../form/input.ts';
import type { SharedInputs } from './inputs.ts';
import type { Outcomes } from '../step/outcome.ts';

/** What each noun adds itself with: the builder of this schema, its enumerations, and the procedures it is made for. */
export interface Kit {
  readonly builder: Builder;
  readonly enums: Enums;
  readonly procedures: ReadonlyMap<string, AnyProcedure>;
}

/** What mutations need besides. */
export interface ActKit extends Kit {
  readonly shared: SharedInputs;
  /** Makes input types of zod schemas. */
  readonly inputs: Inputs;
  readonly forms: Forms;
  readonly outcomes: Outcomes;
  /** The union that every act answers with. */
  readonly result: ActResult;
}
