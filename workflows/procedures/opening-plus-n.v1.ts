import { z } from 'zod';
import {
  procedure, approval, applicant, conference, all, is, personal, reasonsAgainst, required, special, tolerable, workingDays,
} from '../../domain/procedure.ts';
export const openingPlusN = procedure({
  name: 'opening-plus-n', version: 1, title: '企业开办+N（餐饮店）', lead: 'market-regulation',
  form: z.object({
    shop: z.string(), address: z.string(), hasSignboard: z.boolean(), isPublicVenue: z.boolean(),
    sellsTobacco: z.boolean(), contact: personal(z.string()),
  }),
  example: { shop: '老街面馆', address: '中山路 1 号', hasSignboard: true, isPublicVenue: true, sellsTobacco: true, contact: '联系人' },
  materials: {
    licence: required('营业执照', { source: 'enterprise-register' }),
    layout: required('场所平面图'), safety: required('食品安全管理制度'),
    training: tolerable('食品安全培训记录', { within: workingDays(5) }),
    sketch: tolerable('店招设计图', { within: workingDays(3), when: is('hasSignboard') }),
  },
  limits: {
    statutory: workingDays(20), promised: workingDays(10),
    extension: { of: 'statutory', by: 'unit-head', atMost: workingDays(10), basis: '行政许可法 42' },
  },
  policies: { acceptance: { within: workingDays(1) } },
  modes: {
    tolerant: {}, assisted: {},
    commitment: { covers: ['fire'], verify: 'fireCheck', fix: 'fireFix', revokes: ['fire'], basis: '消防法 15' },
  },
  special: { laboratory: special('检验检测', { atMost: workingDays(10), basis: '行政许可法 45' }) },
  steps: {
    survey: conference('联合踏勘', {
      chair: 'lead', of: ['market-regulation', 'urban-management', 'tobacco'], notice: workingDays(1), within: workingDays(3),
    }),
    food:      approval('食品经营许可', { by: 'lead', within: workingDays(5), people: 2, mayPauseFor: ['laboratory'] }),
    signboard: approval('店招设置', { by: 'urban-management', within: workingDays(3), when: is('hasSignboard') }),
    fire:      approval('消防安全检查', { by: 'fire-rescue', within: workingDays(10), people: 2, when: is('isPublicVenue') }),
    tobacco:   approval('烟草专卖零售许可', { by: 'tobacco', within: workingDays(5), when: is('sellsTobacco') }),
    fireCheck: approval('消防承诺核查', { by: 'fire-rescue', within: workingDays(20), people: 2, when: is('isPublicVenue') }),
    fireFix:   applicant('限期整改', { within: workingDays(10) }),
  },
  permits: { food: '食品经营许可证', signboard: '店招设置许可', fire: '公众聚集场所消防安全检查合格证', tobacco: '烟草专卖零售许可证' },
  *run({ steps, grantEach, deny }) {
    // The fire brigade has ten days of its own, beside the joint survey and what follows from it.
    const { fire, shop } = yield* all({ fire: steps.fire(), shop: surveyed() });
    return 'against' in shop ? deny(shop.against) : grantEach({ ...shop, fire });

    function* surveyed() {
      const against = reasonsAgainst((yield* steps.survey()).answers);
      return against ? { against } : yield* all({ food: steps.food(), signboard: steps.signboard(), tobacco: steps.tobacco() });
    }
  },
});
