import { z } from 'zod';
import { procedure, approval, applicant, all, reasonsAgainst, required, tolerable, special, is, personal, workingDays } from '../../domain/procedure.ts';
export const restaurantOpening = procedure({
  name: 'restaurant-opening', version: 1, title: '开办餐饮店“一件事”', lead: 'market-regulation',
  form: z.object({ name: z.string(), seats: z.int().min(1), hasSignboard: z.boolean(), sellsTobacco: z.boolean(), contact: personal(z.string()) }),
  example: { name: '老街面馆', seats: 40, hasSignboard: true, sellsTobacco: false, contact: '联系人' },
  materials: {
    layoutPlan: required('场所平面图'),
    safetyRules: required('食品安全管理制度'),
    signboardSketch: tolerable('店招设计图', { within: workingDays(3), when: is('hasSignboard') }),
  },
  limits: { statutory: workingDays(20), promised: workingDays(5), extension: { of: 'statutory', by: 'unit-head', atMost: workingDays(10), basis: '行政许可法 42' } },
  policies: { acceptance: { within: workingDays(1) } },
  modes: {
    tolerant: {}, assisted: {},
    commitment: { covers: ['fire'], verify: 'fireCheck', fix: 'fireFix', revokes: ['fire'], basis: '消防法 15' },
  },
  special: { inspection: special('检验', { atMost: workingDays(10), basis: '消防法 15' }) },
  steps: {
    licence:   approval('食品经营许可', { by: 'market-regulation', within: workingDays(1) }),
    signboard: approval('店招备案', { by: 'urban-management', within: workingDays(2), when: is('hasSignboard') }),
    fire:      approval('消防安全检查', { by: 'fire-rescue', within: workingDays(3), people: 2, mayPauseFor: ['inspection'] }),
    tobacco:   approval('烟草专卖零售许可', { by: 'tobacco', within: workingDays(3), when: is('sellsTobacco') }),
    fireCheck: approval('承诺核查', { by: 'fire-rescue', within: workingDays(20), people: 2 }),
    fireFix:   applicant('限期整改', { within: workingDays(10) }),
  },
  permits: { licence: '食品经营许可证', signboard: '店招备案', fire: '公众聚集场所消防安全检查', tobacco: '烟草专卖零售许可证' },
  *run({ steps, grantEach, deny }) {
    const licence = yield* steps.licence();
    const against = reasonsAgainst(licence);
    if (against) return deny(against);
    const others = yield* all({ signboard: steps.signboard(), fire: steps.fire(), tobacco: steps.tobacco() });
    return grantEach({ licence, ...others });
  },
});
