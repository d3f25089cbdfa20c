import { z } from 'zod';
import {
  applicant,
  approval,
  assigned,
  child,
  choice,
  deferred,
  decision,
  effect,
  event,
  fee,
  halfDays,
  is,
  later,
  months,
  per,
  permit,
  procedure,
  reasonsAgainst,
  required,
  silenceAgrees,
  special,
  task,
  tolerable,
  unit,
  wait,
  workingDays,
} from '../../domain/procedure.ts';

const day = workingDays(1);
const record = z.object({ text: z.string().max(200) });

/** An issue that goes from desk to desk: with shares, posts, papers, people, and what comes from outside. */
export const desk = procedure({
  name: 'desk',
  version: 1,
  title: '交办事项',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['applicant', 'fire-rescue'] },
  form: z.object({ size: choice({ small: '小', big: '大' }), with: unit() }),
  example: { size: 'small', with: 'tobacco' },
  materials: { sheet: later('办理单') },
  milestones: { told: workingDays(2) },
  special: { test: special('检验', { atMost: workingDays(5), basis: '行政许可法 45' }) },
  steps: {
    draft: task('拟稿', {
      by: 'lead',
      within: per('size', { small: day, big: workingDays(3) }),
      gives: ['sheet'],
      result: record,
    }),
    handle: task('承办', { by: assigned, until: 'told', may: ['return'] }),
    more: task('加办', { by: 'lead', within: day, when: is('size', 'big') }),
    look: approval('复核', { by: 'fire-rescue', within: day, satisfiedBy: '区域评估成果' }),
    lab: task('检测', { by: 'fire-rescue', special: 'test' }),
    check: approval('三级审批', { by: 'fire-rescue', trio: true, within: workingDays(3), mayPauseFor: ['test'] }),
    sign: decision('签发', {
      by: 'lead',
      post: 'principal',
      within: workingDays(2),
      of: ['issue', 'back'],
      titles: { issue: '签发', back: '退回' },
    }),
    report: event('外部报告', { from: 'tobacco', expires: workingDays(5), result: record }),
    charge: fee('工本费', { amount: 1_000, basis: '收费目录清单', within: workingDays(3) }),
    pause: wait('间隔', day),
  },
  results: { done: '办结', back: '退回' },
  *run({ form, steps, reached, settle }) {
    yield* steps.draft();
    let to = form.with;
    while ((yield* steps.handle({ to })).returned) to = 'market-regulation';
    reached('told');
    yield* steps.more();
    yield* steps.look();
    yield* steps.lab();
    yield* steps.check();
    const signed = yield* steps.sign();
    if (signed.chose === 'back') return settle('back', signed.reasons);
    yield* steps.report();
    yield* steps.charge();
    yield* steps.pause();
    return settle('done');
  },
});

/** A registration of which every policy is its own, with papers of every kind. */
export const paperwork = procedure({
  name: 'paperwork',
  version: 1,
  title: '登记事项',
  lead: 'market-regulation',
  kind: 'registration',
  form: z.object({ hasSketch: z.boolean(), isKey: z.boolean() }),
  example: { hasSketch: true, isKey: false },
  materials: {
    identity: required('身份证明'),
    plan: required('图纸', { instead: '说明' }),
    sketch: tolerable('示意图', { within: workingDays(2), when: is('hasSketch') }),
    shared: required('共享数据', { source: 'shared-catalogue' }),
    archive: deferred('档案', { before: 'filing' }),
    designation: required('重点项目认定', { when: is('isKey') }),
  },
  limits: {
    promised: workingDays(5),
    statutory: workingDays(8),
    extension: { of: 'statutory', by: 'unit-head', atMost: workingDays(2), basis: '登记办法' },
  },
  policies: {
    acceptance: { within: workingDays(2) },
    correction: { within: workingDays(3), onLapse: 'hold', heldFor: months(1) },
    filedOffHours: 'nextWorkday',
    endOfDay: { applicant: 'close' },
    tacitApproval: { at: 'promised', grants: ['licence'], basis: '试点办法' },
    effectiveFrom: 'receipt',
    delivery: { within: workingDays(4) },
    rating: { within: workingDays(2) },
    publicity: { within: workingDays(3) },
    ladder: { order: workingDays(2), ledger: workingDays(4), talkNotice: workingDays(2) },
    revocable: { by: 'lead', basis: '登记办法第九条' },
  },
  modes: {
    deferredSupplement: { basis: '容缺后补办法' },
    singleId: {
      identity: 'identity',
      from: { plan: 'shared-catalogue', sketch: 'shared-catalogue', designation: 'shared-catalogue' },
    },
    assisted: {},
    fastLane: { keyProject: is('isKey') },
    commitment: {
      covers: ['look'],
      verify: 'verify',
      fix: 'fix',
      revokes: ['licence'],
      excludes: [is('isKey')],
      basis: '告知承诺办法',
    },
  },
  steps: {
    look: approval('审查', { by: 'lead', within: workingDays(2), silence: silenceAgrees('默许办法') }),
    second: approval('复审', { by: 'lead', within: workingDays(2) }),
    verify: approval('核查', { by: 'lead', within: workingDays(5) }),
    fix: applicant('整改', { within: workingDays(5) }),
    filing: event('备案', { from: 'lead', expires: months(6) }),
  },
  permits: { licence: permit('登记证', { validFor: months(2), renewal: workingDays(10) }) },
  *run({ modes, steps, grant, deny }) {
    const first = reasonsAgainst(yield* steps.look());
    if (first) return deny(first);
    // What was promised is not looked at a second time.
    const second = modes.commitment ? undefined : reasonsAgainst(yield* steps.second());
    return second ? deny(second) : grant('licence');
  },
});

/** A subsidy: the rules grant it by the grade of whoever applies; else people do, and consent is asked or given. */
export const benefit = procedure({
  name: 'benefit',
  version: 1,
  title: '补贴',
  lead: 'market-regulation',
  kind: 'payment',
  form: z.object({ amount: z.int().min(1).max(1_000) }),
  example: { amount: 100 },
  limits: { promised: workingDays(15) },
  modes: { instantAuto: {}, noApplication: { consent: 'consent' }, applyAndEnjoy: { consent: 'consent' } },
  steps: {
    grade: effect('信用核验', {
      calls: 'credit-grade',
      takes: z.object({ party: z.string() }),
      result: z.object({ grade: z.enum(['A', 'B', 'C', 'D', 'none']) }),
      within: day,
    }),
    consent: applicant('确认', { within: workingDays(2) }),
    look: approval('审核', { by: 'lead', within: workingDays(2) }),
  },
  permits: { benefit: '补贴' },
  *run({ applicant: party, modes, steps, grant, deny }) {
    if (modes.instantAuto && !modes.noApplication) {
      const found = yield* steps.grade({ input: { party } });
      if (!found.lapsed && found.grade === 'A') return grant('benefit');
    }
    if ((yield* steps.consent()).lapsed) return deny([{ text: '未确认' }]);
    const against = reasonsAgainst(yield* steps.look());
    return against ? deny(against) : grant('benefit');
  },
});

/** An order that opens the subsidy for its applicant, and is begun again where nobody consented. */
export const round = procedure({
  name: 'round',
  version: 1,
  title: '政策兑现',
  lead: 'market-regulation',
  intake: { by: 'order', from: ['fire-rescue'] },
  form: z.object({ nth: z.int().min(1).max(3) }),
  example: { nth: 1 },
  steps: {
    benefit: child(benefit, { opens: 'received' }),
    recheck: task('回头看', { by: 'lead', within: workingDays(2), result: z.object({ holds: z.boolean() }) }),
  },
  results: { granted: '兑现', not: '未兑现' },
  *run({ steps, settle }) {
    const ending = yield* steps.benefit({ form: { amount: 100 } });
    return settle(ending.end === 'granted' ? 'granted' : 'not');
  },
  *afterwards({ form, steps, closed, reopen }) {
    const { holds } = yield* steps.recheck();
    return holds || form.nth === 3 ? closed() : reopen({ nth: form.nth + 1 });
  },
});

/** A marriage, which any window receives, and which is decided in the visit. */
export const visit = procedure({
  name: 'visit',
  version: 1,
  title: '现场登记',
  lead: 'market-regulation',
  kind: 'registration',
  form: z.object({}),
  example: {},
  modes: { crossRegion: {}, onTheSpot: {} },
  limits: { promised: halfDays(1) },
  policies: { halfDay: 'byMinutes' },
  steps: { look: approval('审查', { by: 'lead', within: halfDays(1) }) },
  permits: { entry: '登记' },
  *run({ modes, steps, grant, deny }) {
    if (modes.onTheSpot) return grant('entry');
    const against = reasonsAgainst(yield* steps.look());
    return against ? deny(against) : grant('entry');
  },
});
