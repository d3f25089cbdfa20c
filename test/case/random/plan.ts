import fc from 'fast-check';

/** The units that the steps of a made-up procedure belong to. */
export const units = ['market-regulation', 'fire-rescue', 'urban-management', 'tobacco'] as const;

const unit = fc.constantFrom(...units);
const days = fc.integer({ min: 1, max: 6 });
const when = fc.constantFrom('always', 'kind', 'size', 'flag');
export const kinds = ['a', 'b', 'c'] as const;

/** One step, as data: what its declaration will say. */
export type StepPlan = typeof step extends fc.Arbitrary<infer T> ? T : never;
const step = fc.oneof(
  fc.record({
    kind: fc.constant('approval' as const),
    by: unit,
    days,
    when,
    people: fc.constantFrom(1 as const, 2 as const, 3 as const),
    isSilent: fc.boolean(),
    mayReturn: fc.boolean(),
    mayPause: fc.boolean(),
    isSatisfied: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('task' as const), by: unit, days, when, mayReturn: fc.boolean(), tells: fc.boolean() }),
  fc.record({ kind: fc.constant('decision' as const), by: unit, days, when, isHeads: fc.boolean() }),
  fc.record({ kind: fc.constant('applicant' as const), days, when, tells: fc.boolean() }),
  fc.record({ kind: fc.constant('event' as const), by: unit, days, when }),
  fc.record({ kind: fc.constant('publicNotice' as const), by: unit, days, when, isTyped: fc.boolean() }),
  fc.record({ kind: fc.constant('fee' as const), days, when }),
  fc.record({ kind: fc.constant('effect' as const), by: unit, days, when }),
  fc.record({
    kind: fc.constant('child' as const),
    opens: fc.constantFrom('draft' as const, 'received' as const),
    days,
    when,
  }),
  fc.record({ kind: fc.constant('wait' as const), days }),
  fc.record({ kind: fc.constant('conference' as const), by: unit, days, when, isSilent: fc.boolean() }),
);

/** The flow as a tree whose leaves are steps, each a step of its own. */
export type FlowPlan =
  | { readonly is: 'step'; readonly step: StepPlan }
  /** A review that is asked again after the applicant put it right, at most so often. */
  | { readonly is: 'rounds'; readonly by: (typeof units)[number]; readonly rounds: number }
  /** A review for each item of the form. */
  | { readonly is: 'each'; readonly days: number }
  | { readonly is: 'one after the other' | 'all' | 'race'; readonly parts: readonly FlowPlan[] };

const leaf: fc.Arbitrary<FlowPlan> = fc.oneof(
  { weight: 6, arbitrary: step.map(plan => ({ is: 'step' as const, step: plan })) },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('rounds' as const), by: unit, rounds: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('each' as const), days }) },
);
const flow = (depth: number): fc.Arbitrary<FlowPlan> =>
  depth === 0
    ? leaf
    : fc.oneof(
        { weight: 2, arbitrary: leaf },
        {
          weight: 3,
          arbitrary: fc.record({
            is: fc.constantFrom('one after the other' as const, 'all' as const, 'race' as const),
            parts: fc.array(flow(depth - 1), { minLength: 1, maxLength: 3 }),
          }),
        },
      );

/** A procedure as data: what an author might have written. */
export type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;
export const plan = fc.record({
  flow: flow(2),
  ending: fc.constantFrom('grant' as const, 'settle' as const),
  isFollowed: fc.boolean(),
  isPromised: fc.boolean(),
  acceptance: fc.constantFrom('sameVisit' as const, 1, 5),
  onLapse: fc.constantFrom('deemedWithdrawn' as const, 'hold' as const),
  filedOffHours: fc.constantFrom('keepDate' as const, 'nextWorkday' as const),
  agencyEnds: fc.constantFrom('close' as const, 'midnight' as const),
  halfDay: fc.constantFrom('byHalves' as const, 'byMinutes' as const),
  isTacit: fc.boolean(),
  isTolerant: fc.boolean(),
  isCommitted: fc.boolean(),
  /** Every material comes from shared data; then the case may be decided as it comes in. */
  isShared: fc.boolean(),
  isRevocable: fc.boolean(),
  isChecked: fc.boolean(),
  modes: fc.subarray([
    'onTheSpot' as const,
    'instantAuto' as const,
    'singleId' as const,
    'crossRegion' as const,
    'applyAndEnjoy' as const,
    'assisted' as const,
    'fastLane' as const,
  ]),
});

/** What the form of an application says. */
export const form = fc.record({
  kind: fc.constantFrom(...kinds),
  size: fc.constantFrom(0, 299, 300, 1_000),
  flag: fc.boolean(),
  items: fc.uniqueArray(fc.record({ key: fc.constantFrom('x', 'y', 'z'), unit }), {
    selector: ({ key }) => key,
    maxLength: 3,
  }),
  note: fc.string({ maxLength: 20 }).map(text => `说明${text.replaceAll('\u0000', '')}`),
});
