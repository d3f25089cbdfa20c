import { z } from 'zod';
import {
  applicant as asked,
  approval,
  assigned,
  permit,
  procedure,
  reasonsAgainst,
  required,
  task,
  unit,
  upper,
  years,
  official,
  workingDays,
  months,
  child,
  each,
} from '../../domain/procedure.ts';

/** The form names a unit, and so does the officer who assigns. */
export const sorted = procedure({
  name: 'sorted',
  version: 1,
  title: '试验事项',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['applicant', 'fire-rescue', 'visit'] },
  form: z.object({ raisedWith: unit(), about: official().optional() }),
  example: { raisedWith: 'market-regulation' },
  steps: {
    assign: task('交办', { by: 'lead', within: workingDays(1), result: z.object({ unit: unit() }) }),
    look: approval('审查', { by: assigned, within: workingDays(1) }),
    confirm: asked('确认', { within: workingDays(5) }),
  },
  permits: { licence: '许可证' },
  *run({ steps, grant }) {
    yield* steps.look({ to: (yield* steps.assign()).unit });
    yield* steps.confirm();
    return grant('licence');
  },
});

/** Begins by itself, every month. */
export const monthly = procedure({
  name: 'monthly',
  version: 1,
  title: '免申即享',
  lead: 'market-regulation',
  intake: { by: 'schedule', every: months(1) },
  form: z.object({ date: z.iso.date() }),
  example: { date: '2026-01-31' },
  steps: { match: task('比对', { by: 'lead', within: workingDays(5) }) },
  results: { paid: '已兑付' },
  *run({ steps, settle }) {
    yield* steps.match();
    return settle('paid');
  },
});

/** Begins by itself, every month, in each place of its lead unit. */
export const everywhere = procedure({
  name: 'everywhere',
  version: 1,
  title: '各地月检',
  lead: 'poor-relief',
  intake: { by: 'schedule', every: months(1) },
  form: z.object({ date: z.iso.date() }),
  example: { date: '2026-01-31' },
  steps: { visit: task('走访', { by: 'health', within: workingDays(5) }) },
  results: { done: '已走访' },
  *run({ steps, settle }) {
    yield* steps.visit();
    return settle('done');
  },
});

/** Half of a pair: a case of its own. */
export const half = procedure({
  name: 'half',
  version: 1,
  title: '分项',
  lead: 'fire-rescue',
  form: z.object({ nth: z.int() }),
  example: { nth: 1 },
  limits: { statutory: workingDays(20), promised: workingDays(10) },
  steps: { look: approval('审查', { by: 'lead', within: workingDays(3) }) },
  permits: { share: '分项许可' },
  *run({ steps, grant }) {
    yield* steps.look();
    return grant('share');
  },
});

/** Waits for two cases of its own. */
export const pair = procedure({
  name: 'pair',
  version: 1,
  title: '联办',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  limits: { statutory: workingDays(30), promised: workingDays(15) },
  steps: { half: child(half, { opens: 'received' }) },
  permits: { whole: '联办许可' },
  *run({ steps, grant }) {
    yield* each([1, 2], String, nth => steps.half({ form: { nth } }));
    return grant('whole');
  },
});

/** One file for every level: 初审 in the place, 复审 one level above it. */
export const subsidy = procedure({
  name: 'subsidy',
  version: 1,
  title: '补贴发放',
  lead: 'poor-relief',
  form: z.object({ village: z.string() }),
  example: { village: '一村' },
  materials: { proof: required('证明') },
  limits: { statutory: workingDays(20), promised: workingDays(10) },
  steps: {
    first: approval('初审', { by: 'lead', within: workingDays(3) }),
    second: approval('复审', { by: upper('poor-relief'), within: workingDays(3) }),
  },
  permits: { grant: '补贴' },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.first()) ?? reasonsAgainst(yield* steps.second());
    return against ? deny(against) : grant('grant');
  },
});

/** One file for every level, by which a level may ask the one above: what comes back is handed over below. */
export const land = procedure({
  name: 'land-use',
  version: 1,
  title: '用地审批',
  lead: 'poor-relief',
  form: z.object({ village: z.string() }),
  example: { village: '一村' },
  limits: { statutory: workingDays(20), promised: workingDays(10) },
  steps: {
    plan: approval('规划意见', { by: 'lead', within: workingDays(3) }),
    look: approval('审查', { by: 'lead', within: workingDays(3), may: ['forwardUp'] }),
  },
  permits: { plan: permit('规划许可证', { validFor: years(2) }), land: '用地批准书' },
  *run({ steps, grant, grantEarly, deny, forwardUp }) {
    const plan = yield* steps.plan();
    const against = reasonsAgainst(plan);
    if (against) return deny(against);
    grantEarly('plan', plan);
    const look = yield* steps.look();
    if (look.answer === 'forwardUp') return forwardUp(look.to);
    const still = reasonsAgainst(look);
    return still ? deny(still) : grant('land');
  },
});
