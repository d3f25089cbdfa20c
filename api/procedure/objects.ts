import type { Material } from '../../domain/procedure/language/material.ts';
import type { Special } from '../../domain/procedure/language/policy.ts';
import type { StepDefinition } from '../../domain/procedure/language/step.ts';
import type { AnyProcedure, Extension } from '../../domain/procedure/procedure.ts';

/** Something that a procedure declares, by its name. */
export interface Named<T> {
  readonly name: string;
  readonly procedure: AnyProcedure;
  readonly it: T;
}

export interface ProcedureObjects {
  Procedure: AnyProcedure;
  ProcedureLimits: AnyProcedure;
  ProcedureStep: Named<StepDefinition>;
  ProcedureMaterial: Named<Material>;
  ProcedureSpecial: Named<Special>;
  ProcedurePermit: Named<string>;
  Extension: Extension;
}
