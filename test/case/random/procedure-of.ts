import { z } from 'zod';
import {
  all,
  applicant,
  approval,
  assigned,
  atLeast,
  conference,
  decision,
  each,
  event,
  is,
  listBy,
  personal,
  procedure,
  publicNotice,
  race,
  reasonsAgainst,
  required,
  silenceAgrees,
  special,
  task,
  tolerable,
  unit,
  wait,
  workingDays,
  type Flow,
  type Reasons,
} from '../../../domain/procedure.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import type { Want } from '../../../domain/procedure/language/flow.ts';
import type { StepDefinition } from '../../../domain/procedure/language/step.ts';
import { kinds, type FlowPlan, type Plan, type StepPlan } from './plan.ts';

const basis = '试行办法 1';
const conditions = { kind: is('kind', 'a', 'b'), size: atLeast('size', 300), flag: is('flag') } as const;
const told = z.object({ count: z.int().min(0).max(9) });

function declarationOf(plan: StepPlan): unknown {
  const within = workingDays(plan.days);
  const when = plan.kind === 'wait' || plan.when === 'always' ? undefined : conditions[plan.when];
  const common = { within, ...(when && { when }) };
  switch (plan.kind) {
    case 'approval':
      return approval('审查', {
        ...common,
        by: plan.by,
        ...(plan.people === 3 ? { trio: true } : { people: plan.people }),
        ...(plan.isSilent && { silence: silenceAgrees(basis) }),
        ...(plan.isSatisfied && { satisfiedBy: 'area-review' }),
        may: plan.mayReturn ? ['return', 'notApplicable'] : [],
        mayPauseFor: plan.mayPause ? ['inspection'] : [],
      } as never);
    case 'task':
      return task('办理', {
        ...common,
        by: plan.by,
        ...(plan.tells && { result: told }),
        may: plan.mayReturn ? ['return'] : [],
      } as never);
    case 'decision':
      return decision('选择', {
        ...common,
        by: plan.by,
        of: ['yes', 'no'],
        ...(plan.isHeads && { post: 'principal' }),
      } as never);
    case 'applicant':
      return applicant('申请人办理', { ...common, ...(plan.tells && { result: told }) } as never);
    case 'event':
      return event('外部事项', { ...(when && { when }), from: plan.by, expires: within } as never);
    case 'publicNotice':
      return publicNotice('公示', { ...(when && { when }), lasts: within, objection: plan.by } as never);
    case 'wait':
      return wait('等待', within);
    case 'conference':
      return conference('会议', {
        ...common,
        chair: plan.by,
        of: ['fire-rescue', 'tobacco'],
        notice: workingDays(1),
        ...(plan.isSilent && { absent: silenceAgrees(basis) }),
      } as never);
  }
}

/** How a flow asks: any step by its name. */
type Ask = Readonly<Record<string, (call?: object) => Flow<Value>>>;
type Value = Readonly<Record<string, unknown>>;
interface Context {
  readonly form: { readonly items: readonly { readonly key: string; readonly unit: string }[] };
  readonly modes: { readonly commitment?: boolean };
  readonly steps: Ask;
  grant(permit: string): never;
  deny(reasons: Reasons): never;
  settle(result: string): never;
}
/** What a part of the flow came to: reasons against, or nothing. */
type Part = Flow<Reasons | undefined>;

/** Builds the parts of the flow, and collects the steps that they ask. */
class Author {
  readonly steps: Record<string, unknown> = {};
  partOf(plan: FlowPlan): (context: Context) => Part {
    switch (plan.is) {
      case 'step': {
        const name = this.#declare(declarationOf(plan.step));
        return function* ({ steps }) {
          return against(yield* steps[name]!());
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
      default: {
        const parts = plan.parts.map(part => this.partOf(part));
        return plan.is === 'one after the other' ? inTurn(parts) : sideBySide(plan.is, parts);
      }
    }
  }

  #rounds({ by, rounds }: Extract<FlowPlan, { is: 'rounds' }>): (context: Context) => Part {
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

const against = (value: Value): Reasons | undefined => {
  if (value['answer'] === 'disagree' || value['answer'] === 'returned') return value['reasons'] as Reasons;
  if (value['answers']) return reasonsAgainst(value['answers'] as never);
  if (value['chose'] === 'no') return value['reasons'] as Reasons;
  return undefined;
};

const inTurn = (parts: readonly ((context: Context) => Part)[]) =>
  function* (context: Context): Generator<Want, Reasons | undefined> {
    for (const part of parts) {
      const found = yield* part(context);
      if (found) return found;
    }
    return undefined;
  };

const sideBySide = (how: 'all' | 'race', parts: readonly ((context: Context) => Part)[]) =>
  function* (context: Context): Generator<Want, Reasons | undefined> {
    const branches = Object.fromEntries(parts.map((part, index) => [`b${index}`, part(context)]));
    if (how === 'race') return (yield* race(branches)).value;
    const found = yield* all(branches);
    return Object.values(found).find(Boolean);
  };

const daysOf = (plan: FlowPlan): number => {
  switch (plan.is) {
    case 'step':
      return plan.step.days;
    case 'rounds':
      return 8 * (plan.rounds + 1);
    case 'each':
      return plan.days;
    default:
      return plan.parts.reduce((sum, part) => sum + daysOf(part), 0);
  }
};

/** The procedure that a plan describes, as its author would have declared it. */
export function procedureOf(plan: Plan): AnyProcedure {
  const author = new Author();
  const part = author.partOf(plan.flow);
  const isCommitted = plan.isCommitted && plan.ending === 'grant';
  const most = daysOf(plan.flow) + 10;
  const steps = {
    ...author.steps,
    review: approval('核查', { by: 'market-regulation', within: workingDays(2) }),
    ...(plan.isFollowed && { after: task('回访', { by: 'market-regulation', within: workingDays(3) }) }),
    ...(isCommitted && {
      verify: approval('核实承诺', { by: 'market-regulation', within: workingDays(10) }),
      fix: applicant('整改', { within: workingDays(5) }),
    }),
  } as Readonly<Record<string, StepDefinition>>;
  const mayPause = Object.values(steps).some(step => step.mayPauseFor.length > 0);
  return procedure({
    name: 'made-up',
    version: 1,
    title: '试验事项',
    lead: 'market-regulation',
    form: z.object({
      kind: z.enum(kinds),
      size: z.int().min(0).max(10_000),
      flag: z.boolean(),
      items: listBy(z.object({ key: z.string(), unit: unit() }), 'key', 3),
      note: z.string().max(100),
      contact: personal(z.string()),
    }),
    example: {
      kind: 'a',
      size: 1_000,
      flag: true,
      items: [{ key: 'x', unit: 'tobacco' }],
      note: '说明',
      contact: '沈',
    },
    materials: {
      plan: required('方案'),
      sketch: plan.isTolerant ? tolerable('草图', { within: workingDays(5) }) : required('草图'),
    },
    limits: {
      ...(plan.isPromised && { promised: workingDays(most) }),
      statutory: workingDays(most + 20),
    },
    policies: {
      acceptance: { within: plan.acceptance === 'sameVisit' ? plan.acceptance : workingDays(plan.acceptance) },
      correction: { onLapse: plan.onLapse },
      filedOffHours: plan.filedOffHours,
      endOfDay: { agency: plan.agencyEnds },
      halfDay: plan.halfDay,
      ...(plan.isTacit &&
        plan.ending === 'grant' && { tacitApproval: { at: 'statutory', grants: ['licence'], basis } }),
    },
    modes: {
      ...(plan.isTolerant && { tolerant: {} }),
      ...(isCommitted && {
        commitment: { covers: ['review'], verify: 'verify', fix: 'fix', revokes: ['licence'], basis },
      }),
    },
    ...(mayPause && { special: { inspection: special('检验', { atMost: workingDays(10), basis }) } }),
    steps,
    ...(plan.ending === 'grant' ? { permits: { licence: '许可证' } } : { results: { done: '办结' } }),
    *run(context: Context) {
      const found = (yield* part(context)) ?? against(yield* context.steps['review']!());
      if (found) return plan.ending === 'grant' ? context.deny(found) : context.settle('done');
      return plan.ending === 'grant' ? context.grant('licence') : context.settle('done');
    },
    ...(plan.isFollowed && {
      *afterwards({ steps: asked, closed }: { steps: Ask; closed: () => never }) {
        yield* asked['after']!();
        return closed();
      },
    }),
  } as never);
}
