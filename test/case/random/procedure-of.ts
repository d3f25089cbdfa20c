import { z } from 'zod';
import {
  all,
  applicant,
  approval,
  assigned,
  child,
  atLeast,
  conference,
  decision,
  each,
  effect,
  event,
  fee,
  granted,
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
      return publicNotice('公示', {
        ...(when && { when }),
        lasts: within,
        objection: plan.by,
        ...(plan.isTyped && { concerns: z.object({ about: z.enum(kinds) }), answered: workingDays(2) }),
      } as never);
    case 'fee':
      return fee('缴费', { ...common, amount: 500, basis } as never);
    case 'effect':
      return effect('登记', {
        ...common,
        by: plan.by,
        calls: 'register',
        takes: z.object({ size: z.int() }),
        result: told,
      } as never);
    case 'child':
      return child(smallPart, {
        opens: plan.opens,
        ...(when && { when }),
        ...(plan.opens === 'draft' && { within }),
      } as never);
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

/** What made-up procedures open as cases of their own. */
export const smallPart = procedure({
  name: 'small-part',
  version: 1,
  title: '分项',
  lead: 'urban-management',
  form: z.object({ kind: z.enum(kinds), holder: personal(z.string()) }),
  example: { kind: 'a', holder: '沈' },
  materials: { plan: required('方案') },
  limits: { statutory: workingDays(10), promised: workingDays(5) },
  steps: { review: approval('审查', { by: 'tobacco', within: workingDays(3) }) },
  permits: { share: '分项许可' },
  *run({ steps, grant, deny }) {
    const found = reasonsAgainst(yield* steps.review());
    return found ? deny(found) : grant('share');
  },
});

/** How a flow asks: any step by its name. */
type Ask = Readonly<Record<string, (call?: object) => Flow<Value>>>;
type Value = Readonly<Record<string, unknown>>;
interface Context {
  readonly form: {
    readonly items: readonly { readonly key: string; readonly unit: string }[];
    readonly kind: string;
    readonly size: number;
    readonly flag: boolean;
    readonly contact: unknown;
  };
  readonly modes: { readonly onTheSpot?: boolean; readonly instantAuto?: boolean };
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

/** What a step is told when it is asked. */
function callOf(plan: StepPlan, { kind, size, contact }: Context['form']): object | undefined {
  if (plan.kind === 'effect') return { input: { size } };
  if (plan.kind !== 'child') return undefined;
  return { form: { ...(plan.opens === 'received' && { kind }), holder: contact } };
}

const against = (value: Value): Reasons | undefined => {
  if (value['answer'] === 'disagree' || value['answer'] === 'returned') return value['reasons'] as Reasons;
  if (value['answers']) return reasonsAgainst(value['answers'] as never);
  if (value['end'] !== undefined && !granted(value as never)) return [{ text: '分项未成' }];
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

type Modes = Plan['modes'];
/** Which modes a plan offers: some need everything from shared data, and some a paper that the applicant brings. */
function modesOf(plan: Plan): object {
  const has = (mode: Modes[number]): boolean => plan.modes.includes(mode);
  return {
    ...(has('onTheSpot') && plan.isShared && { onTheSpot: {} }),
    ...(has('instantAuto') && plan.isShared && { instantAuto: {} }),
    ...(has('applyAndEnjoy') && plan.isShared && { applyAndEnjoy: { consent: 'consent' } }),
    ...(has('singleId') && !plan.isShared && { singleId: { identity: 'plan', from: { sketch: 'catalogue' } } }),
    ...(has('crossRegion') && { crossRegion: {} }),
    ...(has('assisted') && { assisted: {} }),
    ...(has('fastLane') && { fastLane: {} }),
  };
}

/** The procedure that a plan describes, as its author would have declared it. */
export function procedureOf(plan: Plan): AnyProcedure {
  const author = new Author();
  const part = author.partOf(plan.flow);
  const isCommitted = plan.isCommitted && plan.ending === 'grant';
  const most = daysOf(plan.flow) + 10;
  const steps = {
    ...author.steps,
    review: approval('核查', { by: 'market-regulation', within: workingDays(2) }),
    ...(plan.isShared &&
      plan.modes.includes('applyAndEnjoy') && { consent: applicant('确认', { within: workingDays(5) }) }),
    ...(plan.isFollowed && { after: task('回访', { by: 'market-regulation', within: workingDays(3) }) }),
    ...(isCommitted && {
      verify: approval('核实承诺', { by: 'market-regulation', within: workingDays(10) }),
      fix: applicant('整改', { within: workingDays(5) }),
    }),
  } as Readonly<Record<string, StepDefinition>>;
  const shared = (plan.isShared ? { source: 'catalogue' } : {}) as { source?: never };
  const mayPause = Object.values(steps).some(step => step.mayPauseFor.length > 0);
  return procedure({
    name: 'made-up',
    version: 1,
    title: '试验事项',
    lead: 'market-regulation',
    ...(plan.isChecked && { intake: { by: 'application', checkedBy: ['fire-rescue', 'tobacco'] } }),
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
      plan: required('方案', shared),
      sketch: plan.isTolerant
        ? tolerable('草图', { within: workingDays(5), ...shared } as never)
        : required('草图', shared),
    },
    limits: {
      ...(plan.isPromised && { promised: workingDays(most) }),
      statutory: workingDays(most + 20),
    },
    policies: {
      acceptance: { within: plan.acceptance === 'sameVisit' ? plan.acceptance : workingDays(plan.acceptance) },
      correction: { onLapse: plan.onLapse },
      filedOffHours: plan.filedOffHours,
      ...(plan.isRevocable && plan.ending === 'grant' && { revocable: { by: 'market-regulation' } }),
      endOfDay: { agency: plan.agencyEnds },
      halfDay: plan.halfDay,
      ...(plan.isTacit &&
        plan.ending === 'grant' && { tacitApproval: { at: 'statutory', grants: ['licence'], basis } }),
    },
    modes: {
      ...modesOf(plan),
      ...(plan.isTolerant && { tolerant: {} }),
      ...(isCommitted && {
        commitment: { covers: ['review'], verify: 'verify', fix: 'fix', revokes: ['licence'], basis },
      }),
    },
    ...(mayPause && { special: { inspection: special('检验', { atMost: workingDays(10), basis }) } }),
    steps,
    ...(plan.ending === 'grant' ? { permits: { licence: '许可证' } } : { results: { done: '办结' } }),
    *run(context: Context) {
      const end = () => (plan.ending === 'grant' ? context.grant('licence') : context.settle('done'));
      const { flag, size } = context.form;
      if (context.modes.onTheSpot && flag) return end();
      if (context.modes.instantAuto && size < 300) return end();
      if (context.steps['consent']) yield* context.steps['consent']();
      const found = (yield* part(context)) ?? against(yield* context.steps['review']!());
      if (found) return plan.ending === 'grant' ? context.deny(found) : context.settle('done');
      return end();
    },
    ...(plan.isFollowed && {
      *afterwards({ steps: asked, closed }: { steps: Ask; closed: () => never }) {
        yield* asked['after']!();
        return closed();
      },
    }),
  } as never);
}
