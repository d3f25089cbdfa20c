import fc from 'fast-check';

/** The units that the steps of a made-up procedure belong to. */
export const units = ['market-regulation', 'fire-rescue', 'urban-management', 'tobacco'] as const;

const unit = fc.constantFrom(...units);
const days = fc.integer({ min: 1, max: 6 });
const when = fc.constantFrom('always', 'kind', 'size', 'flag', 'joined');
/** In which unit the share of a step is said. */
const counted = fc.oneof(
  { weight: 4, arbitrary: fc.constant('WD' as const) },
  { weight: 1, arbitrary: fc.constantFrom('ND' as const, 'HALF_DAY' as const, 'WH' as const, 'EARLIER_OF' as const) },
);
export const kinds = ['a', 'b', 'c'] as const;
const part = fc.constantFrom('small' as const, 'nested' as const, 'offered' as const);

/** One step, as data: what its declaration will say. */
export type StepPlan = typeof step extends fc.Arbitrary<infer T> ? T : never;
const step = fc.oneof(
  fc.record({
    kind: fc.constant('approval' as const),
    by: unit,
    /** The unit of that role one level above. */
    isUpper: fc.integer({ min: 0, max: 5 }).map(of6 => of6 === 0),
    days,
    counted,
    when,
    people: fc.constantFrom(1 as const, 2 as const, 3 as const),
    isSilent: fc.boolean(),
    mayReturn: fc.boolean(),
    mayForward: fc.integer({ min: 0, max: 3 }).map(of4 => of4 === 0),
    mayPause: fc.boolean(),
    isSatisfied: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('task' as const),
    by: unit,
    days,
    counted,
    when,
    mayReturn: fc.boolean(),
    tells: fc.boolean(),
    people: fc.constantFrom(1 as const, 2 as const),
  }),
  fc.record({ kind: fc.constant('decision' as const), by: unit, days, counted, when, isHeads: fc.boolean() }),
  fc.record({
    kind: fc.constant('applicant' as const),
    days,
    counted,
    when,
    tells: fc.boolean(),
    /** Brings a paper that is asked of nobody before. */
    brings: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('event' as const), by: unit, days, counted, when, expires: fc.boolean() }),
  fc.record({ kind: fc.constant('publicNotice' as const), by: unit, days, counted, when, isTyped: fc.boolean() }),
  fc.record({ kind: fc.constant('fee' as const), days, counted, when }),
  fc.record({ kind: fc.constant('effect' as const), by: unit, days, counted, when }),
  fc.record({
    kind: fc.constant('child' as const),
    part,
    opens: fc.constantFrom('draft' as const, 'received' as const),
    days,
    counted,
    when,
  }),
  fc.record({ kind: fc.constant('wait' as const), days, counted }),
  /** 特殊程序 as a step of its own. */
  fc.record({ kind: fc.constant('special' as const), by: unit, days, when }),
  fc.record({ kind: fc.constant('conference' as const), by: unit, days, counted, when, isSilent: fc.boolean() }),
);

/** The flow as a tree whose leaves are steps, each a step of its own. */
export type FlowPlan =
  | { readonly is: 'step'; readonly step: StepPlan }
  /** A review that is asked again after the applicant put it right, at most so often. */
  | { readonly is: 'rounds'; readonly by: (typeof units)[number]; readonly rounds: number }
  /** A review for each item of the form. */
  | { readonly is: 'each'; readonly days: number }
  /** A case of its own for each item of the form. */
  | { readonly is: 'batch'; readonly part: 'small' | 'nested' | 'offered' }
  | { readonly is: 'one after the other' | 'all' | 'race'; readonly parts: readonly FlowPlan[] };

const leaf: fc.Arbitrary<FlowPlan> = fc.oneof(
  { weight: 8, arbitrary: step.map(plan => ({ is: 'step' as const, step: plan })) },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('rounds' as const), by: unit, rounds: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('each' as const), days }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('batch' as const), part }) },
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
  intake: fc.oneof(
    { weight: 6, arbitrary: fc.constant('application' as const) },
    { weight: 1, arbitrary: fc.constantFrom('issue' as const, 'order' as const, 'schedule' as const) },
  ),
  itemKind: fc.constantFrom('usual' as const, 'filing' as const, 'payment' as const, 'confirmation' as const),
  /** What comes after the decision. */
  followed: fc.constantFrom('not' as const, 'closed' as const, 'reopened' as const, 'revoked' as const),
  isPromised: fc.boolean(),
  promise: fc.constantFrom('plain' as const, 'perKind' as const),
  /** A milestone from intake, which the first step reaches. */
  isMilestoned: fc.boolean(),
  /** A permit is granted before the rest is decided. */
  isEarly: fc.boolean(),
  isTemporary: fc.boolean(),
  isExtended: fc.boolean(),
  acceptance: fc.constantFrom('sameVisit' as const, 1, 5),
  onLapse: fc.constantFrom('deemedWithdrawn' as const, 'hold' as const),
  filedOffHours: fc.constantFrom('keepDate' as const, 'nextWorkday' as const),
  agencyEnds: fc.constantFrom('close' as const, 'midnight' as const),
  halfDay: fc.constantFrom('byHalves' as const, 'byMinutes' as const),
  effectiveFrom: fc.constantFrom('decision' as const, 'receipt' as const),
  isTacit: fc.boolean(),
  isTolerant: fc.boolean(),
  /** Decided before what was tolerated is there, and a report put off to a later event. */
  isDeferred: fc.boolean(),
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
  opens: fc.constantFrom('2027-04-30', '2027-05-01'),
  items: fc.uniqueArray(fc.record({ key: fc.constantFrom('x', 'y', 'z'), unit }), {
    selector: ({ key }) => key,
    maxLength: 3,
  }),
  note: fc.string({ maxLength: 20 }).map(text => `说明${text.replaceAll('\u0000', '')}`),
});
