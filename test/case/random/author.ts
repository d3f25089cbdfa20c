import {
  all,
  applicant,
  approval,
  assigned,
  child,
  each,
  granted,
  race,
  reasonsAgainst,
  workingDays,
  type Flow,
  type Reasons,
} from '../../../domain/procedure.ts';
import type { Want } from '../../../domain/procedure/language/flow.ts';
import { declarationOf, opensOf } from './declared.ts';
import { parts as openable } from './parts.ts';
import type { FlowPlan, StepPlan } from './plan.ts';

/** How a flow asks: any step by its name. */
export type Ask = Readonly<Record<string, (call?: object) => Flow<Value>>>;
export type Value = Readonly<Record<string, unknown>>;
export interface Context {
  readonly form: {
    readonly items: readonly { readonly key: string; readonly unit: string }[];
    readonly kind: string;
    readonly size: number;
    readonly flag: boolean;
    readonly contact?: unknown;
  };
  readonly modes: { readonly onTheSpot?: boolean; readonly instantAuto?: boolean };
  readonly steps: Ask;
  reached(milestone: string): void;
  grantEarly(permit: string, answer?: unknown): boolean;
  grant(permit: string): never;
  grantEach(answers: object): never;
  deny(reasons: Reasons): never;
  forwardUp(): never;
  settle(result: string, reasons?: Reasons): never;
}
/** What a part of the flow came to: reasons against, that the level above decides, or nothing. */
export type Found = Reasons | 'up' | undefined;
type Part = (context: Context) => Flow<Found>;

/** Builds the parts of the flow, and collects the steps that they ask. */
export class Author {
  readonly steps: Record<string, unknown> = {};

  partOf(plan: FlowPlan): Part {
    switch (plan.is) {
      case 'step': {
        const name = this.#declare(declarationOf(plan.step));
        return function* ({ form, steps }) {
          return against(yield* steps[name]!(callOf(plan.step, form)));
        };
      }
      case 'rounds':
        return this.#rounds(plan);
      case 'each': {
        const name = this.#declare(approval('分项审查', { by: assigned, within: workingDays(plan.days) }));
        return function* ({ form, steps }) {
          const answers = yield* each(
            form.items,
            item => item.key,
            item => steps[name]!({ to: item.unit }),
          );
          return reasonsAgainst(answers as never);
        };
      }
      case 'batch': {
        const name = this.#declare(child(openable[plan.part], { opens: 'received' }));
        return function* ({ form, steps }) {
          const endings = yield* each(
            form.items,
            item => item.key,
            () => steps[name]!({ form: { kind: form.kind, ...heldBy(form) } }),
          );
          return Object.values(endings).map(against).find(Boolean);
        };
      }
      default: {
        const parts = plan.parts.map(part => this.partOf(part));
        return plan.is === 'one after the other' ? inTurn(parts) : sideBySide(plan.is, parts);
      }
    }
  }

  #rounds({ by, rounds }: Extract<FlowPlan, { is: 'rounds' }>): Part {
    const review = this.#declare(approval('复审', { by, within: workingDays(3) }));
    const fix = this.#declare(applicant('整改', { within: workingDays(5) }));
    return function* ({ steps }) {
      let found = against(yield* steps[review]!());
      for (let round = 0; found && round < rounds; round += 1) {
        const fixed = yield* steps[fix]!({ about: found });
        if (fixed['lapsed'] === true) return found;
        found = against(yield* steps[review]!());
      }
      return found;
    };
  }

  #declare(step: unknown): string {
    const name = `s${Object.keys(this.steps).length}`;
    this.steps[name] = step;
    return name;
  }
}

const heldBy = ({ contact }: Context['form']): object => (contact === undefined ? {} : { holder: contact });

/** What a step is told when it is asked. */
function callOf(plan: StepPlan, form: Context['form']): object | undefined {
  if (plan.kind === 'effect') return { input: { size: form.size } };
  if (plan.kind !== 'child') return undefined;
  return { form: { ...(opensOf(plan) === 'received' && { kind: form.kind }), ...heldBy(form) } };
}

export const against = (value: Value): Found => {
  if (value['answer'] === 'forwardUp') return 'up';
  if (value['answer'] === 'disagree' || value['answer'] === 'returned') return value['reasons'] as Reasons;
  if (value['answers']) return reasonsAgainst(value['answers'] as never);
  if (value['end'] !== undefined && value['end'] !== 'settled' && !granted(value as never))
    return [{ text: '分项未成' }];
  if (value['chose'] === 'no') return value['reasons'] as Reasons;
  return undefined;
};

const inTurn = (parts: readonly Part[]): Part =>
  function* (context): Generator<Want, Found> {
    for (const part of parts) {
      const found = yield* part(context);
      if (found) return found;
    }
    return undefined;
  };

const sideBySide = (how: 'all' | 'race', parts: readonly Part[]): Part =>
  function* (context): Generator<Want, Found> {
    const branches = Object.fromEntries(parts.map((part, index) => [`b${index}`, part(context)]));
    if (how === 'race') return (yield* race(branches)).value;
    const found = yield* all(branches);
    return Object.values(found).find(Boolean);
  };

/** How many working days a flow takes at most, roughly: a promise is longer. */
export const daysOf = (flow: FlowPlan): number => {
  switch (flow.is) {
    case 'step': {
      const { step } = flow;
      // A special procedure takes ten at most; a share in another unit may end some days later.
      if (step.kind === 'special') return 10;
      return step.days + (step.counted === 'WD' ? 0 : 3);
    }
    case 'rounds':
      return 8 * (flow.rounds + 1);
    case 'each':
      return flow.days;
    case 'batch':
      return 10;
    default:
      return flow.parts.reduce((sum, part) => sum + daysOf(part), 0);
  }
};
