import type { Limit } from '../../clock/limit.ts';
import { defined } from '../../defined.ts';
import type { FileRule } from '../../file-types.ts';
import { holds, type Condition } from './condition.ts';
import type { types } from './step.ts';

export type MaterialKind = 'required' | 'tolerable' | 'deferred' | 'later';

export interface Material {
  readonly kind: MaterialKind;
  readonly title: string;
  /** Tolerable: how long after a tolerant acceptance it may still be supplied (the applicant's clock). */
  readonly within?: Limit;
  /** Deferred: the event before which it has to be supplied (容缺后补). */
  readonly before?: string;
  readonly when?: Condition;
  /** Taken from this shared data source, never asked of the applicant. */
  readonly source?: string;
  /** What the applicant may hand in instead. */
  readonly instead?: string;
  /** What a file that is handed in may be. */
  readonly files?: FileRule;
}

export interface MaterialOf<Mode extends string, Before extends string, When> extends Material {
  readonly [types]?: { readonly mode: Mode; readonly before: Before; readonly when: When };
}
export interface MaterialShape<Mode, Before, When> {
  readonly kind: MaterialKind;
  readonly [types]?: { readonly mode: Mode; readonly before: Before; readonly when: When };
}
type Extra<W> = {
  readonly when?: W;
  readonly source?: string;
  readonly instead?: string;
  readonly files?: FileRule;
};

/** 主要材料: cannot be missing. */
export const required = <const W extends Condition | undefined = undefined>(
  title: string,
  extra: Extra<W> = {},
): MaterialOf<never, never, W> => Object.freeze({ kind: 'required', title, ...extra }) as MaterialOf<never, never, W>;

/** 次要材料: may be missing at a tolerant acceptance. It implies the mode `tolerant`. */
export const tolerable = <const W extends Condition | undefined = undefined>(
  title: string,
  extra: Extra<W> & { readonly within: Limit },
): MaterialOf<never, never, W> => Object.freeze({ kind: 'tolerable', title, ...extra }) as MaterialOf<never, never, W>;

/** 容缺后补: decided without it, supplied before a later event; needs the mode `deferredSupplement`. */
export const deferred = <const E extends string, const W extends Condition | undefined = undefined>(
  title: string,
  extra: Extra<W> & { readonly before: E },
): MaterialOf<'deferredSupplement', E, W> =>
  Object.freeze({ kind: 'deferred', title, ...extra }) as MaterialOf<'deferredSupplement', E, W>;

/** Not asked at intake: the applicant brings it with a step that `gives` it. */
export const later = <const W extends Condition | undefined = undefined>(
  title: string,
  extra: Extra<W> = {},
): MaterialOf<never, never, W> => Object.freeze({ kind: 'later', title, ...extra }) as MaterialOf<never, never, W>;

/** A material that applies to one applicant's form. */
export interface MaterialAsked extends Material {
  readonly name: string;
  /** Whether the applicant has to bring it: not when it comes from shared data. */
  readonly fromApplicant: boolean;
}

/** The materials that apply to a form, in the order declared: those whose `when` is false are left out. */
export const materialsAsked = (
  procedure: {
    readonly materials: Readonly<Record<string, Material>>;
    readonly modes?: { readonly singleId?: { readonly from: Readonly<Record<string, string>> } };
  },
  form: unknown,
  modes: readonly string[] = [],
): readonly MaterialAsked[] => {
  // 一证通办: what the applicant would have to bring comes from the source that the mode names.
  const from = modes.includes('singleId') ? procedure.modes?.singleId?.from : undefined;
  return Object.entries(procedure.materials)
    .filter(([, material]) => holds(material.when, form))
    .map(([name, material]) => {
      const source = material.source ?? from?.[name];
      return { ...material, ...defined({ source }), name, fromApplicant: source === undefined };
    });
};
