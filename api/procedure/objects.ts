import type { PermitDefinition } from '../../domain/procedure/language/permit.ts';
import type { Charge } from '../../domain/procedure/language/money.ts';
import type { Material } from '../../domain/procedure/language/material.ts';
import type { Special } from '../../domain/procedure/language/policy.ts';
import type { StepDefinition } from '../../domain/procedure/language/step.ts';
import type { AnyProcedure, Extension } from '../../domain/procedure/procedure.ts';
import type { Role } from '../../domain/values.ts';

/** Something that a procedure declares, by its name. */
export interface Named<T> {
  readonly name: string;
  readonly procedure: AnyProcedure;
  readonly it: T;
}

/** Who approves an extension: a role, and the unit that it has to be of. */
interface Approver {
  readonly role: Role;
  readonly unit?: string;
}

/** What is charged by a step, and what allows it. */
export interface ChargeOfStep extends Charge {
  readonly title: string;
  readonly basis: string;
}

export interface ProcedureObjects {
  Charge: ChargeOfStep;
  Procedure: AnyProcedure;
  ProcedureIntake: AnyProcedure;
  ProcedureLimits: AnyProcedure;
  ProcedureStep: Named<StepDefinition>;
  ProcedureMaterial: Named<Material>;
  ProcedureSpecial: Named<Special>;
  ProcedurePermit: Named<PermitDefinition>;
  Extension: { readonly procedure: AnyProcedure; readonly it: Extension };
  ExtensionApprover: Approver;
}
