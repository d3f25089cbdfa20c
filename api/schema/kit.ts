import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import type { DerivedActs } from '../act/derived.ts';
import { addInputs, type SharedInputs } from '../act/inputs.ts';
import { addExplanation, type ExplanationTypes } from '../deadline/type.ts';
import { addErrors, type ActResult, type RefusalDetail } from '../error/types.ts';
import { createOutputs, type Outputs } from '../form/answers.ts';
import { addForms, type Forms } from '../form/form.ts';
import { createInputs, type Inputs } from '../form/input.ts';
import { addOutcomes, type Outcomes } from '../step/outcome.ts';
import { addConnections, type Connections } from './connections.ts';
import { addEnums, type Enums } from './enums.ts';
import type { PermissionTable } from './rule.ts';
import type { Builder } from './types.ts';

/** What the parts of a noun are made with: the builder of this schema, and the types that several nouns use. */
export interface Kit {
  readonly builder: Builder;
  /** The procedures that the schema is made for. */
  readonly procedures: ReadonlyMap<string, AnyProcedure>;
  readonly enums: Enums;
  readonly connections: Connections;
  /** Input types that many mutations share. */
  readonly shared: SharedInputs;
  /** Makes input types of zod schemas. */
  readonly inputs: Inputs;
  /** Makes object types of zod schemas. */
  readonly outputs: Outputs;
  readonly forms: Forms;
  readonly outcomes: Outcomes;
  readonly explained: ExplanationTypes;
  /** The union that every act answers with. */
  readonly result: ActResult;
  /** What a refusal found or expected. */
  readonly refusalDetail: RefusalDetail;
  /** Who may ask what. */
  readonly permissions: PermissionTable;
  /** Every mutation that is made from its command. */
  readonly acts: DerivedActs;
}

export function createKit(
  builder: Builder,
  procedures: ReadonlyMap<string, AnyProcedure>,
  { permissions, acts }: Pick<Kit, 'permissions' | 'acts'>,
): Kit {
  const enums = addEnums(builder);
  const inputs = createInputs(builder);
  const connections = addConnections(builder);
  const outputs = createOutputs(builder, inputs);
  const { result, detail } = addErrors({ builder });
  return {
    builder,
    procedures,
    enums,
    connections,
    shared: addInputs(builder, enums),
    inputs,
    outputs,
    forms: addForms({ builder, inputs, procedures }),
    outcomes: addOutcomes({ builder, outputs, procedures }),
    explained: addExplanation({ builder, enums, connections }),
    result,
    refusalDetail: detail,
    permissions,
    acts,
  };
}
