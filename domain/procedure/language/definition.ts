import type { z } from 'zod';
import type { Role } from '../../values.ts';
import { bases } from '../../law.ts';
import { workingDays, type Limit } from '../../clock/limit.ts';
import type { AnyLimit, ConditionOn, LimitOn, OnDateOn } from './condition.ts';
import type { After, Context } from './context.ts';
import { issuesInData } from '../check/data.ts';
import { refuseIssues } from '../check/issue.ts';
import type { Closing, Ending, Flow } from './flow.ts';
import type { ItemKind } from './item.ts';
import type { Material, MaterialShape } from './material.ts';
import type { Mode, ModeData } from './mode.ts';
import { permitsOf, type PermitDefinition } from './permit.ts';
import { personalNames } from './personal.ts';
import { policiesOf, type Intake, type Policies, type PolicyChoices, type Special } from './policy.ts';
import type { Names, StepDefinition, StepShape, types } from './step.ts';
import { defined } from '../../defined.ts';

/** Officials by their roles, and the head of the government above them. */
export type ExtensionRole = Exclude<Role, 'applicant' | 'agent' | 'engine' | 'observer'> | 'government-head';

/** 行政许可法 42: once, by the organ's head, with the reason told. */
export interface Extension {
  readonly of: 'statutory' | 'promised';
  /**
   * Who approves: the organ's head (`unit-head`), the government's, another role of officials, or a unit or role of the
   * directory, whose head does (人大代表工作机构 for the answer to a deputy).
   */
  readonly by: ExtensionRole | (string & {});
  /** Of one extension. */
  readonly atMost: Limit;
  /** How often a limit may be extended. Default: once. */
  readonly times?: number;
  readonly basis: string;
}
export interface Limits<L extends AnyLimit = AnyLimit> {
  readonly statutory?: L;
  readonly promised?: L;
  /** What was promised before this procedure was one here (由 3 个工作日压缩到 1 个); later versions compare by themselves. */
  readonly formerly?: Limit;
  readonly extension?: Extension;
}

/** As declared: without a statutory limit the law's own holds for a licence; `none` where no law sets one (备案, 补贴). */
export interface LimitChoices<L extends AnyLimit = AnyLimit> extends Omit<Limits<L>, 'statutory'> {
  readonly statutory?: L | 'none';
}

/**
 * 行政许可法 42: a licence is decided in twenty working days, which the organ's head may extend by ten. Joint handling
 * declares 45 and 15.
 */
function limitsOf({
  limits: { statutory, ...others } = {},
  licence,
}: {
  readonly limits?: LimitChoices;
  readonly licence: boolean;
}): Limits {
  if (statutory === 'none' || (statutory === undefined && !licence)) return others;
  if (statutory !== undefined) return { ...others, statutory };
  return {
    extension: { of: 'statutory', by: 'unit-head', atMost: workingDays(10), basis: bases['licensing-law.42'] },
    ...others,
    statutory: workingDays(20),
  };
}

/** 容缺受理 without parameters needs no word of its own: a material that may be missing says it. */
const impliedModes = (materials: object = {}, { tolerant }: Partial<ModeData> = {}): Partial<ModeData> =>
  !tolerant && Object.values(materials as Readonly<Record<string, Material>>).some(({ kind }) => kind === 'tolerable')
    ? { tolerant: {} }
    : {};

const usualKind = ({
  intake,
  permits = {},
}: {
  readonly intake?: Intake | undefined;
  readonly permits?: object | undefined;
}): ItemKind => {
  if (intake !== undefined && intake.by !== 'application') return 'internal';
  return Object.keys(permits).length > 0 ? 'licence' : 'service';
};

/** A procedure as registries, engine and guide hold it. `In` is what its form takes in. */
export interface Procedure<In = unknown, P extends string = string, R extends string = string> {
  /** `<name>.v<version>`: the workflow type, pinned when a case is received. */
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly title: string;
  /** The unit role that owns the joint clock. */
  readonly lead: string;
  readonly intake: Intake;
  /** What the item is in law. */
  readonly kind: ItemKind;
  readonly form: z.ZodType;
  readonly example: unknown;
  /** More forms for the walk to start from, where the flow looks at numbers or texts. */
  readonly examples: readonly unknown[];
  /** The fields of the form that are kept beside the log. */
  readonly personal: readonly string[];
  readonly materials: Readonly<Record<string, Material>>;
  readonly limits: Limits;
  readonly policies: Policies;
  readonly modes: Partial<ModeData>;
  readonly special: Readonly<Record<string, Special>>;
  /** All from intake, from the first moment. */
  readonly milestones: Readonly<Record<string, Limit>>;
  readonly steps: Readonly<Record<string, StepDefinition>>;
  readonly permits: Readonly<Record<string, PermitDefinition>>;
  readonly results: Readonly<Record<string, string>>;
  readonly [types]?: { readonly in: In; readonly permits: P; readonly results: R };
  /** The context's type is each procedure's own; the driver builds it from this very definition. */
  run(context: unknown): Flow<Ending>;
  afterwards?(context: unknown): Flow<Closing>;
}
/** What registries hold. */
export type AnyProcedure = Procedure;

type Allowed<X extends string, K extends string, MK extends string, Form> = Names<
  X,
  K,
  MK,
  ConditionOn<Form> | undefined,
  LimitOn<Form> | undefined
>;

/**
 * Declares a procedure: data above, the flow below. Refused at once, with all its faults listed, when its data break a
 * rule; `check` finds the rest by walking it.
 */
export function procedure<
  Z extends z.ZodType<object>,
  const S extends Readonly<Record<string, StepShape<Allowed<X, K, MK, z.output<Z>>>>>,
  const X extends string = never,
  const K extends string = never,
  const MK extends string = never,
  const Mo extends Mode = never,
  const P extends string = never,
  const R extends string = never,
>(declared: {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly lead: string;
  /**
   * What the item is in law. Default: a licence where permits are applied for, a service where results are, and
   * internal where nobody applies.
   */
  readonly kind?: ItemKind;
  readonly intake?: Intake;
  readonly form: Z;
  readonly example: NoInfer<z.input<Z>>;
  readonly examples?: readonly NoInfer<z.input<Z>>[];
  readonly materials?: {
    readonly [I in MK]: MaterialShape<
      NoInfer<Mo>,
      keyof NoInfer<S> & string,
      ConditionOn<NoInfer<z.output<Z>>> | undefined
    >;
  };
  readonly limits?: LimitChoices<LimitOn<NoInfer<z.output<Z>>>>;
  readonly policies?: PolicyChoices<NoInfer<P>>;
  readonly modes?: {
    readonly [I in Mo]: ModeData<keyof NoInfer<S> & string, NoInfer<P>, ConditionOn<NoInfer<z.output<Z>>>>[I];
  };
  readonly special?: { readonly [I in X]: Special };
  readonly milestones?: { readonly [I in K]: Limit };
  readonly steps: S;
  readonly permits?: { readonly [I in P]: string | PermitDefinition<OnDateOn<NoInfer<z.output<Z>>>> };
  readonly results?: { readonly [I in R]: string };
  run(context: Context<z.output<Z>, S, Mo, P, R, K>): Flow<Ending<NoInfer<P>, NoInfer<R>>>;
  afterwards?(context: After<z.output<Z>, S, Mo, P, R, K>): Flow<Closing<NoInfer<P>>>;
}): Procedure<z.input<Z>, P, R> & { readonly steps: S } {
  const { name, version, title, lead, form, example, steps } = declared;
  const kind = declared.kind ?? usualKind(declared);
  const made = {
    id: `${name}.v${version}`,
    name,
    version,
    title,
    lead,
    kind,
    intake: declared.intake ?? { by: 'application' },
    form,
    example,
    examples: declared.examples ?? [],
    personal: personalNames(form),
    materials: declared.materials ?? {},
    limits: limitsOf({
      ...defined({ limits: declared.limits }),
      licence: kind === 'licence',
    }),
    policies: policiesOf(declared.policies, kind),
    modes: { ...declared.modes, ...impliedModes(declared.materials, declared.modes) },
    special: declared.special ?? {},
    milestones: declared.milestones ?? {},
    steps,
    permits: permitsOf(declared.permits ?? {}),
    results: declared.results ?? {},
    run: (context: never) => declared.run(context),
    ...(declared.afterwards && { afterwards: (context: never) => declared.afterwards!(context) }),
    // Here the shapes by which the parameters were inferred are erased: whatever they allowed is what `Procedure`
    // holds.
  } as unknown as Procedure<z.input<Z>, P, R> & { readonly steps: S };
  refuseIssues(made.id, issuesInData(made, declared));
  return Object.freeze(made);
}
