import { z } from 'zod';
import {
  applicant,
  applicantWait,
  approval,
  deferred,
  event,
  is,
  later,
  listBy,
  months,
  per,
  permit,
  personal,
  procedure,
  required,
  special,
  task,
  tolerable,
  unit,
  workingDays,
} from '../../../domain/procedure.ts';
import { check } from '../../../domain/procedure/check/check.ts';
import { Refused } from '../../../domain/refusal.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import type { StepDefinition } from '../../../domain/procedure/language/step.ts';
import { against, Author, daysOf, type Ask, type Context, type Value } from './author.ts';
import { basis, told } from './declared.ts';
import { kinds, type FlowPlan, type Plan } from './plan.ts';

type Modes = Plan['modes'];
/** What 一证通办 takes from sources. */
const fromSources = ({ modes }: Plan): object => ({
  sketch: 'catalogue',
  ...(modes.includes('fastLane') && { proof: 'catalogue' }),
});

/** Which modes a plan offers: some need everything from shared data, and some a paper that the applicant brings. */
function modesOf(plan: Plan): object {
  const has = (mode: Modes[number]): boolean => plan.modes.includes(mode);
  return {
    ...(has('onTheSpot') && plan.isShared && { onTheSpot: {} }),
    ...(has('instantAuto') && plan.isShared && { instantAuto: {} }),
    ...(has('applyAndEnjoy') && plan.isShared && { applyAndEnjoy: { consent: 'consent' } }),
    ...(has('singleId') && !plan.isShared && { singleId: { identity: 'plan', from: fromSources(plan) } }),
    ...(has('crossRegion') && { crossRegion: {} }),
    ...(has('assisted') && { assisted: {} }),
    ...(has('fastLane') && { fastLane: { keyProject: is('flag') } }),
    ...(plan.isTolerant && { tolerant: {} }),
    ...(plan.isDeferred && { deferredSupplement: { basis } }),
  };
}

const form = z.object({
  kind: z.enum(kinds),
  size: z.int().min(0).max(10_000),
  flag: z.boolean(),
  opens: z.iso.date(),
  items: listBy(z.object({ key: z.string(), unit: unit() }), 'key', 3),
  note: z.string().max(100),
  contact: personal(z.string()),
});
const example = {
  kind: 'a',
  size: 1_000,
  flag: true,
  opens: '2027-04-30',
  items: [{ key: 'x', unit: 'tobacco' }],
  note: '说明',
  contact: '沈',
} as const;
/** What a schedule begins has no form of anybody: the flow takes what the example says. */
const ofNobody = { ...example, contact: undefined };

function materialsOf(plan: Plan, gives: boolean): object {
  const shared = (plan.isShared ? { source: 'catalogue' } : {}) as { source?: never };
  return {
    plan: required('方案', { ...shared, instead: '承诺书' }),
    sketch: plan.isTolerant
      ? tolerable('草图', { within: workingDays(5), ...shared } as never)
      : required('草图', shared),
    ...(plan.modes.includes('fastLane') && { proof: required('重点项目认定', { ...shared, when: is('flag') }) }),
    ...(plan.isDeferred && { report: deferred('报告', { before: 'filing' }) }),
    ...(gives && { receipt: later('回执') }),
  };
}

const limitsOf = (plan: Plan, most: number): object => ({
  ...(plan.isPromised && {
    promised:
      plan.promise === 'perKind' && plan.intake !== 'schedule'
        ? per('kind', { a: workingDays(most), b: workingDays(most + 1), c: workingDays(most + 2) })
        : workingDays(most),
  }),
  statutory: workingDays(most + 20),
  ...(plan.isExtended && {
    extension: { of: 'statutory', by: 'unit-head', atMost: workingDays(5), times: 2, basis },
  }),
});

const policiesOf = (plan: Plan, grants: boolean): object => ({
  ...(plan.intake === 'application' && {
    acceptance: { within: plan.acceptance === 'sameVisit' ? plan.acceptance : workingDays(plan.acceptance) },
    correction: { onLapse: plan.onLapse, ...(plan.onLapse === 'hold' && { heldFor: months(1) }) },
  }),
  filedOffHours: plan.filedOffHours,
  ...(plan.isRevocable && grants && { revocable: { by: 'market-regulation', basis } }),
  endOfDay: { agency: plan.agencyEnds },
  halfDay: plan.halfDay,
  effectiveFrom: plan.effectiveFrom,
  ...(plan.isTacit && grants && { tacitApproval: { at: 'statutory', grants: ['licence'], basis } }),
});

const intakeOf = ({ intake, isChecked }: Plan): object | undefined => {
  if (intake === 'schedule') return { by: 'schedule', every: months(1) };
  if (intake !== 'application') return { by: intake, from: ['visit', 'applicant', 'fire-rescue'] };
  return isChecked ? { by: 'application', checkedBy: ['fire-rescue', 'tobacco'] } : undefined;
};

function stepsOf(plan: Plan, asked: Author['steps'], isCommitted: boolean): Readonly<Record<string, StepDefinition>> {
  return {
    ...asked,
    ...(plan.isMilestoned && { tell: task('告知', { by: 'lead', until: 'told' } as never) }),
    review: approval('核查', { by: 'market-regulation', within: workingDays(2) }),
    ...(plan.isShared &&
      plan.modes.includes('applyAndEnjoy') && { consent: applicant('确认', { within: workingDays(5) }) }),
    ...(plan.followed !== 'not' && {
      after: task('回访', { by: 'market-regulation', within: workingDays(3), result: told }),
    }),
    ...(plan.isDeferred && { filing: event('竣工备案', { from: 'tobacco', expires: workingDays(15) }) }),
    ...(isCommitted && {
      verify: approval('核实承诺', { by: 'market-regulation', within: workingDays(10) }),
      fix: applicant('整改', { within: workingDays(5) }),
    }),
  } as unknown as Readonly<Record<string, StepDefinition>>;
}

/**
 * What no applicant files has no acceptance, no modes of one, and nothing to be tolerated. Papers are put off in the
 * face of a grant alone.
 */
const simplified = (plan: Plan): Plan =>
  plan.intake === 'application'
    ? { ...plan, isDeferred: plan.isDeferred && plan.ending === 'grant' }
    : {
        ...plan,
        modes: [],
        isTolerant: false,
        isDeferred: false,
        isCommitted: false,
        flow: plan.intake === 'schedule' ? unconditional(plan.flow) : plan.flow,
      };

/** A schedule's case has no form by which a step could be asked or not. */
const unconditional = (flow: FlowPlan): FlowPlan => {
  if ('parts' in flow) return { ...flow, parts: flow.parts.map(unconditional) };
  return flow.is === 'step' && 'when' in flow.step ? { ...flow, step: { ...flow.step, when: 'always' } } : flow;
};

/** The procedure that a plan describes, as its author would have declared it. */
export function procedureOf(written: Plan): AnyProcedure {
  const plan = simplified(written);
  const author = new Author();
  const part = author.partOf(plan.flow);
  const grants = plan.ending === 'grant';
  const isCommitted = plan.isCommitted && grants;
  const isEarly = plan.isEarly && grants;
  const steps = stepsOf(plan, author.steps, isCommitted);
  const pauses = Object.values(steps).flatMap(step => [...step.mayPauseFor, step.special]);
  const milestones = plan.isMilestoned ? { milestones: { told: workingDays(3) } } : {};
  const asksConsent = Object.hasOwn(steps, 'consent');
  const gives = Object.values(steps).some(step => step.gives?.includes('receipt') === true);
  return procedure({
    name: 'made-up',
    version: 1,
    title: '试验事项',
    lead: 'market-regulation',
    ...(plan.itemKind !== 'usual' && { kind: plan.itemKind }),
    intake: intakeOf(plan),
    form: plan.intake === 'schedule' ? z.object({ date: z.iso.date() }) : form,
    example: plan.intake === 'schedule' ? { date: '2027-03-15' } : example,
    materials: plan.intake === 'application' ? materialsOf(plan, gives) : gives ? { receipt: later('回执') } : {},
    limits: limitsOf(plan, daysOf(plan.flow) + 10),
    policies: policiesOf(plan, grants),
    modes: {
      ...modesOf(plan),
      ...(isCommitted && {
        commitment: {
          covers: ['review'],
          verify: 'verify',
          fix: 'fix',
          revokes: ['licence'],
          excludes: [is('kind', 'c')],
          basis,
        },
      }),
    },
    special: {
      ...(pauses.includes('inspection') && {
        inspection: special('检验', { atMost: workingDays(10), basis, times: 2 }),
      }),
      ...(pauses.includes('siteReady') && {
        siteReady: applicantWait('等待申请人备检', { atMost: workingDays(10), basis }),
      }),
    },
    ...milestones,
    steps,
    ...(grants
      ? {
          permits: {
            licence: plan.isTemporary ? permit('许可证', { validFor: months(3), renewal: workingDays(10) }) : '许可证',
            ...(isEarly && { early: '先行许可' }),
          },
        }
      : { results: { done: '办结' } }),
    *run(given: Context) {
      const context = plan.intake === 'schedule' ? { ...given, form: ofNobody } : given;
      const end = () => (grants ? context.grant('licence') : context.settle('done'));
      const { flag, size } = context.form;
      if (context.modes.onTheSpot && flag) return end();
      if (context.modes.instantAuto && size < 300) return end();
      if (asksConsent) yield* context.steps['consent']!();
      if (plan.isMilestoned) {
        yield* context.steps['tell']!();
        context.reached('told');
      }
      const found = yield* part(context);
      if (found === 'up') return context.forwardUp();
      if (!found && isEarly) context.grantEarly('early');
      const review = found ? undefined : yield* context.steps['review']!();
      const refused = found ?? (review && against(review));
      if (refused && refused !== 'up') return grants ? context.deny(refused) : context.settle('done', refused);
      return grants && review ? context.grantEach({ licence: review }) : end();
    },
    ...(plan.followed !== 'not' && {
      *afterwards({ steps: asked, form: filled, closed, revoke, reopen }: Afterwards) {
        const { count } = (yield* asked['after']!()) as Value & { readonly count: number };
        if (count < 5 || plan.followed === 'closed') return closed();
        if (plan.followed === 'revoked' && grants) return revoke(['licence'], [{ text: '不符' }]);
        return plan.followed === 'reopened' ? reopen(filled) : closed();
      },
    }),
  } as never);
}

/** The procedure of a plan, where it loads: what it declares may break a rule, such as a notice that is too long. */
export function loadedFrom(written: Plan): AnyProcedure | undefined {
  try {
    const made = procedureOf(written);
    return check(made).length === 0 ? made : undefined;
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

interface Afterwards {
  readonly steps: Ask;
  readonly form: object;
  readonly closed: () => never;
  readonly revoke: (permits: readonly string[], reasons: readonly { readonly text: string }[]) => never;
  readonly reopen: (form: object) => never;
}
